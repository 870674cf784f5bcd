"""People of one name in one article: a surname alone is whose it can only be, and nobody takes another's words."""

from __future__ import annotations

from tests.knowledge.extract.reading import read


def test_two_of_one_surname() -> None:
    """A surname alone is whoever of that name was named in full last in the passage."""
    reading = read(
        "Zhao Ming (赵明), a pilot, said: “The pier is not safe.” Zhao added: “It never was.”",
        "Zhao Hua (赵华), a baker, said: “Nobody told us anything.” Zhao added: “We buy our own fish.”",
    )
    assert [one.speaker for one in reading.said] == ["Zhao Ming", "Zhao Ming", "Zhao Hua", "Zhao Hua"]


def test_who_has_the_surname_to_themselves() -> None:
    """A namesake who is only mentioned once does not take over the main person's surname."""
    reading = read(
        "Zhao Ming (赵明), a pilot, has sailed for thirty years. “The pier is not safe,” Zhao said.",
        "Zhao has written to the board. “Nobody answers,” Zhao said.",
        "Another pilot, Zhao Hua (赵华), says the pier will hold.",
        "The board met on Monday. “I shall write again,” Zhao said of his letters.",
    )
    assert reading.speaker("Nobody answers") == "Zhao Ming"
    assert reading.speaker("will hold") == "Zhao Hua"
    assert reading.speaker("write again") == "Zhao Ming"


def test_a_married_couple() -> None:
    """Mr and Mrs of one surname are two people."""
    reading = read(
        "John Moss and Mary Moss keep the lighthouse.",
        "“The lamp is old,” Mrs Moss said. “It will do,” Mr Moss said.",
        "“He never mends it,” she said.",
    )
    assert reading.speaker("The lamp is old") == "Mary Moss"
    assert reading.speaker("It will do") == "John Moss"
    assert reading.speaker("He never mends it") == "Mary Moss"


def test_given_names_of_a_family() -> None:
    """Relatives are told apart by their given names."""
    reading = read("Ann Moss and Bo Moss keep the lighthouse.", "“The lamp is old,” said Ann. “It will do,” said Bo.")
    assert [one.speaker for one in reading.said] == ["Ann Moss", "Bo Moss"]


def test_relatives_by_their_description() -> None:
    """A son has another first name and may share the last."""
    reading = read("Tom Hale, the son of John Hale, said his father was “a hard man.” “He is right,” John Hale said.")
    assert reading.speaker("a hard man") == "Tom Hale"
    assert reading.speaker("He is right") == "John Hale"


def test_two_offices_in_one_sentence() -> None:
    """Each description is whom it was said of."""
    reading = read(
        "The president of the harbour board, Mary Stone, and the mayor, John Hale, met at noon.",
        "The mayor said the talks had been “long and hard.” The president said she would “think it over.”",
    )
    assert reading.speaker("long and hard") == "John Hale"
    assert reading.speaker("think it over") == "Mary Stone"


def test_a_relative_is_of_their_own_gender() -> None:
    """ "her son, Arlo Khem" is no "Ms. Khem", however often he is named."""
    reading = read(
        "Tavi Khem spoke of her son, Arlo Khem. Arlo Khem was a pilot. Khem was brave.",
        "“He was all we had,” Ms. Khem said.",
    )
    assert reading.speaker("all we had") == "Tavi Khem"


def test_an_honorific_goes_to_whom_it_fits() -> None:
    """Of two who bear the surname, "Ms." is the one known for a woman; a first name alone is not the surname borne."""
    reading = read(
        "Mary Ebel and Quill Ebel came to Oldport. Quill drove. Quill parked.",
        "“It is bad,” Ms. Ebel said. “It was a long drive,” Mr. Ebel said.",
        "“We are tired,” Ebel added.",
    )
    assert [one.speaker for one in reading.marked][:2] == ["Mary Ebel", "Quill Ebel"]


def test_the_surname_alone_is_who_was_named_in_full() -> None:
    """A husband who is only "Tom" so far does not take the surname from the woman whom the article introduced."""
    reading = read(
        "Mary Ebel, 68, is a friend of the mayor's.",
        "Tom, her husband, wore a coat of Tom's own. “It has been hard,” Ebel said.",
        "Tom Ebel shook his head.",
    )
    assert reading.speaker("been hard") == "Mary Ebel"
