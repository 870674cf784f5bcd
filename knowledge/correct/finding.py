"""Finding a corrected quotation again: by its id, else by its words, and only where there can be no other."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from knowledge import store
from knowledge.correct.errors import UnfitError
from knowledge.search.normal import is_run, plain

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from knowledge.corrections import Words
    from knowledge.store import Said

_NEAR = 90.0  # the likeness, of 100, from which words that were edited are taken for the same
_CLEAR = 5.0  # by how much the next likely quotation must be less like
_FEWEST_ALIKE = 4  # words; fewer are too easily like others
_FEWEST_ANYWHERE = 6  # words that hardly anybody says twice


class Finder:
    """Finds quotations in a base that shows everything as it was extracted."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._folded: dict[str, list[tuple[str, Said]]] = {}

    def find(self, words: Words) -> Said:
        """The quotation that is meant; UnfitError where none is, or more than one may be."""
        if by_id := store.said_with(self._db, words.id):
            return by_id
        sought = plain(words.text)
        if not sought:
            raise UnfitError("It has no words to look for.")
        stayed = words.article in self._articles or bool(self._by_file.get(words.file))
        for article in self._likely(words):
            if found := _equal(sought, self._said_in(article), f"in {self._articles[article]}"):
                return found
            if stayed and (found := _nearest(sought, self._said_in(article))):
                return found
        if _count(sought) >= _FEWEST_ANYWHERE and (
            found := _equal(sought, self._everywhere(sought), "in the articles")
        ):
            return found
        where = "the article" if stayed else "any article, and its own is no longer there"
        raise UnfitError(f"No quotation has these words any more in {where}.")

    def _likely(self, words: Words) -> Sequence[str]:
        """The article that was corrected: by id, else by file; else, where the file was moved, by its name alone."""
        if words.article in self._articles:
            return (words.article,)
        named = self._by_file.get(words.file) or self._by_name.get(PurePosixPath(words.file).name)
        return named if named and len(named) == 1 else ()

    def _said_in(self, article: str) -> list[tuple[str, Said]]:
        if article not in self._folded:
            self._folded[article] = [(plain(said.text), said) for said in store.said_in(self._db, article)]
        return self._folded[article]

    def _everywhere(self, sought: str) -> list[tuple[str, Said]]:
        return [(sought, said) for said in self._by_words.get(sought, ())]

    @cached_property
    def _articles(self) -> dict[str, str]:
        return dict(store.article_files(self._db))

    @cached_property
    def _by_file(self) -> dict[str, list[str]]:
        found = defaultdict(list)
        for article, file in self._articles.items():
            found[file].append(article)
        return found

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found = defaultdict(list)
        for article, file in self._articles.items():
            found[PurePosixPath(file).name].append(article)
        return found

    @cached_property
    def _by_words(self) -> dict[str, list[Said]]:
        found = defaultdict(list)
        for said in store.everything_said(self._db):
            found[plain(said.text)].append(said)
        return found


def _equal(sought: str, among: Sequence[tuple[str, Said]], where: str) -> Said | None:
    found = [said for words, said in among if words == sought]
    if len(found) > 1:
        raise UnfitError(f"{len(found)} quotations {where} have these words, and none has the id.")
    return found[0] if found else None


def _nearest(sought: str, among: Sequence[tuple[str, Said]]) -> Said | None:
    """The one quotation that is clearly the most like, if it is like enough."""
    if _count(sought) < _FEWEST_ALIKE:
        return None
    alike = sorted(((fuzz.ratio(sought, words), at) for at, (words, _) in enumerate(among)), reverse=True)[:2]
    if not alike or alike[0][0] < _NEAR or (len(alike) > 1 and alike[0][0] - alike[1][0] < _CLEAR):
        return None
    words, said = among[alike[0][1]]
    return said if _count(words) >= _FEWEST_ALIKE else None


def _count(folded: str) -> int:
    """How many words there are; in scripts without blanks, every two characters count for one."""
    return sum((len(word) + 1) // 2 if is_run(word) else 1 for word in folded.split())
