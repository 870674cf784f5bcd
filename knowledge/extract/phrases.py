"""Noun phrases around a reporting verb: who is its subject, found on tags without a parser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.extract.lexicon import PLACE_PAIRS, PLACES
from knowledge.extract.tokens import QUOTED
from knowledge.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.extract.tokens import Token

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_INSIDE = NOUNS | {QUOTED, *"CD JJ JJR JJS RBS DT PDT PRP$ POS VBN VBG $ FW HYPH NFP ADD SYM".split()}
_STARTS = _INSIDE - {"POS", "HYPH"} | {"PRP", "WP", "WDT", "EX"}
_DETERMINERS = frozenset({"DT", "PDT", "PRP$"})
_AUXILIARIES = frozenset(
    """
    has have had having is are was were be been being am do does did will would can could may might must shall
    should 'll 'd 've 's 're 'm to
    """.split()
)
_PREPOSITIONS = frozenset(
    """
    of for from at in with to on behind against inside within among near between by about under over including
    """.split()
)
_SUBORDINATORS = frozenset(
    """
    that while as because although though when if since but and or so yet after before until unless whereas
    where whether nor like than
    """.split()
)
_CLAUSE_OPENERS = frozenset("when because while if that although though whereas unless which what".split())
_QUANTITIES = frozenset("some many most several all both".split())
_TIME = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight january february
    march april may june july august september october november december week month year night morning afternoon
    evening weekend
    """.split()
)
_FRAGMENT = 60  # characters of marked words that may still be part of a noun phrase
_BREAKS = frozenset({",", ";", ":", "--", "–", "—", "(", ")", "[", "]", "-"})
_SELVES = frozenset({"himself", "herself", "itself", "themselves"})
_RELATIVES = frozenset({"who", "whose", "which", "whom"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `first` to `last` (exclusive) of a sentence; the head noun phrase ends at `head` (exclusive).

    `antecedent` is set where the phrase is a relative pronoun: the noun phrase that it stands for.
    """

    first: int
    last: int
    head: int
    antecedent: tuple[int, int] | None = None

    def span(self, tokens: Sequence[Token]) -> Span:
        """The characters of the whole phrase."""
        return Span(tokens[self.first].start, tokens[self.last - 1].end)

    def head_span(self, tokens: Sequence[Token]) -> Span:
        """The characters of its first noun phrase, without what is attached to it."""
        return Span(tokens[self.first].start, tokens[self.head - 1].end)


def is_year(text: str) -> bool:
    """Whether a number is a year, which says nothing: "in |1976|, called"."""
    return len(text) == 4 and text.isdecimal() and text[:2] in {"17", "18", "19", "20"}


def is_place(tokens: Sequence[Token]) -> bool:
    """Whether words are the name of a known place: "Oldport, |New Jersey|, who said"."""
    proper = " ".join(t.lower for t in tokens)
    return proper in PLACE_PAIRS or proper in PLACES


def group_start(tokens: Sequence[Token], verb: int) -> int:
    """Where the verb's group begins: "has also repeatedly |said|" begins at "has"."""
    i = verb
    while i > 0 and (
        tokens[i - 1].tag in {"RB", "RBR", "MD"}
        or tokens[i - 1].lower in _AUXILIARIES
        or tokens[i - 1].lower in {"once", "then", "later", "again", "also", "still", "recently"}
    ):
        i -= 1
    # An adverb that opens the clause belongs to it, not to the group: "Then | said".
    return i


def speaker_after(tokens: Sequence[Token], start: int) -> Phrase | None:
    """As `noun_phrase_after`, but "the spokesman, John Smith," is John Smith."""
    phrase = noun_phrase_after(tokens, start)
    if phrase is None or phrase.last + 1 >= len(tokens) or tokens[phrase.last].text != ",":
        return phrase
    name = _simple_end(tokens, phrase.last + 1)
    closed = name is not None and (
        name >= len(tokens) or tokens[name].text in {",", ".", ";"} or tokens[name].tag == QUOTED
    )
    if name and closed and is_name(tokens, phrase.last + 1, name) and _ends_in_noun(tokens, phrase.first, phrase.head):
        return Phrase(phrase.last + 1, name, name)
    return phrase


def noun_phrase_after(tokens: Sequence[Token], start: int) -> Phrase | None:
    """The noun phrase that begins at `start`, with the prepositional phrases attached to a role ("the head of X")."""
    end = _simple_end(tokens, start)
    if end is None:
        return None
    head = end
    while end + 1 < len(tokens) and tokens[end].lower in _PREPOSITIONS and tokens[end - 1].tag != "PRP":
        if tokens[end].lower in {"on", "in", "at"} and tokens[end + 1].lower in _TIME:
            break
        further = _simple_end(tokens, end + 1)
        if further is None:
            break
        end = further
    return Phrase(start, end, head)


def _simple_end(tokens: Sequence[Token], start: int) -> int | None:
    if start >= len(tokens) or (tokens[start].tag not in _STARTS and tokens[start].lower not in _QUANTITIES):
        return None
    if tokens[start].tag in {"PRP", "EX"} or tokens[start].tag in {"WP", "WDT"}:
        return start + 1
    i = start + (tokens[start].lower in _QUANTITIES)
    seen_noun = False
    while i < len(tokens) and (tokens[i].tag in _INSIDE or tokens[i].lower == "&") and not tokens[i].closes_clause:
        if tokens[i].lower in _TIME and seen_noun and tokens[i].tag in NOUNS:
            break
        if seen_noun and (
            tokens[i].tag in _DETERMINERS or (tokens[i].tag in {"VBG", "VBN"} and tokens[i - 1].tag != "POS")
        ):
            break
        seen_noun = seen_noun or tokens[i].tag in NOUNS or tokens[i].tag in {"CD", QUOTED}
        i += 1
    if not seen_noun and tokens[start].tag not in {"DT", "CD", "JJ", "JJS", "JJR"}:
        return None
    return i if i > start else None


def subject_before(tokens: Sequence[Token], group: int, floor: int = 0) -> Phrase | None:
    """The subject of the verb group that begins at `group`; nothing before `floor` is looked at."""
    end = _before_aside(tokens, group, floor)
    if end <= floor:
        return None
    before = tokens[end - 1]
    if before.tag == "CC" or tokens[group].lower == "to":
        return None  # "stood up |and joked|", "came |to say|": the subject is that of the verb before
    if before.tag == "PRP" and before.lower not in {"me", "him", "them", "us"}:
        return Phrase(end - 1, end, end)
    if before.lower in _RELATIVES or before.tag == "WP":
        return _relative(tokens, end - 1, floor)
    if before.text in {",", ")", "–", "—", "--"}:
        return _across_apposition(tokens, end - 1, floor)
    start = _segment_start(tokens, end, floor)
    return _in_segment(tokens, start, end)


def _before_aside(tokens: Sequence[Token], end: int, floor: int) -> int:
    """ "the senator, who |in 2010| said", "Lee |herself| said": what stands between a subject and its verb."""
    if end - 1 > floor and tokens[end - 1].lower in _SELVES and tokens[end - 2].tag in NOUNS:
        return end - 1
    year = end - 2 > floor and is_year(tokens[end - 1].text) and tokens[end - 2].lower in {"in", "since", "by"}
    return end - 2 if year else end


def _relative(tokens: Sequence[Token], at: int, floor: int) -> Phrase | None:
    """ "Ken Starr, who said ...": the pronoun, with the noun phrase before it."""
    end = at
    while end > floor and tokens[end - 1].text in {",", "(", "–", "—", "--"}:
        end -= 1
    if end <= floor:
        return Phrase(at, at + 1, at + 1)
    start = _segment_start(tokens, end, floor)
    found = _last_noun_phrase(tokens, start, end)
    return Phrase(at, at + 1, at + 1, (found.first, found.last) if found else None)


def _across_apposition(tokens: Sequence[Token], comma: int, floor: int) -> Phrase | None:
    """ "Keith Kellogg, Trump's envoy for Ukraine, said": the name before the comma that opens the apposition."""
    segments: list[tuple[int, int]] = []
    end = comma
    opening = {")": "(", ",": ",", "–": "–", "—": "—", "--": "--"}[tokens[comma].text]
    while end > floor and len(segments) < 6:
        start = end
        while (
            start > floor
            and tokens[start - 1].text not in {opening, ",", ";", ":"}
            and not tokens[start - 1].closes_clause
            and not (segments and _in_what(tokens, start))
        ):
            start -= 1
        segments.append((start, end))
        if (
            start == floor
            or tokens[start - 1].text in {";", ":"}
            or tokens[start - 1].tag == QUOTED
            or _in_what(tokens, start)
        ):
            break
        end = start - 1
    candidates = segments[1:]
    names = [s for s in candidates if is_name(tokens, *s)]
    if len(segments) > 1 and is_name(tokens, *segments[0]) and not names and _ends_in_noun(tokens, *segments[1]):
        # "Clinton's spokeswoman, Jennifer Palmieri, said": the name is in apposition to the description
        first, head = segments[1]
        return Phrase(_trim_left(tokens, first, head), segments[0][1], head)
    if names:
        first, last = names[-1]
        return Phrase(_trim_left(tokens, first, last), last, last)
    for first, last in candidates:
        if first < last and _may_be_subject(tokens, first, last):
            found = _in_segment(tokens, first, last)
            if found:
                return found
    if segments and opening == "," and _may_be_all(tokens, *segments[0]):
        return _in_segment(tokens, *segments[0])  # "Clinton, said": no apposition at all
    return None


def _in_what(tokens: Sequence[Token], start: int) -> bool:
    """ "a scene, in what |Ana Lee|, a nurse, called": the clause begins after "in what"."""
    return start > 1 and tokens[start - 1].lower == "what" and tokens[start - 2].tag == "IN"


def _may_be_all(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether what stands between the commas may be the subject: not "Kim, |speaking through an interpreter|, said"."""
    return tokens[first].tag not in {"VBG", "VBN"} and not any(t.tag == QUOTED for t in tokens[first:last])


def _ends_in_noun(tokens: Sequence[Token], first: int, last: int) -> bool:
    return (
        first < last
        and tokens[last - 1].tag in {"NN", "NNS", "NNP"}
        and not all(t.tag == "NNP" for t in tokens[first:last])
    )


def is_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a segment is a person's name, alone or with where they are from: "Harry Bond of Raleigh"."""
    first = _trim_left(tokens, first, last)
    origin = next((i for i in range(first, last) if tokens[i].lower in {"of", "from"}), last)
    if origin - first > 1:
        last = origin
    inside = tokens[first:last]
    if not inside or inside[-1].tag not in {"NNP", "NNPS"} or not all(t.tag in _INSIDE for t in inside):
        return False
    proper = [t.lower for t in inside if t.tag in {"NNP", "NNPS"}]
    return not all(word in PLACES for word in proper) and " ".join(proper) not in PLACE_PAIRS


def _may_be_subject(tokens: Sequence[Token], first: int, last: int) -> bool:
    lead = tokens[first]
    return lead.tag not in {"IN", "TO", "VBG", "VBN", "WRB"} and lead.lower not in _RELATIVES and last > first


def _segment_start(tokens: Sequence[Token], end: int, floor: int) -> int:
    start = end
    while start > floor:
        token = tokens[start - 1]
        if token.text in _BREAKS or token.closes_clause or _long(token):
            break
        if token.lower in _CLAUSE_OPENERS and token.tag in {"IN", "WRB", "WDT", "WP"} and start < end:
            break
        start -= 1
    if start > floor and tokens[start - 1].text == "," and _is_list(tokens, start, end, floor):
        return _segment_start(tokens, start - 1, floor)
    return start


def _long(token: Token) -> bool:
    return token.region is not None and len(token.region.inner) > _FRAGMENT


def _is_list(tokens: Sequence[Token], start: int, end: int, floor: int) -> bool:
    """ "Ding, Zhao and others": a bare name before the comma and an "and" after the next."""
    if not any(t.lower in {"and", "or"} for t in tokens[start + 1 : min(end, start + 5)]):
        return False
    first = start - 1
    while first > floor and tokens[first - 1].text not in _BREAKS:
        first -= 1
    return is_name(tokens, first, start - 1) and all(t.tag in _INSIDE or t.tag == "CC" for t in tokens[start:end])


def _in_segment(tokens: Sequence[Token], start: int, end: int) -> Phrase | None:
    start = _trim_left(tokens, start, end)
    if start >= end:
        return None
    finite = [i for i in range(start, end) if tokens[i].tag in FINITE and not _in_relative(tokens, start, i)]
    if finite:
        return _last_noun_phrase(tokens, finite[-1] + 1, end)
    if tokens[start].tag in {"VBG", "VBN"} or tokens[start].tag not in _STARTS:  # "In a statement |the ministry|"
        return _last_noun_phrase(tokens, start, end)
    if tokens[start].tag in {"PRP", "EX"}:
        return _from_pronoun(tokens, start, end)
    head = _simple_end(tokens, start)
    if head is None:
        return None
    return _split_time(tokens, Phrase(start, end, min(head, end)))


def _from_pronoun(tokens: Sequence[Token], start: int, end: int) -> Phrase | None:
    if end - start <= 2:
        return Phrase(start, start + 1, start + 1)
    if tokens[start + 1].tag == "CC":  # "|She and other ministers| on the stage"
        return Phrase(start, end, _simple_end(tokens, start + 2) or end)
    return _last_noun_phrase(tokens, start + 1, end)


def _trim_left(tokens: Sequence[Token], start: int, end: int) -> int:
    while start < end and (
        tokens[start].tag in {"CC", "RB", "UH"}
        or tokens[start].lower in _SUBORDINATORS | _RELATIVES
        or not tokens[start].is_word
    ):
        if tokens[start].tag in {"CD", QUOTED, "$"}:
            break
        start += 1
    return start


def _in_relative(tokens: Sequence[Token], start: int, verb: int) -> bool:
    """Whether a finite verb stands in a relative clause on the noun phrase before it: "people who know him"."""
    return any(tokens[i].lower in _RELATIVES or tokens[i].tag == "WDT" for i in range(max(start, verb - 3), verb))


def _last_noun_phrase(tokens: Sequence[Token], start: int, end: int) -> Phrase | None:
    """The noun phrase that ends at `end`: "In a statement |the ministry|"."""
    i = end
    while i > start and tokens[i - 1].tag in {"RB", "RBR"}:
        i -= 1
    last = i
    if last > start and tokens[last - 1].tag == "PRP":
        return Phrase(last - 1, last, last)
    while (
        i > start and (tokens[i - 1].tag in _INSIDE or tokens[i - 1].lower == "&") and not tokens[i - 1].closes_clause
    ):
        i -= 1
        if tokens[i].tag in _DETERMINERS and (i == start or tokens[i - 1].tag not in {"PDT", "POS"}):
            break
    if i >= last or not any(t.tag in NOUNS or t.tag in {"CD", QUOTED, "DT", "JJ"} for t in tokens[i:last]):
        return None
    phrase = _split_time(tokens, Phrase(i, last, last))
    if phrase.first == i and i > start + 1 and tokens[i - 1].lower == "of":
        outer = _last_noun_phrase(tokens, start, i - 1)
        if outer is not None:
            return Phrase(outer.first, last, outer.last)
    return phrase


def _split_time(tokens: Sequence[Token], phrase: Phrase) -> Phrase:
    """ "On Tuesday Clinton said" and "at a news conference Trump said": the name alone is the subject."""
    for i in range(phrase.last - 2, phrase.first - 1, -1):
        here, after = tokens[i], tokens[i + 1]
        if here.lower in _TIME and here.tag in NOUNS and after.tag in {"NNP", "DT", "PRP$"}:
            return Phrase(i + 1, phrase.last, phrase.last)
        if (
            here.tag == "NN"
            and here.entity != "PER"
            and after.tag == "NNP"
            and after.entity == "PER"
            and i + 1 >= phrase.head - 4
        ):
            return Phrase(i + 1, phrase.last, phrase.last)
    return phrase
