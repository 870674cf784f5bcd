"""Texts that nobody would write: extraction ends, takes time by their length, and makes nothing up."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

import pytest

from knowledge.extract import extract
from knowledge.extract.marks import find_regions
from knowledge.extract.tokens import tokenize
from knowledge.model import Kind, Span
from tests.knowledge.extract.reading import article_of, read

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.model import Findings

    Paragraphs = Callable[[int], list[str]]

MANY = 200_000
TIMES = 4  # how many times as long the larger text is; work that grows as the square of the text takes TIMES * TIMES
MOST = 10  # times as much work for it; the rest is room for a busy machine
TRIES = 4

MARKS = "“”‘’\"'«»„‟「」『』〝〞＂`‚‛"
RUNS = {
    **{f"a run of {mark}": mark for mark in MARKS},
    **{f"words after {mark}": f"{mark}w " for mark in "“‘\"'«"},
    **{f"words before {mark}": f"w{mark} " for mark in "”’\"'»"},
    "two apostrophes": "''",
    "typewriter marks": "``w'' ",
    "opening typewriter marks": "``",
    "opening brackets": "(",
    "opening square brackets": "[",
    "pairs of brackets": "(x) ",
    "inches": "6'2\" ",
    "digits": "1234567890",
    "one word": "a",
    "hyphens": "a-",
    "lines": "\n",
    "spaces": " ",
    "full stops": ". ",
    "commas": ", ",
    "dashes": "– ",
    "ellipses": "… ",
    "combining characters": "\u0301",
    "zero bytes": "\0",
    "emoji": "😀",
    "right to left": "שלום “שלום” ",
    "words without a stop": "and then the ferry left ",
    "sentences": "The ferry left the harbour at noon. ",
    "reports": "Ann Lee said that the ferry had left. ",
    "capitals": "THE MAYOR SAID “THE FERRY WAS LATE”. ",
    "one long name": "MAYOR ANN LEE ",
    "a table": "Year\t2019\t33.5%\t|| ",
    "code": "if (x == \"a\") { return 'b'; } // said c\n",
    "misread print": "Tbe rn1nister sa1d , tlie \"fer ry is l ate . ' ",
    "German": "„Das ist nicht wahr“, sagte Minister Karl Huber. ",
    "Chinese": "港务局长李安说：“渡轮今天不开。”",
    "Russian": "«Это неправда», — сказал министр. ",
    "short posts": "RT @ann: “so true” #ferry 🚢 lol ",
    "cues": "said ",
    "reports in one another": "he said that ",
    "a sentence of short answers": "“yes,” he said, ",
    "sources": "according to Ann Lee, ",
    "relative cues": "who said ",
    "names with and": "Ann and ",
    "one name again and again": "Ann Lee, ",
    "native names": "Wang Bo (王波) ",
    "native names left open": "Wang Bo (王波 ",
    "titles": "Dr. ",
    "initials": "A. ",
    "possessives": "’s ",
    "affiliations": "the director of the office of ",
    "addresses": "http://a.b/ ",
}


def repeated(piece: str) -> Paragraphs:
    """One paragraph of so many characters, of this piece over and over."""
    return lambda size: [(piece * (size // len(piece) + 1))[:size]]


def nest(opening: str, closing: str) -> Paragraphs:
    """Marks within marks, half as deep as the text is long."""
    return lambda size: [f"{opening}a " * (size // 6) + f"{closing} " * (size // 6)]


def name(number: int) -> str:
    """A surname of its own for each number below 17,576."""
    return "B" + "".join(chr(ord("a") + number // 26**place % 26) for place in range(3)) + "o"


SHAPES: dict[str, Paragraphs] = {
    "nested marks": nest("“", "”"),
    "nested single marks": nest("‘", "’"),
    "nested guillemets": nest("«", "»"),
    "nested brackets": nest("(", ")"),
    "marks nested by turns": lambda size: ["“a ‘b " * (size // 12) + "’ ” " * (size // 12)],
    "a sentence of names": lambda size: [", ".join(f"Ann {name(n)}" for n in range(size // 11)) + " said “we agree”."],
    "paragraphs of a word": lambda size: ["word"] * (size // 6),
    "empty paragraphs": lambda size: [""] * (size // 2),
    "open paragraphs": lambda size: ["“We agree on this."] * (size // 20),
    "paragraphs that he said": lambda size: ["“We agree on this,” he said."] * (size // 30),
    "people": lambda size: [f"“We agree on this,” said Ann {name(n)}." for n in range(size // 40)],
    "people of one surname": lambda size: [f"“We agree on this,” said {name(n)} Orde." for n in range(size // 40)],
    "officials": lambda size: [f"“We agree on this,” the {name(n).lower()} minister said." for n in range(size // 45)],
    "people, then surnames": lambda size: [
        *(f"Ann {name(n)} left." for n in range(size // 50)),
        *(f"“We agree,” {name(n)} said." for n in range(size // 50)),
    ],
}


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one go, in which neither other processes nor the sweeping of this one's heap take part."""
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        work()
        return time.process_time() - started
    finally:
        gc.enable()


def grows_no_faster(work: Callable[[int], Callable[[], object]], size: int) -> bool:
    """Whether a text `TIMES` as long takes less than `MOST` times the work, judged by the quickest of a few goes."""
    small, large = work(size), work(size * TIMES)
    quickest_small = quickest_large = float("inf")
    for _ in range(TRIES):
        quickest_small = min(quickest_small, seconds(small))
        quickest_large = min(quickest_large, seconds(large))
        if quickest_large < MOST * quickest_small:
            return True
    return False


def extraction(paragraphs: Paragraphs) -> Callable[[int], Callable[[], Findings]]:
    """The extraction of a text of any size."""

    def of_size(size: int) -> Callable[[], Findings]:
        article = article_of(*paragraphs(size), language="en")
        return lambda: extract(article)

    return of_size


@pytest.mark.parametrize("piece", RUNS.values(), ids=RUNS)
def test_work_grows_with_the_length_of_a_paragraph(piece: str) -> None:
    """Whatever a paragraph repeats, four times as much of it is not much more than four times the work."""
    assert grows_no_faster(extraction(repeated(piece)), 1_200)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_work_grows_with_the_length_of_the_article(shape: Paragraphs) -> None:
    """Deep nests, many names, many people and many paragraphs cost what their length costs."""
    assert grows_no_faster(extraction(shape), 5_000)


def test_a_paragraph_of_two_hundred_thousand_characters() -> None:
    """A whole book in one paragraph is read, and at the end as well as at the beginning."""
    sentence = "The ferry left at noon, and nobody on the quay could tell when it would be back. "
    text = "“It is late,” said Ann Lee. " + sentence * (MANY // len(sentence)) + "“It is gone,” said Bo Orde."
    reading = read(text, language="en")
    assert [(one.text, one.speaker) for one in reading.said] == [("It is late", "Ann Lee"), ("It is gone", "Bo Orde")]


@pytest.mark.parametrize("mark", [*MARKS, "''", "``"])
def test_marks_are_paired_in_one_walk(mark: str) -> None:
    """A run of one mark is paired in a time that grows with its length."""

    def pairing(size: int) -> Callable[[], object]:
        body = mark * size
        return lambda: find_regions(body, [Span(0, len(body))])

    assert grows_no_faster(pairing, 2_500)


@pytest.mark.parametrize("mark", ["“", "'"])
def test_two_hundred_thousand_marks_are_paired(mark: str) -> None:
    """The longest run holds what was opened first, or nothing."""
    regions = find_regions(mark * MANY, [Span(0, MANY)])
    assert all(region.outer == Span(0, MANY) for region in regions if region.depth == 0)


@pytest.mark.parametrize("piece", ["'", "6'2\" ", "(", "a-", "A.", "\u0301", "a.b/", "1,", "Mr."])
def test_tokens_are_parted_in_one_walk(piece: str) -> None:
    """Tokens of anything take time by length."""

    def parting(size: int) -> Callable[[], object]:
        body = piece * (size // len(piece))
        return lambda: tokenize(body)

    assert grows_no_faster(parting, 10_000)


def test_a_nest_three_thousand_deep() -> None:
    """The outermost marks are what counts, however many stand within."""
    reading = read(
        "Ann Lee said: “" + "‘a “b " * 1_500 + "” c’ " * 1_500 + "and so on”.", "“Enough,” said Bo Orde.", language="en"
    )
    assert reading.speaker("Enough") == "Bo Orde"
    assert {one.speaker for one in reading.said} == {"Ann Lee", "Bo Orde"}


def test_a_sentence_of_ten_thousand_names() -> None:
    """Ten thousand people agree in one sentence; the next sentence is still somebody's own."""
    names = ", ".join(f"Ann {name(n)}" for n in range(10_000))
    reading = read(f"{names} said “we agree”.", "“I do not,” said Bo Orde.", language="en")
    assert reading.speaker("I do not") == "Bo Orde"


def test_twenty_thousand_paragraphs_of_a_word() -> None:
    """Words without a sentence quote nobody."""
    assert read(*["Word"] * 20_000, language="en").said == ()


def test_two_thousand_people_are_quoted() -> None:
    """Each of two thousand paragraphs is the words of whom it names."""
    people = [f"{name(9_000 - n)} {name(n)}" for n in range(2_000)]
    reading = read(*(f"“We agree on number {n},” said {one}." for n, one in enumerate(people)), language="en")
    expected = [(f"We agree on number {n}", one) for n, one in enumerate(people)]
    assert [(one.text, one.speaker) for one in reading.said] == expected


# ------------------------------------------------------------------------------------------ nothing is made up


@pytest.mark.parametrize(
    "text",
    [
        "“",
        "”",
        '"',
        "'",
        "‘’“”\"\"''",
        '6\'2" by 5\'11" and 12" long',
        "Don't, can't, won't, y'all'd've, rock 'n' roll, the '90s and O'Hara's dogs' bowls",
        'x = "a"; y = \'b\'; print("said", x)',
        "if (said == 'Ann') { return \"lee\"; }",
        "Year\tShips\t“A”\t“B”\n2019\t12\t“3”\t“4”",
        "港务局长李安说：“渡轮今天不开。”",
        "«Это неправда», — сказал министр.",
        "שלום “שלום” שלום",
        "\0\0“\0”\0",
        "“”" * 50,
        '“ ” ‘ ’ " "',
    ],
)
def test_what_is_no_english_speech_has_no_speaker(text: str) -> None:
    """Code, tables, inches, apostrophes and other scripts name no speaker."""
    assert [one for one in read(text, language="en").said if one.speaker is not None] == []


def test_another_language_has_no_wrong_speaker() -> None:
    """In a German text a speaker is whom the sentence names, or nobody."""
    text = (
        "„Das ist nicht wahr“, sagte Minister Karl Huber am Montag in Wien. Er fügte hinzu, die Fähre sei voll und "
        "werde erst im Mai wieder fahren. Die Sprecherin Eva Berg erklärte: „Wir prüfen den Fall.“ Huber widersprach."
    )
    found = {one.text: one.speaker for one in read(*[text] * 4).said}
    assert found.pop("Das ist nicht wahr", None) in {None, "Karl Huber", "Minister Karl Huber"}
    assert found.pop("Wir prüfen den Fall.", None) in {None, "Eva Berg", "Sprecherin Eva Berg"}
    assert set(found.values()) <= {None}


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister sagte am Montag in Berlin: „Wir werden den Hafen nicht schließen.“ Man nannte es „Schande“.",
        "„Das war ein harter Kampf“, sagte Trainer Hans Meier nach dem Spiel. „Was will man mehr?“",
        "« Nous avons gagné », a dit Jean Dupont. « On verra demain », a-t-il ajouté devant la presse.",
        "“No vamos a cerrar el puerto”, dijo Ana López. “Es una vergüenza”, respondió Juan Pérez.",
        "Il ministro ha detto lunedì a Roma: «Non chiuderemo il porto». Per Anna Rossi è “una vergogna”.",
        "O ministro disse na segunda-feira: “Não vamos fechar o porto”. Ana Reis falou em “uma vergonha”.",
        "De minister zei maandag in Den Haag: “Wij zullen de haven niet sluiten.” Jan Smit noemde het “een schande”.",
        "Minister Jan Nowak powiedział w poniedziałek: „Nie zamkniemy portu”. Opozycja nazwała to „hańbą dla miasta”.",
        "Ministern sade i måndags: ”Vi kommer inte att stänga hamnen.” Eva Berg kallade det ”en skam för staden”.",
        "A miniszter hétfőn azt mondta: „Nem zárjuk be a kikötőt.” Nagy Éva szerint ez „a város szégyene”.",
        "Bakan Ali Kaya pazartesi günü “Limanı kapatmayacağız” dedi. Muhalefet bunu “bir utanç” olarak niteledi.",
        "Министр заявил в понедельник: «Мы не закроем порт». Иван Петров назвал это «позором для города».",
    ],
)
def test_a_short_text_in_another_language_is_left_alone(text: str) -> None:
    """Two sentences are enough to tell that a text is not English: no quotation is better than a wrong one."""
    assert read(text).said == ()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“I won,” Kim laughed.", "Kim"),
        ("“No comment,” said Juan de la Cruz.", "Juan de la Cruz"),
        ("Angela van der Berg told El País that “the port is not safe”.", "Angela van der Berg"),
    ],
)
def test_a_short_english_text_is_read(text: str, speaker: str) -> None:
    """Names of other languages make no foreign text of it."""
    assert read(text).only().speaker == speaker


def test_capitals_are_read_like_other_words() -> None:
    """A text in capitals keeps its marks, and who said what is right or left open."""
    reading = read("“THE FERRY IS LATE,” SAID HARBOUR MASTER ANN LEE ON MONDAY. THE MAYOR LEFT.")
    assert [one.text for one in reading.marked] == ["THE FERRY IS LATE"]
    assert reading.said[0].speaker in {None, "ANN LEE", "HARBOUR MASTER ANN LEE"}


def test_misread_print_is_not_put_into_anyones_mouth() -> None:
    """Scanning errors cost quotations; they do not hand words to the next name."""
    reading = read('“Tbe fer ry is l ate," sa1d tlie rninister , Ann L ee . Bo Orde was not there .')
    assert all(one.speaker != "Bo Orde" for one in reading.said)


def test_posts_keep_to_their_marks() -> None:
    """A post's own words are the writer's; only marked words with a name and a cue are somebody's."""
    reading = read(
        "RT @harbour: ferry late again lol 🚢 #ferry",
        "@bo “so true” 😂😂",
        "Ann Lee tweeted: “Ferry is back! 🚢”",
        language="en",
    )
    assert [(one.text, one.speaker) for one in reading.said if one.speaker] == [("Ferry is back! 🚢", "Ann Lee")]


def test_a_mark_that_is_never_closed_ends_with_its_paragraph() -> None:
    """A forgotten mark does not swallow the article."""
    reading = read(
        "Ann Lee said: “It is late.", "The mayor had left by then, and the pier was dark.", "“Enough,” said Bo Orde."
    )
    assert reading.speaker("It is late.") == "Ann Lee"
    assert reading.speaker("Enough") == "Bo Orde"
    assert not any("pier" in one.text for one in reading.said if one.kind is Kind.DIRECT)
