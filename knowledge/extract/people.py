"""Who is in an article: one entry a person, with every form of their name, and the link from a name to its person."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.extract.bearers import NEVER, Bearer, Bearers
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

    def states(self, affiliation: Affiliation) -> None:
        """Take in what the article says somebody is, once however often it is said."""
        if all(known.text.lower() != affiliation.text.lower() for known in self.affiliations):
            self.affiliations.append(affiliation)

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
        self._bearers: dict[str, Bearers] = defaultdict(Bearers)
        self._borne: dict[int, Counter[str]] = defaultdict(Counter)
        self._in_full: dict[int, int] = {}  # figure: the passage that last names them in full
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
        self._note(known)

    def _new(self, name: Name) -> int:
        figure = Figure(name.span.of(self._body), name.parts)
        self._enrich(figure, name)
        self.figures.append(figure)
        self._index(len(self.figures) - 1)
        return len(self.figures) - 1

    def _index(self, figure: int) -> None:
        self._full.put(figure, self.figures[figure].parts)
        for part in self.figures[figure].parts:
            self._borne[figure][part] += 0
        self._note(figure)

    def _note(self, figure: int) -> None:
        """Let all words that may stand for somebody know what is known of them now."""
        known = self.figures[figure]
        places = [m.span.start for m in (*known.mentions[:1], *known.mentions[-1:])] or [NEVER]
        passage = self._in_full.get(figure, NEVER)
        for word, alone in self._borne[figure].items():
            family = word in known.family
            self._bearers[word].note(figure, Bearer(known.gender, family, alone, places[0], places[-1], passage))

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
        if len(name.parts) > 1:
            self._in_full[index] = name.passage
        elif name.parts[0] in self._borne[index]:
            self._borne[index][name.parts[0]] += 1
        self._note(index)

    def _same(self, name: Name) -> int | None:
        """The figure with that full name."""
        return self._full.find(name.parts)

    def _find(self, name: Name) -> int | None:
        if len(name.parts) > 1:
            return self._same(name)
        bearers = self._bearers.get(name.parts[0])
        return bearers.find(name.gender, name.passage) if bearers is not None else None
