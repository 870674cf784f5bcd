"""Tokens, names and coreference as CoreNLP wrote them into its XML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from knowledge.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAMES = frozenset(["PERSON", "ORGANIZATION", "LOCATION", "MISC"])
# Constituency trees and the derived dependencies make up most of a file, and nothing here reads them.
UNREAD = re.compile(rb'<parse>.*?</parse>|<dependencies type="(?!basic)[^"]*">.*?</dependencies>', re.DOTALL)


@dataclass(slots=True)
class Token:
    """One word: where it stands, its tag and entity, and the index of the word it depends on (None: on no other)."""

    span: Span
    tag: str
    entity: str
    sentence: int
    head: int | None = None
    relation: str = "root"


@dataclass(frozen=True, slots=True)
class Entity:
    """A name: tokens `first` up to but not including `last`."""

    first: int
    last: int
    sort: str


@dataclass(slots=True)
class Parse:
    """One parsed text. `chains` are coreferent mentions, each given by its head token."""

    tokens: list[Token] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    chains: list[list[int]] = field(default_factory=list)
    entity_at: dict[int, Entity] = field(default_factory=dict)

    def within(self, spans: Sequence[Span]) -> list[int]:
        """Indices of the tokens that stand wholly in one of the spans."""
        return [i for i, token in enumerate(self.tokens) if any(span.contains(token.span) for span in spans)]

    def span_of(self, entity: Entity) -> Span:
        """Where the name stands in the text."""
        return Span(self.tokens[entity.first].span.start, self.tokens[entity.last - 1].span.end)

    def chain_with_head(self, token: int) -> list[int]:
        """Return the first chain with a mention of that head, or nothing."""
        return next((chain for chain in self.chains if token in chain), [])


def parse_of(xml: bytes) -> Parse:
    """Read one file. Raises ET.ParseError where it is not XML."""
    document = ET.fromstring(UNREAD.sub(b"", xml))  # noqa: S314 - a corpus that the user chose and holds
    parse = Parse()
    starts = []
    for number, sentence in enumerate(document.iterfind("document/sentences/sentence")):
        starts.append(len(parse.tokens))
        parse.tokens.extend(_token(node, number) for node in sentence.iterfind("tokens/token"))
        _link(parse.tokens, starts[-1], sentence)
    parse.entities = list(_entities(parse.tokens))
    parse.entity_at = {index: entity for entity in parse.entities for index in range(entity.first, entity.last)}
    parse.chains = [
        [starts[_number(mention, "sentence") - 1] + _number(mention, "head") - 1 for mention in chain]
        for chain in document.iterfind("document/coreference/coreference")
    ]
    return parse


def _token(node: ET.Element, sentence: int) -> Token:
    span = Span(_number(node, "CharacterOffsetBegin"), _number(node, "CharacterOffsetEnd"))
    return Token(span, node.findtext("POS", ""), node.findtext("NER", ""), sentence)


def _link(tokens: list[Token], start: int, sentence: ET.Element) -> None:
    for link in sentence.iterfind("dependencies/dep"):
        governor, dependent = _index(link, "governor"), _index(link, "dependent")
        token = tokens[start + dependent - 1]
        token.head = start + governor - 1 if governor else None
        token.relation = link.get("type", "")


def _entities(tokens: list[Token]) -> Iterator[Entity]:
    numbered = enumerate(tokens)
    for (sort, _), run in groupby(numbered, key=lambda item: (item[1].entity, item[1].sentence)):
        indices = [index for index, _ in run]
        if sort in NAMES:
            yield Entity(indices[0], indices[-1] + 1, sort)


def _index(link: ET.Element, role: str) -> int:
    node = link.find(role)
    return 0 if node is None else int(node.get("idx", "0"))


def _number(node: ET.Element, tag: str) -> int:
    return int(node.findtext(tag, "0"))
