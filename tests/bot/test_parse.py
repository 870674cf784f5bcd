"""Typed command lines: forgiving to read, exact about what was meant."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot import commands
from bot.parse import Place, parse, place, written

COMMANDS = commands.load()


@pytest.mark.parametrize(
    ("line", "command", "values"),
    [
        ("/quote reverse-Nixon", "quote", {"phrase": "reverse-Nixon"}),
        ("/expert Zhao topic:Taiwan", "expert", {"name": "Zhao", "topic": "Taiwan"}),
        (
            "/quote half of the sky speaker:Wang kind:direct",
            "quote",
            {"phrase": "half of the sky", "speaker": "Wang", "kind": "direct"},
        ),
        ("/quote sky speaker:Wang Yi kind:direct", "quote", {"phrase": "sky", "speaker": "Wang Yi", "kind": "direct"}),
        ('/quote sky speaker:"Wang Yi" and sea', "quote", {"phrase": "sky and sea", "speaker": "Wang Yi"}),
        ("/quote speaker:“Wang Yi” the sky", "quote", {"speaker": "Wang Yi", "phrase": "the sky"}),
        ("/expert name:Zhao Huasheng", "expert", {"name": "Zhao Huasheng"}),
        ("/expert topic: Taiwan", "expert", {"topic": "Taiwan"}),
        ("quote sky", "quote", {"phrase": "sky"}),
        ("  / QUOTE\t sky ", "quote", {"phrase": "sky"}),
        ("／quote 半边天 kind：direct", "quote", {"phrase": "半边天", "kind": "direct"}),
        ("/QUOTE sky KIND:direct", "quote", {"phrase": "sky", "kind": "direct"}),
        ("/articles 2", "articles", {"page": "2"}),
        ("/about anything", "about", {}),
        ("/help", "help", {}),
        ("/kb", "kb", {}),
        ("/kb  Set-Aside 2", "kb set-aside", {"page": "2"}),
        ("KB reload", "kb reload", {}),
        ("/kb relod now", "kb relod", {"text": "now"}),
        ("/kbreload", "kbreload", {}),
    ],
)
def test_a_line_is_read_as_meant(line: str, command: str, values: dict[str, str]) -> None:
    """The first option takes the free text, the others are named."""
    request = parse(line, COMMANDS)
    assert (request.command, dict(request.values)) == (command, values)


@pytest.mark.parametrize(
    ("line", "phrase"),
    [
        ('/quote "reverse Nixon"', "reverse Nixon"),
        ("/quote “only Trump goes to Moscow”", "only Trump goes to Moscow"),
        ('/quote "kind:direct"', "kind:direct"),
        ('/quote "one" and "two"', '"one" and "two"'),
        ('/quote an "odd quotation mark', 'an "odd quotation mark'),
        ("/quote it’s 'tis don't", "it’s 'tis don't"),
        ("/quote see https://example.org/a:b", "see https://example.org/a:b"),
        ("/quote note: this", "note: this"),
        ("/quote the phrase:again", "the phrase:again"),
        ("/quote 🙂 אבג", "🙂 אבג"),
        ("/quote '; DROP TABLE quotation; --", "'; DROP TABLE quotation; --"),
    ],
)
def test_free_text_stays_as_it_was_typed(line: str, phrase: str) -> None:
    """Only marks around the whole text fall away; what is no option stays part of the text."""
    assert dict(parse(line, COMMANDS).values) == {"phrase": phrase}


def test_a_nearly_right_option_keeps_its_name() -> None:
    """So that the answer can say which option was meant, rather than search for it."""
    assert dict(parse("/quote sky speker:Wang", COMMANDS).values) == {"phrase": "sky", "speker": "Wang"}


def test_an_unknown_command_keeps_its_words() -> None:
    """So that the answer can offer the same words to the nearest command."""
    request = parse("/exprt Zhao  Huasheng", COMMANDS)
    assert (request.command, dict(request.values)) == ("exprt", {"text": "Zhao Huasheng"})


def test_the_last_of_two_equal_options_counts() -> None:
    """A corrected option need not be taken out first."""
    assert parse("/quote sky kind:direct kind:mixed", COMMANDS).values["kind"] == "mixed"


@given(st.text())
def test_any_text_can_be_read(line: str) -> None:
    """Reading never fails, and gives only named values that are not blank."""
    for start in ("", "/quote ", "/expert "):
        request = parse(start + line, COMMANDS)
        assert all(value.strip() for value in request.values.values())
        place(start + line, COMMANDS)


_WORDS = st.lists(st.text('abc天:"“”', min_size=1), min_size=1).map(" ".join)


@example(phrase=":", speaker='":"', kind=None)
@given(phrase=_WORDS, speaker=st.none() | _WORDS, kind=st.none() | st.sampled_from(["direct", "mixed"]))
def test_a_written_line_reads_back(phrase: str, speaker: str | None, kind: str | None) -> None:
    """What a choice shows as its command line asks exactly that."""
    said = {"phrase": phrase, "speaker": speaker, "kind": kind}
    values = {name: value for name, value in said.items() if value is not None}
    assert dict(parse(written("quote", values, COMMANDS), COMMANDS).values) == values


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", Place("", "", "", 0)),
        ("/", Place("", "", "", 1)),
        ("/ex", Place("", "", "ex", 1)),
        ("/expert ", Place("expert", "name", "", 8)),
        ("/expert Zh", Place("expert", "name", "Zh", 8)),
        ("/expert Zhao topic:Ta", Place("expert", "topic", "Ta", 19)),
        ("/quote sky speaker:Wang Y", Place("quote", "speaker", "Wang Y", 19)),
        ('/quote speaker:"Wang" sk', Place("quote", "phrase", " sk", 21)),
        ("/nothing x", None),
        ("/about ", None),
    ],
)
def test_the_end_of_a_half_typed_line_is_placed(line: str, expected: Place | None) -> None:
    """The value being typed, and where it starts, so that a completion can replace it."""
    assert place(line, COMMANDS) == expected
