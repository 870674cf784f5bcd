"""The ways of asking the full-text index a question, from the narrowest to the widest.

A way is a meeting of groups of tokens: a text is found when it holds one token of each group. What a meeting costs is
how many entries its lists have together, so every way says beforehand how many entries it will walk. Telling words
and pairs of neighbours are rare, so their meetings are few; no way walks the long list of a common word.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from knowledge.search.question import MOST_READINGS, joins
from knowledge.search.runs import SHORTEST_UNLIKE
from knowledge.search.stems import COMMON, stem
from knowledge.search.tokens import pair, pieces_together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from knowledge.search.question import Asked, Known

_MOST_EACH = 25  # texts from one way of asking
_MOST_LOOSE = 20  # texts from a way that leaves a part of the question out
_MOST_OF_REST = 12  # texts with what is left of a question without one of its words
_MOST_OF_READING = 12  # texts with one of the readings of a lone word
_MOST_CONTINUED = 100  # texts with a phrase that are looked through for how it goes on
_MOST_READINGS = 6  # readings that are looked for of a word that no text holds
_FEW_READINGS = 3
_MOST_PAIRED = 12  # readings of a word beside the likeliest of its neighbour; beside the second half of them, and so on
_MOST_PARTS = 8  # words of a question that is also asked without each of them
_LEAST_SPLIT = 4  # letters of a word that may be two typed together
_FEW_PARTED = 2  # readings of the neighbours of such a word
_MOST_RARE_PARTED = 3  # words that some texts hold as they are
_TOGETHER = 5.0  # texts that have two such words side by side, mostly
_COMMON_TOGETHER = 0.1  # of all texts, those with two common words side by side
_LEAST_IN_PARTS = 8  # letters of a word of which one part may be misspelt as well
_LEAST_PART = 4
_ENOUGH_TELLING = 2  # words; where there are fewer, the common ones are asked for as well
_NEIGHBOURS = 10  # how much oftener two words stand side by side than they would by chance
_BESIDE = 0.15  # of the texts with the rarer of two words that go together, those that have them side by side
_REACHED = 1_000  # entries of a long list that are read for each entry of the shortest; the others are skipped
_FAR_TOO_LONG = 40_000  # entries of a list that is left out where rarer words are asked for
_MOST_UNFINISHED = 100_000  # texts of a word beside which an unfinished one is looked for
_PLENTY = 0.1  # texts that a meeting finds by chance; a further list would be walked in vain
_OF_RUN = 0.002  # of all texts, those with one piece of a run
_BEGINNINGS = 8.0  # one more letter typed leaves one in so many of the words that begin so
_OF_COMMON = 0.5  # of all words, those that begin as a common one does
_UNFINISHED = "*"


@dataclass(frozen=True, slots=True)
class Way:
    """One way of asking. A token that ends in `*` stands for all that begin so; `most` bounds the texts taken.

    `walked` is how many entries of lists are read for it at most, about. Texts that hold the folded words `phrase` to
    the letter are taken before others.
    """

    groups: tuple[tuple[str, ...], ...]
    most: int = _MOST_EACH
    phrase: str = ""
    walked: float = field(default=0.0, compare=False)


class _Group(NamedTuple):
    """Tokens of which a text must hold one, and how many texts have them."""

    tokens: tuple[str, ...]
    texts: float


@dataclass(frozen=True, slots=True)
class _Element:
    """A word as it is looked for: the stems it may have and the texts with each, or for a run its characters."""

    stems: tuple[str, ...]
    texts: tuple[float, ...] = ()
    common: bool = False
    run: bool = False


_GAP = _Element(())  # where a word was left out


def as_typed(asked: Sequence[Asked], known: Known) -> Iterator[Way]:
    """The phrase; with its last word unfinished; with two words joined; its telling words side by side; or anywhere."""
    typed = [_typed(word, known) for word in asked]
    yield _way(_phrase(typed, known), phrase=" ".join(word.word for word in asked))
    yield from _unfinished(asked, typed, known)
    for (start, end), word in joins(asked).items():
        if texts := known.texts.get(stem(word)):
            joined = _Element((stem(word),), (texts,))
            yield _way(_phrase([*typed[:start], joined, *typed[end:]], known))
    yield _way(_side_by_side(typed, known))
    yield _way(_telling_enough(_anywhere(typed, known), known))
    if sum(not word.common for word in asked) < _ENOUGH_TELLING:
        yield _way(group for element in typed for group in _alone(element, known))


def as_read(asked: Sequence[Asked], known: Known) -> Iterator[Way]:
    """The phrase with every reading of each word."""
    yield _way(_phrase([_read(word, known, _MOST_PAIRED, of_known=_MOST_PAIRED) for word in asked], known))


def taken_apart(asked: Sequence[Asked], known: Known) -> Iterator[Way]:
    """The same with a word that no text holds parted in two, or a run broken."""
    read = [_read(word, known, _MOST_READINGS) for word in asked]
    for at, word in enumerate(asked):
        if word.run:
            for parts in _broken(word.word):
                yield _way(_phrase([*read[:at], *parts, *read[at + 1 :]], known))
        elif not word.texts:
            yield from _with_parted(word, read, at, known)


def rare_taken_apart(asked: Sequence[Asked], known: Known) -> Iterator[Way]:
    """The same with a word parted that texts hold, but few: it may be two, typed together. The rarest come first."""
    read = [_read(word, known, _FEW_READINGS) for word in asked]
    rare = [at for at, word in enumerate(asked) if word.texts and word.edits and not word.run]
    for at in sorted(rare, key=lambda at: asked[at].texts)[:_MOST_RARE_PARTED]:
        yield from _with_parted(asked[at], read, at, known)


def anywhere(asked: Sequence[Asked], known: Known) -> Iterator[Way]:
    """All telling words anywhere; a lone one in each reading, so that a frequent reading does not hide the others."""
    groups = _anywhere([_read(word, known, _MOST_READINGS) for word in asked], known)
    if len(groups) == 1:
        yield from (Way(((token,),), _MOST_OF_READING) for token in groups[0].tokens)
    else:
        yield _way(_telling_enough(groups, known))


def unfinished(asked: Sequence[Asked], known: Known) -> Iterator[Way]:
    """All telling words anywhere, each in every reading: one that texts hold may be the beginning of another."""
    yield _way(
        _telling_enough(_anywhere([_read(word, known, MOST_READINGS, MOST_READINGS) for word in asked], known), known)
    )


def without_one(asked: Sequence[Asked], known: Known) -> Iterator[Way]:
    """All but one word, side by side as they were asked: one may be remembered wrongly."""
    read = [_read(word, known, _FEW_READINGS, of_known=1) for word in asked]
    for at, something_telling in _left_out(asked, read):
        if something_telling:
            yield _way(_phrase(_without(read, at), known), _MOST_LOOSE)


def with_one_left_out(asked: Sequence[Asked], known: Known) -> Iterator[Way]:
    """All but one telling word, anywhere; the most telling words alone."""
    read = [_read(word, known, _FEW_READINGS, of_known=1) for word in asked]
    telling = [at for at, _ in _left_out(asked, read) if read[at].stems and not read[at].common]
    for at in telling:
        yield _way(_telling_enough(_anywhere(_without(read, at), known), known), _MOST_OF_REST)
    for at in reversed(telling[-2:]):
        yield _way(_anywhere([read[at]], known), _MOST_OF_REST)


def in_parts(word: Asked) -> Iterator[Way]:
    """What a long strange word begins and ends with: it may be two words typed together, one of them misspelt."""
    if word.run or word.texts or len(word.word) < _LEAST_IN_PARTS:
        return
    for length in range(len(word.word) - 2, _LEAST_PART - 1, -1):
        yield Way(((stem(word.word[:length]),),), _MOST_OF_READING)
        yield Way(((stem(word.word[-length:]),),), _MOST_OF_READING)


def whole(asked: Sequence[Asked], known: Known) -> Way:
    """The phrase as typed, in more texts than one takes: it is seen in each where it stands and how it goes on."""
    return _way(_phrase([_typed(word, known) for word in asked], known), _MOST_CONTINUED)


def begun(asked: Sequence[Asked], known: Known) -> Way:
    """The same without its last word."""
    return whole(asked[:-1], known)


def ended(asked: Sequence[Asked], known: Known, endings: Mapping[str, int]) -> Way:
    """The same with its last word as any of the stems that it may end in."""
    *before, last = (_typed(word, known) for word in asked[:-1])
    ends = _Element(tuple(endings), tuple(endings.values()))
    if last.run:
        return _way((*_phrase([*before, last], known), *_alone(ends, known)), _MOST_CONTINUED)
    tokens, texts = _paired(last, ends, known, len(endings))
    if not before:
        return Way((tokens,) if tokens else (), _MOST_CONTINUED, walked=_MOST_CONTINUED)
    return _way((*_phrase([*before, last], known), _Group(tokens, min(texts, sum(last.texts)))), _MOST_CONTINUED)


def lone(endings: Iterable[str]) -> Iterator[Way]:
    """A word alone, as each of the likeliest stems that it may end in."""
    yield from (
        Way(((ending,),), _MOST_CONTINUED, walked=_MOST_CONTINUED) for ending in islice(endings, _MOST_READINGS)
    )


def _way(groups: Iterable[_Group], most: int = _MOST_EACH, phrase: str = "") -> Way:
    """A way through these groups; one with an empty group leads nowhere."""
    groups = tuple(groups)
    if not all(group.tokens for group in groups):
        groups = ()
    if len(groups) == 1 and len(groups[0].tokens) == 1 and not phrase and not groups[0].tokens[0].endswith(_UNFINISHED):
        walked = min(groups[0].texts, most)  # a list that meets no other is read no further than texts are taken
    else:
        reached = _REACHED * min((group.texts for group in groups), default=0.0)
        walked = sum(min(group.texts, reached) for group in groups)
    return Way(tuple(group.tokens for group in groups), most, phrase, walked)


def _telling_enough(groups: Sequence[_Group], known: Known) -> list[_Group]:
    """The rarest of the groups, as many as make a meeting by chance unlikely, and no list that is far too long."""
    kept: list[_Group] = []
    by_chance = float(known.size)
    for group in sorted(groups, key=lambda group: group.texts):
        if len(kept) > 1 and (by_chance < _PLENTY or group.texts > _FAR_TOO_LONG):
            break
        kept.append(group)
        by_chance *= group.texts / max(known.size, 1)
    return kept


def _unfinished(asked: Sequence[Asked], typed: Sequence[_Element], known: Known) -> Iterator[Way]:
    """The phrase with its last word unfinished, beside the word before or the last telling one before.

    The lists of all words that begin so are read to their ends, so that they are left out beside a word of many texts.
    """
    *before, last = asked
    if not before or before[-1].run or last.run or last.common:
        return
    beginning = last.stem if last.word.startswith(last.stem) else last.word
    near = next((word for word in reversed(before) if not (word.common or word.run)), before[-1])
    texts = known.texts.get(near.stem, 0)
    if not texts:
        return
    common = any(word.startswith(beginning) for word in COMMON)
    share = _OF_COMMON if common else _BEGINNINGS ** (1 - len(beginning))
    unfinished = _Group((pair(near.stem, beginning) + _UNFINISHED,), texts * share)
    groups = (*(_phrase(typed[:-1], known) if before[1:] else ()), *([unfinished] if texts < _MOST_UNFINISHED else []))
    if groups:
        yield _way(groups)


def _left_out(asked: Sequence[Asked], read: Sequence[_Element]) -> Iterator[tuple[int, bool]]:
    """The places of words to leave out, the dullest first, and whether what is left tells anything."""
    dull_first = sorted(range(len(read)), key=lambda at: asked[at].weight)[-_MOST_PARTS:]
    telling = [at for at in dull_first if read[at].stems and not read[at].common]
    return ((at, telling not in ([], [at])) for at in dull_first)


def _typed(word: Asked, known: Known) -> _Element:
    if word.run:
        return _Element((word.word,), run=True)
    texts = known.texts.get(word.stem, 0)
    return _Element((word.stem,), (texts,), word.common) if texts else _Element((), (), word.common)


def _read(word: Asked, known: Known, most: int, of_known: int = _FEW_READINGS) -> _Element:
    if word.run:
        return _typed(word, known)
    readings = list(word.readings.items())[: most if word.strange else of_known]
    return _Element(tuple(each for each, _ in readings), tuple(each.texts for _, each in readings), word.common)


def _without(elements: Sequence[_Element], at: int) -> list[_Element]:
    return [*elements[:at], _GAP, *elements[at + 1 :]]


def _phrase(elements: Sequence[_Element], known: Known) -> tuple[_Group, ...]:
    """A group for each two neighbours and for each word without one; common words count where nothing else does."""
    telling: list[_Group] = []
    common: list[_Group] = []
    paired = False
    for element, after in zip(elements, (*elements[1:], _GAP), strict=False):
        if element.run:
            telling += _alone(element, known)
            continue
        if element is _GAP:
            paired = False
            continue
        beside = after is not _GAP and not after.run
        groups = common if element.common and (after.common or not beside) else telling
        if beside:
            groups.append(_paired(element, after, known))
        elif not paired:
            groups.append(_Group(element.stems, sum(element.texts)))
        paired = beside
    return tuple(telling or common)


def _paired(first: _Element, second: _Element, known: Known, most: int = _MOST_PAIRED) -> _Group:
    """The pairs of what two neighbours may be read as; seldom is either meant for what it is least like."""
    tokens: list[str] = []
    texts = 0.0
    for a, (one, held) in enumerate(zip(first.stems, first.texts, strict=True), start=1):
        for other, also in islice(zip(second.stems, second.texts, strict=True), most // a):
            tokens.append(pair(one, other))
            texts += min(held * also * _NEIGHBOURS / max(known.size, 1), held * _BESIDE, also * _BESIDE)
    return _Group(tuple(tokens), texts)


def _side_by_side(elements: Sequence[_Element], known: Known) -> Iterable[_Group]:
    """A group for each telling word: beside any of the others, on whichever side; one for both of two.

    None where the index does not know one of them: the others alone may be in many texts.
    """
    telling = [element for element in elements if not (element.common or element.run or element is _GAP)]
    if not all(element.stems for element in telling):
        return ()
    groups: list[_Group] = []
    for one in telling:
        others = [other for other in telling if other is not one]
        pairs = [_paired(*both, known) for other in others for both in ((one, other), (other, one))]
        tokens = sorted(token for group in pairs for token in group.tokens)
        groups.append(_Group(tuple(tokens), sum(group.texts for group in pairs)))
    return dict.fromkeys(groups)


def _anywhere(elements: Sequence[_Element], known: Known) -> list[_Group]:
    return [group for element in elements if not element.common for group in _alone(element, known)]


def _alone(element: _Element, known: Known) -> list[_Group]:
    if element is _GAP:
        return []
    if element.run:
        return [_Group((piece,), known.size * _OF_RUN) for piece in pieces_together(*element.stems)]
    return [_Group(element.stems, sum(element.texts))]


def _with_parted(word: Asked, read: Sequence[_Element], at: int, known: Known) -> Iterator[Way]:
    """The phrase with the word at this place as any two that it may be when they were typed together."""
    if len(word.word) < _LEAST_SPLIT:
        return
    both = [(word.word[:cut], word.word[cut:]) for cut in range(2, len(word.word) - 1)]
    common = any(first in COMMON and last in COMMON for first, last in both)
    parts = [(stem(first), stem(last)) for first, last in both]
    parted = _Group(tuple(pair(*each) for each in parts), known.size * _COMMON_TOGETHER if common else _TOGETHER)
    yield _way((*_around(parts, read, at, known), parted))
    yield _way((*_phrase(_without(read, at), known), parted))
    yield _way((parted,), _MOST_LOOSE)


def _around(parts: Sequence[tuple[str, str]], read: Sequence[_Element], at: int, known: Known) -> Iterator[_Group]:
    """The phrase on either side of the word at this place, and what stands next to it beside one of its `parts`."""
    before, after = read[:at], read[at + 1 :]
    if before and not before[-1].run:
        first_parts = dict.fromkeys(first for first, _ in parts)
        yield from _beside_parts(before[-1], lambda each: (pair(each, first) for first in first_parts))
    if after and not after[0].run:
        last_parts = dict.fromkeys(last for _, last in parts)
        yield from _beside_parts(after[0], lambda each: (pair(last, each) for last in last_parts))
    for side in (before, after):
        if len(side) > 1:
            yield from _phrase(side, known)


def _beside_parts(element: _Element, pairs: Callable[[str], Iterable[str]]) -> Iterator[_Group]:
    """The likeliest readings of a word beside any part of a word that is parted."""
    if stems := element.stems[:_FEW_PARTED]:
        yield _Group(
            tuple(token for each in stems for token in pairs(each)), _BESIDE * sum(element.texts[:_FEW_PARTED])
        )


def _broken(run: str) -> Iterator[tuple[_Element, ...]]:
    """The run with one character wrong, and with something left out between two; not of a short one."""
    if len(run) < SHORTEST_UNLIKE:
        return
    for at in range(len(run)):
        yield _runs(run[:at], run[at + 1 :])
    for at in range(1, len(run)):
        yield _runs(run[:at], run[at:])


def _runs(*parts: str) -> tuple[_Element, ...]:
    return tuple(_Element((part,), run=True) for part in parts if part)
