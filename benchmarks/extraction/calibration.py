"""Whether the confidence that our extractor states is the share in which it is right.

A quotation that is given a speaker is judged twice. *Speaker*: where gold has the same words and knows who says them,
whether it is that one. *End to end*: whether words and speaker are right; words that gold has not are wrong. Speakers
whom gold knows only from an automatic analysis are counted, and once more left out.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from benchmarks.extraction import sources
from benchmarks.extraction.confidence import expected_error, monotone, squared_error
from benchmarks.extraction.goldset import DEVELOP
from benchmarks.extraction.readers import labels_of
from benchmarks.extraction.score import compare, speaker_is_knowable, speaker_is_right
from benchmarks.extraction.table import markdown
from knowledge.extract import extract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.extraction.confidence import Map
    from benchmarks.extraction.labels import LabelledText
    from knowledge.model import Article

BINS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
COLUMNS = ("quotations", "stated", "speaker right", "the same, silver left out", "end to end right")
PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Judged:
    """One attributed stretch of words, and whether that is right.

    `matched` says that gold has these words and knows their speaker, `silver` that it knows it from automatic
    coreference; `rule` is what made the words of a source a person.
    """

    confidence: float
    rule: str
    right: bool
    matched: bool
    silver: bool = False


def judged(gold: Sequence[LabelledText], articles: Sequence[Article]) -> list[Judged]:
    """Read the articles and judge every quotation that is given a speaker, where gold allows a judgement."""
    return [one for text, article in zip(gold, articles, strict=True) for one in _of_article(text, article)]


def report(found: Sequence[Judged]) -> Iterator[str]:
    """Lines of the tables by confidence and by rule, then the errors as stated and after a fit on our own articles."""
    for name, key in (("confidence", _bin), ("rule", _rule)):
        yield from markdown((name, *COLUMNS), _rows(found, key))
        yield ""
    own = judged(*sources.own_or_corpus(None, None, DEVELOP))
    yield from markdown(
        ("confidence", "speaker: error", "squared", "end to end: error", "squared"), _errors(found, own)
    )


def _of_article(text: LabelledText, article: Article) -> Iterator[Judged]:
    findings = extract(article)
    compared = compare(text, labels_of(article.body, findings))
    gold_of = {p: g for g, p in compared.pairs}
    for number in compared.kept:
        label = compared.predicted[number]
        given = findings.quotations[int(label.group)].attribution
        gold = compared.gold[gold_of[number]] if number in gold_of else None
        if label.speaker is None or (gold is not None and not speaker_is_knowable(gold)):
            continue
        rule = given.rule.rpartition(", ")[2]
        right = gold is not None and speaker_is_right(gold, label)
        yield Judged(given.confidence, rule, right, gold is not None, gold is not None and gold.origin == "coref")


def _rows(found: Sequence[Judged], key: Callable[[Judged], str]) -> Iterator[tuple[str, ...]]:
    for name, group in groupby(sorted(found, key=key), key=key):
        yield (name, *_cells(list(group)))
    yield ("all", *_cells(found))


def _cells(some: Sequence[Judged]) -> tuple[str, ...]:
    matched = [one for one in some if one.matched]
    stated = sum(one.confidence for one in some) / len(some) if some else 0.0
    trusted = [one for one in matched if not one.silver]
    return str(len(some)), f"{stated:.3f}", _share(matched), _share(trusted), _share(some)


def _share(some: Sequence[Judged]) -> str:
    return f"{sum(one.right for one in some) / len(some):.3f} of {len(some)}" if some else "-"


def _bin(one: Judged) -> str:
    return f"from {BINS[max(bisect_right(BINS, one.confidence) - 1, 0)]:.1f}"


def _rule(one: Judged) -> str:
    return one.rule


def _errors(found: Sequence[Judged], own: Sequence[Judged]) -> Iterator[tuple[str, ...]]:
    yield "as stated", *_figures(found, lambda one: one.confidence)
    whole = _fit(own)
    yield "after a monotone fit on our own development articles", *_figures(found, lambda one: whole(one.confidence))
    apart = {
        is_pronoun: _fit([one for one in own if (one.rule == PRONOUN) is is_pronoun]) for is_pronoun in (True, False)
    }
    yield (
        "after two such fits, one for pronouns and one for all else",
        *_figures(found, lambda one: apart[one.rule == PRONOUN](one.confidence)),
    )


def _fit(own: Sequence[Judged]) -> Map:
    return monotone((one.confidence, one.right) for one in own if one.matched)


def _figures(found: Sequence[Judged], confidence: Callable[[Judged], float]) -> Iterator[str]:
    for some in ([one for one in found if one.matched and not one.silver], found):
        stated = [(confidence(one), one.right) for one in some]
        yield f"{expected_error(stated):.3f}"
        yield f"{squared_error(stated):.3f}"
