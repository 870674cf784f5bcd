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
_STOPS = frozenset({",", ";", ".", ":", "–", "—", "--", "(", ")", "?", "!"})
_FINITE = frozenset({"MD", "VBZ", "VBP", "VBD"})
_AS = frozenset({"served", "serves", "worked", "works", "acted", "acts"})
_ROLE_WITHIN = 14  # words in which an apposition names its role
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
                figure.states(Affiliation(span.of(body), span))


def _stated(words: Sequence[Token], name: Name) -> list[Span]:
    starts = [t.start for t in words]
    first = bisect_left(starts, name.span.start)
    last = bisect_left(starts, name.span.end)
    found = [_title(words, first), _introduction(words, first, last), _apposition(words, last)]
    return [s for s in found if s is not None]


def _title(words: Sequence[Token], name: int) -> Span | None:
    """ "|U.S. Secretary of State| Marco Rubio", "|Chinese economist| Xu Mingqi"."""
    i = name
    while i > 0 and (words[i - 1].tag in _BEFORE or _joins(words, i - 1, name) or _opens(words, i - 1)):
        i -= 1
    while i < name and (words[i].lower in _HONORIFICS or not words[i].is_word or words[i].tag == "POS"):
        i += 1
    inside = words[i:name]
    if not inside or inside[-1].tag == "POS" or not any(_is_role(t) for t in inside):
        return None
    return Span(inside[0].start, inside[-1].end)


def _opens(words: Sequence[Token], i: int) -> bool:
    """The capitalised first word of a sentence, which the tagger may take for anything: "|Harbour| master Ann Lee"."""
    return i == 0 and words[0].tag == "PRP$" and words[0].lower not in {"his", "her", "their", "its", "our", "my"}


def _joins(words: Sequence[Token], i: int, name: int) -> bool:
    """The "of" in "Secretary of State", the "to" in "Ambassador to France"; not in "adviser to President Bush"."""
    if words[i].lower not in {"of", "to", "for"} or i == 0 or words[i - 1].lower not in _ROLES | {"head"}:
        return False
    return not any(_is_role(t) and t.lower not in {"state", "foreign"} for t in words[i + 1 : name])


def _introduction(words: Sequence[Token], first: int, last: int) -> Span | None:
    """ "|the director of the institute|, Ding Xiaoxing, published": a role with its article, and the name after it."""
    closed = last < len(words) and words[last].text in {",", "(", "["}
    if first < 3 or words[first - 1].text != "," or not closed:
        return None
    start = first - 1
    while start > 0 and first - start < _LONGEST and words[start - 1].text not in _STOPS:
        start -= 1
    while start < first - 1 and words[start].tag in {"IN", "CC", "RB", "NN"} and words[start + 1].lower != "of":
        start += 1  # "In fact, ..." and "meanwhile"
    inside = words[start : first - 1]
    if len(inside) < 2 or inside[0].lower not in {"the", "its", "his", "her", "their"}:
        return None
    if any(t.tag in _FINITE for t in inside) or not any(_is_role(t) for t in inside[:4]):
        return None
    return Span(inside[0].start, inside[-1].end)


def _apposition(words: Sequence[Token], i: int) -> Span | None:
    """ "Steve Tsang, |director of SOAS China Institute|, says"; "Kim was |a professor|"."""
    i = _past_brackets(words, i)
    if i + 1 < len(words) and words[i].lower in {"is", "was"} and words[i + 1].tag in {"DT", "CD"}:
        return _phrase(words, i + (words[i].lower == "is"))
    if i >= len(words) or words[i].text not in {",", "–", "—", "--"}:
        return None
    i = _past_asides(words, i + 1)
    if i >= len(words):
        return None
    if words[i].lower == "who":
        return _relative(words, i)
    return _phrase(words, i) if words[i].tag in _LEADS else None


def _relative(words: Sequence[Token], who: int) -> Span | None:
    """ "who is |the director|"; with another tense or verb the words that tell it stay: "|who was a top adviser|"."""
    i = who + 1
    while i < len(words) and words[i].tag in {"RB", "MD"}:
        i += 1
    if i < len(words) and words[i].lower in {"is", "'s"}:
        return _phrase(words, i + 1)
    if i + 1 < len(words) and words[i].lower in _AS and words[i + 1].lower == "as":
        end = next((j for j in range(i, len(words)) if words[j].text in _STOPS), len(words))
        return Span(words[who].start, words[end - 1].end) if end - who < _LONGEST else None
    return _phrase(words, who) if i < len(words) and words[i].lower in _SERVED else None


def _past_asides(words: Sequence[Token], i: int) -> int:
    """Skip ", for instance," and an age: ", 69, a retired teacher"."""
    for end in range(i + 1, min(i + 4, len(words))):
        if words[end].text == "," and words[i].lower in {"for", "however", "meanwhile"}:
            i = end + 1
            break
    return i + 2 if i < len(words) and words[i].text.isdigit() else i


def _past_brackets(words: Sequence[Token], i: int) -> int:
    if i < len(words) and words[i].tag == "POS":
        i += 1
    if i < len(words) and words[i].text in {"(", "["}:
        return next((j + 1 for j in range(i + 1, min(i + 8, len(words))) if words[j].text in {")", "]"}), i)
    return i


def _phrase(words: Sequence[Token], start: int) -> Span | None:
    """The words up to the next stop or reporting verb, if they name a role."""
    if start + 1 < len(words) and words[start].tag in {"NNP", "NNPS"} and words[start + 1].tag == "CC":
        return None  # "Ding, |Zhao and others|" is a list
    end = start
    while end < len(words) and end - start < _LONGEST and words[end].text not in _STOPS:
        if end > start and _reports(words[end]):
            break
        if words[end].tag in _FINITE and words[end].lower not in _SERVED:
            return None  # a clause of its own, not an apposition
        end += 1
    while end > start and words[end - 1].tag in {"CC", "IN", "DT"}:
        end -= 1
    inside = words[start : min(end, start + _ROLE_WITHIN)]
    if end == start or not (any(_is_role(t) for t in inside) or _describes(inside)):
        return None
    return Span(words[start].start, words[_past_short_form(words, end) - 1].end)


def _past_short_form(words: Sequence[Token], end: int) -> int:
    """Past the letters that stand for what was named: "a researcher at a think tank| (SIIS)|"."""
    if [t.text for t in words[end : end + 3 : 2]] != ["(", ")"]:
        return end
    short = words[end + 1].text
    return end + 3 if short.isupper() and len(short) > 1 else end


def _describes(words: Sequence[Token]) -> bool:
    """Whether words with an article and a noun, and no verb, stand in apposition: "the harbour master of Oldport"."""
    lead = words[0].lower in {"a", "an", "the", "one"}
    return (
        lead and any(t.tag in {"NN", "NNS"} for t in words) and not any(t.tag.startswith(("VB", "TO")) for t in words)
    )


def _reports(token: Token) -> bool:
    verb = verbs().get(token.lower)
    return verb is not None and not verb.weak and token.tag in {"VBD", "VBZ"}


def _is_role(token: Token) -> bool:
    """Whether a noun says what somebody is."""
    if token.lower in _ROLES or token.lower.removesuffix("s") in _ROLES:
        return True
    return token.entity == "PER" and token.tag == "NN"
