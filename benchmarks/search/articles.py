"""A shelf of articles that nobody wrote, the same for the same seed, and questions for them with known answers."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import TYPE_CHECKING

from benchmarks.search import lexicon as lex
from benchmarks.search.corpus import corpus, invented
from benchmarks.search.people import Asked
from benchmarks.search.questions import typo
from knowledge.model import Citation
from knowledge.search.normal import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

_OUTLETS = 80
_PAPERS = ("Post", "Times", "Herald", "Observer", "Tribune", "Gazette", "Journal", "Review")
_TYPED_FROM_START = 4
_LONG = 5


def shelf(size: int, seed: int = 5) -> list[Citation]:
    """So many articles, the newest first."""
    rng = random.Random(seed)  # noqa: S311 - the same articles in every run
    outlets = [f"The {invented(rng).capitalize()} {rng.choice(_PAPERS)}" for _ in range(_OUTLETS)]
    return [
        Citation(
            article=f"a{number}",
            file=f"{number}.txt",
            headline=" ".join(text.split()[: rng.randint(5, 11)]),
            authors=(f"{rng.choice(lex.GIVEN)} {rng.choice(lex.FAMILIES)}",),
            outlet=rng.choice(outlets),
            published=f"{2026 - 20 * number // size}",
        )
        for number, text in enumerate(corpus(size))
    ]


def questions_about(articles: Sequence[Citation], each: int, seed: int = 6) -> list[Asked]:
    """So many questions of each kind; right is every article that has all the words that were meant."""
    rng = random.Random(seed)  # noqa: S311 - the same questions in every run
    held: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        for word in plain(" ".join((article.headline, article.outlet or "", *article.authors))).split():
            held[word].add(article.article)
    made: dict[str, Asked] = {}
    for article in rng.sample(articles, min(each, len(articles))):
        words = plain(article.headline).split()
        two = rng.sample(words, min(2, len(words)))
        slipped = [_slipped(two[0], rng), *two[1:]]
        with_outlet = [*plain(article.outlet or "").split(), two[0]]
        author = plain(article.authors[0]).split()
        absent = [f"{invented(rng)}x", f"x{invented(rng)}"]
        for kind, typed, meant in (
            ("beginning", words[:_TYPED_FROM_START], words[:_TYPED_FROM_START]),
            ("two words", two, two),
            ("two words, typo", slipped, two),
            ("outlet and word", with_outlet, with_outlet),
            ("author", author, author),
            ("absent", absent, absent),
        ):
            right = set.intersection(*(held[word] for word in meant))
            made.setdefault(" ".join(typed), Asked(kind, " ".join(typed), frozenset(right)))
    return list(made.values())


def _slipped(word: str, rng: random.Random) -> str:
    return typo(word, rng) if len(word) >= _LONG and word.isascii() else word
