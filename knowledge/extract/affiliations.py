"""What an article says a person is: their roles and organisations, in its own words."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from knowledge.extract.cues import verbs
from knowledge.extract.lexicon import FEMALE_TITLES, MALE_TITLES, PERSON_NOUNS, TITLES
from knowledge.model import Affiliation, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from knowledge.extract.names import Name
    from knowledge.extract.people import Cast
    from knowledge.extract.sentences import Sentence
    from knowledge.extract.tokens import Token

_LONGEST = 30  # words of an apposition
_HONORIFICS = FEMALE_TITLES | MALE_TITLES | {"dr.", "dr", "hon."}
_ROLES = PERSON_NOUNS | (TITLES - _HONORIFICS - {"state", "foreign", "national", "special", "senior", "lead", "party"})
_LEADS = frozenset({"DT", "CD", "PRP$", "JJ", "JJS", "NN", "NNP", "RB", "RBS", "VBN", "VBG"})
_STOPS = frozenset({",", ";", ".", ":", "–", "—", "--", "(", ")", "“", "”", '"', "?", "!"})
_BEFORE = frozenset({"JJ", "NN", "NNS", "NNP", "NNPS", "POS", "CD", "VBN", "VBG", "FW", "JJS"})
_SERVED = frozenset(
    {
        "served",
        "serves",
        "worked",
        "works",
        "was",
        "were",
        "became",
        "heads",
        "headed",
        "leads",
        "led",
        "runs",
        "chairs",
    }
)


def add_affiliations(body: str, sentences: Iterable[Sentence], names: Sequence[Name], cast: Cast) -> None:
    """Give every figure of the cast the roles that the sentences around their name state."""
    places = sorted((n for n in names if n.span in cast.of), key=lambda n: n.span.start)
    starts = [n.span.start for n in places]
    for sentence in sentences:
        first = bisect_left(starts, sentence.words[0].start)
        last = bisect_left(starts, sentence.words[-1].end)
        for name in places[first:last]:
            figure = cast.figures[cast.of[name.span]]
            for span in _stated(sentence.words, name):
                affiliation = Affiliation(" ".join(span.of(body).split()), span)
                if all(a.text.lower() != affiliation.text.lower() for a in figure.affiliations):
                    figure.affiliations.append(affiliation)


def _stated(words: Sequence[Token], name: Name) -> list[Span]:
    first = next((i for i, t in enumerate(words) if t.start >= name.span.start), len(words))
    last = next((i for i, t in enumerate(words) if t.start >= name.span.end), len(words))
    found = [_before(words, first), _after(words, last)]
    return [s for s in found if s is not None]


def _before(words: Sequence[Token], name: int) -> Span | None:
    """ "|U.S. Secretary of State| Marco Rubio", "|Chinese economist| Xu Mingqi"."""
    i = name
    while i > 0 and (words[i - 1].tag in _BEFORE or _joins(words, i - 1)):
        i -= 1
    while i < name and (words[i].lower in _HONORIFICS or not words[i].is_word or words[i].tag == "POS"):
        i += 1
    inside = words[i:name]
    if not inside or inside[-1].tag == "POS" or not any(_is_role(t) for t in inside):
        return None
    return Span(inside[0].start, inside[-1].end)


def _joins(words: Sequence[Token], i: int) -> bool:
    """The "of" in "Secretary of State", the "to" in "Ambassador to France"."""
    return words[i].lower in {"of", "to", "for"} and i > 0 and words[i - 1].lower in _ROLES | {"head"}


def _after(words: Sequence[Token], i: int) -> Span | None:
    """ "Steve Tsang, |director of SOAS China Institute|, says"; "Dennis Wilder, who |was a top adviser|, told"."""
    i = _past_brackets(words, i)
    if i < len(words) and words[i].lower in {"is", "was"} and i + 1 < len(words) and words[i + 1].tag in {"DT", "CD"}:
        return _phrase(words, i + 1 if words[i].lower == "is" else i)
    if i >= len(words) or words[i].text not in {",", "–", "—", "--"}:
        return None
    i += 1
    for aside in (1, 2, 3):  # ", for instance, who is the director"
        if (
            i + aside < len(words)
            and words[i + aside].text == ","
            and words[i].lower in {"for", "however", "meanwhile"}
        ):
            i += aside + 1
            break
    if i < len(words) and words[i].text.isdigit():  # ", 69, a retired teacher"
        i += 2
    if i < len(words) and words[i].lower == "who":
        i += 1
        while i < len(words) and words[i].tag in {"RB", "MD"}:
            i += 1
        if i < len(words) and words[i].lower in {"is", "'s"}:
            return _phrase(words, i + 1)
        return _phrase(words, i) if i < len(words) and words[i].lower in _SERVED else None
    return _phrase(words, i) if i < len(words) and words[i].tag in _LEADS else None


def _past_brackets(words: Sequence[Token], i: int) -> int:
    if i < len(words) and words[i].tag == "POS":
        i += 1
    if i < len(words) and words[i].text in {"(", "["}:
        for j in range(i + 1, min(i + 8, len(words))):
            if words[j].text in {")", "]"}:
                return j + 1
    return i


def _phrase(words: Sequence[Token], start: int) -> Span | None:
    """The words up to the next stop or reporting verb, if they name a role."""
    if start + 1 < len(words) and words[start].tag in {"NNP", "NNPS"} and words[start + 1].tag == "CC":
        return None  # "Ding, |Zhao and others|" is a list
    table = verbs()
    end = start
    while end < len(words) and end - start < _LONGEST and words[end].text not in _STOPS:
        verb = table.get(words[end].lower)
        if verb is not None and not verb.weak and words[end].tag in {"VBD", "VBZ"} and end > start:
            break
        if words[end].tag in {"MD", "VBZ", "VBP", "VBD"} and words[end].lower not in _SERVED:
            return None  # a clause of its own, not an apposition
        end += 1
    while end > start and words[end - 1].tag in {"CC", "IN", "DT"}:
        end -= 1
    if not any(_is_role(t) for t in words[start : min(end, start + 14)]):
        return None
    return Span(words[start].start, words[end - 1].end) if end > start else None


def _is_role(token: Token) -> bool:
    """Whether a noun says what somebody is."""
    return (
        token.lower in _ROLES
        or token.lower.removesuffix("s") in _ROLES
        or (token.entity == "PER" and token.tag == "NN")
    )
