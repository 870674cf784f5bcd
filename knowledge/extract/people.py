"""Who is in an article: one entry a person, with every form of their name, and the link from a name to its person."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from knowledge.extract.fullnames import FullNames
from knowledge.extract.lexicon import FAMILY_FIRST
from knowledge.extract.names import name_parts
from knowledge.model import Gender

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.extract.names import Name
    from knowledge.model import Affiliation, Span


@dataclass(slots=True)
class Figure:
    """A person being put together: `parts` of the fullest name, `mentions` in reading order."""

    name: str
    parts: tuple[str, ...]
    native: str | None = None
    gender: Gender = Gender.UNKNOWN
    group: bool = False
    kind: str = "PER"
    forms: Counter[str] = field(default_factory=Counter)
    mentions: list[Name] = field(default_factory=list)
    affiliations: list[Affiliation] = field(default_factory=list)

    @property
    def family(self) -> frozenset[str]:
        """The words that may stand for the whole name: the family name, on whichever side it stands."""
        if len(self.parts) == 1:
            return frozenset(self.parts)
        if self.native or (len(self.parts) in {2, 3} and self.parts[0] in FAMILY_FIRST):
            return frozenset({self.parts[0]})
        return frozenset({self.parts[-1]})


class Cast:
    """The people of one article. Names are linked in reading order, so that a surname follows who bore it last."""

    def __init__(self, body: str, names: Sequence[Name], authors: Sequence[str] = ()) -> None:
        self._body = body
        self._bearers: dict[str, list[int]] = defaultdict(list)
        self._full = FullNames()
        self._others: dict[tuple[str, tuple[str, ...]], int] = {}
        self.figures: list[Figure] = []
        self.of: dict[Span, int] = {}
        for author in authors:  # "des Garets Geddes writes": whoever signs an article is known by their full name
            self._known(author)
        people = [n for n in names if n.kind == "PER" or self._signs(n)]
        for name in people:
            if len(name.parts) > 1:
                self._introduce(name)
        for name in people:
            self._link(name)

    def add(self, figure: Figure, form: str) -> int:
        """Take in somebody who is not a person by name: a group, an organisation, an unnamed speaker, worded `form`."""
        index = self._others.setdefault((figure.kind, figure.parts), len(self.figures))
        if index == len(self.figures):
            self.figures.append(figure)
        self.figures[index].forms[form] += 1
        return index

    def _signs(self, name: Name) -> bool:
        """Whether a name, whatever it looks like, is that of somebody who signs the article."""
        return len(name.parts) > 1 and self._same(name) is not None

    def _known(self, author: str) -> None:
        parts = name_parts(author)
        if len(parts) > 1:
            self.figures.append(Figure(author, parts))
            self._index(len(self.figures) - 1)

    def lower_first(self, index: int) -> None:
        """Take the capital from the name of somebody who is only described, at the head of a sentence."""
        figure = self.figures[index]
        if figure.name[1:2].islower():
            figure.name = figure.name[0].lower() + figure.name[1:]

    def _introduce(self, name: Name) -> None:
        known = self._same(name)
        if known is None:
            self._new(name)
            return
        figure = self.figures[known]
        if len(name.parts) > len(figure.parts):
            figure.parts, figure.name = name.parts, name.span.of(self._body)
            self._index(known)
        self._enrich(figure, name)

    def _new(self, name: Name) -> int:
        figure = Figure(name.span.of(self._body), name.parts)
        self._enrich(figure, name)
        self.figures.append(figure)
        self._index(len(self.figures) - 1)
        return len(self.figures) - 1

    def _index(self, figure: int) -> None:
        self._full.put(figure, self.figures[figure].parts)
        for part in self.figures[figure].parts:
            if figure not in self._bearers[part]:
                self._bearers[part].append(figure)

    @staticmethod
    def _enrich(figure: Figure, name: Name) -> None:
        figure.native = figure.native or name.native
        if figure.gender is Gender.UNKNOWN:
            figure.gender = name.gender

    def _link(self, name: Name) -> None:
        index = self._find(name)
        if index is None:
            index = self._new(name)
        figure = self.figures[index]
        self._enrich(figure, name)
        figure.forms[name.span.of(self._body)] += 1
        figure.mentions.append(name)
        self.of[name.span] = index

    def _same(self, name: Name) -> int | None:
        """The figure with that full name."""
        return self._full.find(name.parts)

    def _find(self, name: Name) -> int | None:
        if len(name.parts) > 1:
            return self._same(name)
        word = name.parts[0]
        able = [i for i in self._bearers.get(word, ()) if _agree(self.figures[i].gender, name.gender)]
        able = [i for i in able if word in self.figures[i].family] or able
        if name.gender is not Gender.UNKNOWN:  # "Ms. Lee" is Ana Lee, if only of Ana it is known that she is a woman
            able = [i for i in able if self.figures[i].gender is name.gender] or able
        if len(able) < 2:
            return able[0] if able else None
        return self._namesake(able, name)

    def _namesake(self, able: list[int], name: Name) -> int | None:
        """Two bear the surname: who was named in this passage, else who has borne it alone most, else the first.

        Only those named in full before the place are asked, since news introduces people by their full names.
        """
        before = [i for i in able if any(len(m.parts) > 1 for m in self.figures[i].mentions)]
        before = before or [i for i in able if self.figures[i].mentions]
        if not before:
            return able[0]
        here = [i for i in before if self._named_here(i, name.passage)]
        if here:
            return max(here, key=lambda i: self.figures[i].mentions[-1].span.start)
        return max(before, key=lambda i: (self._alone(i, name.parts), -self.figures[i].mentions[0].span.start))

    def _named_here(self, index: int, passage: int) -> bool:
        """Whether somebody is named in full in this passage, before this place."""
        latest = takewhile(lambda m: m.passage == passage, reversed(self.figures[index].mentions))
        return any(len(m.parts) > 1 for m in latest)

    def _alone(self, index: int, surname: tuple[str, ...]) -> int:
        return sum(1 for m in self.figures[index].mentions if m.parts == surname)


def _agree(a: Gender, b: Gender) -> bool:
    return Gender.UNKNOWN in {a, b} or a == b
