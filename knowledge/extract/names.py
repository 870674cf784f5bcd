"""Proper names in an article: where they stand, what kind of thing they name, and their form in another script."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from knowledge.extract.cues import verbs
from knowledge.extract.lexicon import (
    DAYS,
    FEMALE_NAMES,
    FEMALE_RELATIVES,
    FEMALE_TITLES,
    MALE_NAMES,
    MALE_RELATIVES,
    MALE_TITLES,
    MONTHS,
    ORGANISATION_WORDS,
    PARTICLES,
    PERSON_NOUNS,
    PLACE_PAIRS,
    PLACES,
    SUFFIXES,
    TITLES,
)
from knowledge.extract.scripts import is_native_name
from knowledge.model import Gender, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from knowledge.extract.sentences import Sentence
    from knowledge.extract.tokens import Token

_NAME_TAGS = frozenset({"NNP", "NNPS"})
_SURE = 3  # votes of a place that leaves little doubt
_FULL = 2  # words of a full name
_LEADING_PARTICLES = frozenset("de des du del della di da dos das van von der den ter ten la le bin ibn".split())
_ENOUGH = 2  # times that a single word may open sentences before it counts as a name
_DESCRIBING = frozenset({"a", "an", "the", "who", "his", "her"})
_PROFESSIONS, _SHORT = ("ist", "ician", "woman"), 5
_BRACKETS = {"(": ")", "[": "]", "（": "）"}
_GIVEN = FEMALE_NAMES | MALE_NAMES
_LONGEST = 8  # words in a name
_OPENERS = frozenset("given like unlike despite as for with without under since by from in on at to even".split())


@dataclass(frozen=True, slots=True)
class Name:
    """One proper name where it stands. `parts` are its words in lower case, folded, without titles and suffixes.

    `whole` begins at the titles before it ("President |Vladimir Putin|"); `quoted` tells that it stands in marks,
    `first` that it opens its sentence, `described` that it has a role beside it, `owner` that it is
    a possessive.
    """

    span: Span
    whole: Span
    parts: tuple[str, ...]
    kind: str
    gender: Gender
    passage: int
    native: str | None = None
    titled: bool = False
    quoted: bool = False
    first: bool = False
    described: bool = False
    owner: bool = False


def find_names(body: str, sentences: Iterable[Sentence]) -> list[Name]:
    """All names in reading order; their kinds agree over the article, by vote."""
    names = [name for sentence in sentences for name in _in_sentence(body, sentence)]
    return _vote(names)


@lru_cache(20_000)  # the same names come in thousands of articles, and are compared by every build
def name_parts(text: str) -> tuple[str, ...]:
    """The words of a name, folded for comparison: no accents, case, titles, suffixes or possessive."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower().replace("’", "'")
    words = [w for w in re.split(r"[\s,]+", re.sub(r"'s?$", "", plain)) if w]
    while len(words) > 1 and words[0] in TITLES:
        words.pop(0)
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    return tuple(words)


def _in_sentence(body: str, sentence: Sentence) -> Iterator[Name]:
    words = sentence.words
    if _is_headline(words):
        return
    marked = [t.region.outer for t in sentence.tokens if t.region is not None]
    i = 0
    while i < len(words):
        if not _begins(words[i]):
            i += 1
            continue
        end = _run_end(words, i)
        while i > 0 and words[i - 1].lower in _LEADING_PARTICLES:
            i -= 1  # "according to |des| Garets Geddes"
        first, last = _without_titles(words, i, end)
        if first < last:
            yield _name(body, sentence, marked, _Run(i, first, last))
        i = end


def _is_headline(words: Sequence[Token]) -> bool:
    """Whether nearly every word has a capital: such lines say nothing of where a name ends."""
    if any(t.tag in {"VBD", "VBZ", "VBP", "MD"} and t.text.islower() and len(t.text) > 2 for t in words):
        return False  # a sentence full of names: "Maria Santos met John Hale"
    long = [t for t in words if t.is_word and len(t.text) > 3]
    stopped = words[-1].text in {".", "?", "!"} or words[-1].text in "”’\"'"
    share = 0.85 if stopped else 0.7
    return len(long) > (4 if stopped else 2) and sum(t.text[0].isupper() for t in long) >= share * len(long)


def _begins(token: Token) -> bool:
    if token.tag not in _NAME_TAGS or is_native_name(token.text):
        return False
    return token.text[0].isupper() or token.lower in PARTICLES or (token.text[0].isalpha() and not token.text.islower())


def _run_end(words: Sequence[Token], start: int) -> int:
    """Where a run of proper nouns ends; small words may stand within ("Thomas des Garets Geddes")."""
    i = start + 1
    while i < len(words) and i - start < _LONGEST:
        token = words[i]
        joined = token.lower in PARTICLES and i + 1 < len(words) and _begins(words[i + 1])
        if is_native_name(token.text) or not (
            _begins(token) or joined or (token.text[0].isupper() and token.tag == "NN" and words[i - 1].tag == "NNP")
        ):
            break
        i += 1
    return i


def _without_titles(words: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The name proper: after its last title, without the place before a title and without suffixes."""
    titles = [j for j in range(first, last) if words[j].lower in TITLES]
    if titles and (titles[-1] < last - 1 or all(words[j].lower in TITLES for j in range(first, last))):
        first = titles[-1] + 1
    while first < last - 2 and words[first].entity == "LOC" and words[first + 1].entity == "PER":
        first += 1  # "Ambassador to France |Lu Shaye|"
    while first < last and (
        words[first].lower in DAYS | MONTHS | _OPENERS
        or words[first].lower.startswith(("pro-", "anti-", "post-", "non-"))
    ):
        first += 1
    while last > first and words[last - 1].lower in DAYS | MONTHS:
        last -= 1
    return first, last


class _Run(NamedTuple):
    """A run of proper nouns: its titles begin at word `start`, the name proper at `first`; it ends before `last`."""

    start: int
    first: int
    last: int


def _name(body: str, sentence: Sentence, marked: list[Span], run: _Run) -> Name:
    words = sentence.words
    start, first, last = run
    span = Span(words[first].start, words[last - 1].end)
    titles = {t.lower for t in words[start:first]}
    parts = name_parts(span.of(body))
    return Name(
        span=span,
        whole=Span(words[start].start, span.end),
        parts=parts,
        kind=_kind(words, run, parts),
        gender=_gender(titles | _relation(words, run), parts),
        passage=sentence.passage,
        native=_native(body, words, last),
        titled=bool(titles & TITLES),
        quoted=any(m.contains(span) for m in marked),
        first=first == 0,
        described=_described(words, first, last),
        owner=last < len(words) and words[last].tag == "POS",
    )


def _gender(titles: set[str], parts: tuple[str, ...]) -> Gender:
    if titles & (FEMALE_TITLES | FEMALE_RELATIVES):
        return Gender.FEMALE
    if titles & (MALE_TITLES | MALE_RELATIVES):
        return Gender.MALE
    if len(parts) > 1 and parts[0] in FEMALE_NAMES and parts[0] not in MALE_NAMES:
        return Gender.FEMALE
    if len(parts) > 1 and parts[0] in MALE_NAMES and parts[0] not in FEMALE_NAMES:
        return Gender.MALE
    return Gender.UNKNOWN


def _kind(words: Sequence[Token], run: _Run, parts: tuple[str, ...]) -> str:
    """PER, ORG, LOC or OTH, as this place alone suggests."""
    inside = words[run.first : run.last]
    if (len(parts) == 1 and parts[0] in PLACES) or " ".join(parts) in PLACE_PAIRS:
        return "LOC"
    within = any(p.strip(".") in ORGANISATION_WORDS for p in parts[1:]) or parts[-1] in ORGANISATION_WORDS
    if within or _continues_organisation(words, run.start):
        return "ORG"
    if _is_person(words, run, parts):
        return "PER"
    if len(inside) == 1 and (single := _single_kind(inside[0])):
        return single
    if run.start and words[run.start - 1].lower == "the":
        return "ORG" if inside[-1].entity in {"ORG", "PER"} else inside[-1].entity or "OTH"
    votes = Counter(t.entity for t in inside if t.entity)
    return votes.most_common(1)[0][0] if votes else "OTH"


def _single_kind(token: Token) -> str:
    """What a word by itself cannot but be: "NATO" an organisation, and "Muslims" nobody's name."""
    if token.text.isupper() and len(token.text) > 1:
        return "ORG"
    return "OTH" if token.tag == "NNPS" and token.lower.endswith("s") else ""


def _continues_organisation(words: Sequence[Token], start: int) -> bool:
    """ "Ministry of |Fisheries|"."""
    return start > 1 and words[start - 1].lower in {"of", "for"} and words[start - 2].lower in ORGANISATION_WORDS


def _is_person(words: Sequence[Token], run: _Run, parts: tuple[str, ...]) -> bool:
    """Whether a title, a given name or the company it keeps makes a person of the name."""
    if any(t.lower in TITLES for t in words[run.start : run.first]):
        return True
    if len(parts) > 1 and parts[0] in _GIVEN and not words[run.last - 1].text.isupper():
        return True
    article = run.start > 0 and words[run.start - 1].lower == "the"
    return not article and _speaks(words, run.start, run.last)


def _speaks(words: Sequence[Token], start: int, last: int) -> bool:
    """Whether the place makes a person of the name: it has a role beside it, or two words of it stand by a cue.

    "Tomás Arrizabal, a hydrologist, ..."; "said Ottoline Marrick"; "Jermaine Obuya of Halyard Securities predicted".
    """
    if _described(words, start, last):
        return True
    if last - start < _FULL or _listed(words, last):
        return False
    table = verbs()
    beside = [*words[last : last + 1], *words[max(0, start - 1) : start]]
    return any(t.lower in table and not table[t.lower].weak and t.tag in {"VBD", "VBZ"} for t in beside)


def _described(words: Sequence[Token], start: int, last: int) -> bool:
    """Whether a role or an age stands beside a name: "Ana Reis, a hydrologist", "His rival, Ana Reis,"."""
    if last >= len(words) or words[last].text != ",":
        return False
    head = [t for t in words[last + 1 : last + 8] if t.text != ","]
    if head and head[0].lower in _DESCRIBING:
        return head[0].lower == "who" or any(_is_role(t) for t in head[1:5])
    if head and head[0].text.isdigit():
        return True
    return start > 1 and words[start - 1].text == "," and words[start - 2].tag == "NN" and _is_role(words[start - 2])


def _listed(words: Sequence[Token], last: int) -> bool:
    """Whether a comma and an article follow a name that is not described: such a name's neighbours say nothing."""
    return last + 1 < len(words) and words[last].text == "," and words[last + 1].lower in _DESCRIBING


def _relation(words: Sequence[Token], run: _Run) -> set[str]:
    """The word for a relative before a name: "her |son| Bo Hale", "her |son|, Bo Hale."."""
    before = words[max(0, run.start - 3) : run.start]
    if before and before[-1].text == ",":
        closed = run.last == len(words) or words[run.last].text in {",", ".", ";", ")"}
        before = before[:-1] if closed else []
    if len(before) < 2 or before[-2].tag not in {"PRP$", "POS"} or before[-2].lower == "its":
        return set()
    return {before[-1].lower} & (FEMALE_RELATIVES | MALE_RELATIVES)


def _is_role(token: Token) -> bool:
    """Whether a noun is for a person, by list, by the tagger, or by its ending: "a hydrologist"."""
    profession = token.tag == "NN" and token.lower.endswith(_PROFESSIONS) and len(token.text) > _SHORT
    return token.entity == "PER" or token.lower in PERSON_NOUNS or profession


def _native(body: str, words: Sequence[Token], last: int) -> str | None:
    """The name in its own script, in brackets after it: "Zhao Huasheng (赵华胜)", "Lu Shaye’s (卢沙野)"."""
    i = last + 1 if last < len(words) and words[last].tag == "POS" else last
    if i + 1 >= len(words) or words[i].text not in _BRACKETS:
        return None
    close = body.find(_BRACKETS[words[i].text], words[i].end, words[i].end + 40)
    inner = body[words[i].end : close].strip() if close > 0 else ""
    return inner if inner and is_native_name(inner) else None


def _vote(names: list[Name]) -> list[Name]:
    """One kind for each name over the whole article; a name's last word alone follows the full name."""
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for name in names:
        sure = name.titled or name.native or name.gender is not Gender.UNKNOWN
        votes[name.parts][name.kind] += _SURE if sure else 1
    people = {p for parts, v in votes.items() if len(parts) > 1 and v.most_common(1)[0][0] == "PER" for p in parts}
    decided = {}
    within = {n.parts for n in names if not n.first or n.titled or n.described}
    for parts, count in votes.items():
        kind = count.most_common(1)[0][0]
        if len(parts) == 1 and kind == "PER" and parts not in within and parts[0] not in people:
            kind = "OTH" if sum(count.values()) < _ENOUGH else kind
        surname = len(parts) == 1 and parts[0] in people and (count["PER"] or set(count) == {"OTH"})
        decided[parts] = "PER" if surname else kind
    return [n if decided[n.parts] == n.kind else _as(n, decided[n.parts]) for n in names]


def _as(name: Name, kind: str) -> Name:
    return replace(name, kind=kind)
