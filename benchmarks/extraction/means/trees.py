"""Reports found on dependency trees: a cue of ours, its clause as content, its subject as source.

This is how extractors with a parser work, in the least that does it justice. Trees come from any parser that speaks
Universal Dependencies and gives its words as `Node` describes them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.extract.cues import Verb, verbs
from knowledge.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.extraction.means.nodes import Node

UNSAID = frozenset("not n't n’t never might may could can should".split())
RELATIVE = frozenset("who which that".split())
OPENING = frozenset("of about for against over on to".split())
IN_ONE_NAME = frozenset({"flat", "compound", "goeswith"})
NOT_IN_MENTION = frozenset({"acl:relcl", "acl", "parataxis"})
CLIMB = 3  # verbs that a cue without a subject may hang on, one on the other


@dataclass(frozen=True, slots=True)
class TreeReport:
    """One cue with what a tree makes its content and source, in characters; `head` is where the source's name ends."""

    cue: Span
    lemma: str
    contents: tuple[Span, ...]
    source: Span | None = None
    head: int = 0


def reports(nodes: Iterable[Node]) -> Iterator[TreeReport]:
    """Every report of a text, in the order of its cues."""
    for node in nodes:
        verb = verbs().get(node.text.lower())
        if node.text.lower() == "according" and node.dep_ == "case":
            found = _according(node)
        elif verb is not None and node.tag_.startswith("VB") and not _unsaid(node) and not verb.weak:
            found = _verbal(node, verb)
        else:
            continue
        if found is not None:
            yield found


def _verbal(cue: Node, verb: Verb) -> TreeReport | None:
    content = _content(cue, verb.frames)
    contents = tuple(_runs(content))
    if not contents:
        return None
    source = _source(cue)
    span, head = _mention(source) if source is not None else (None, 0)
    return TreeReport(_span([cue]), verb.lemma, contents, span, head)


def _according(case: Node) -> TreeReport | None:
    """ "X, according to Y": all that Y hangs on, without Y."""
    source = case.head
    inside = {node.i for node in source.subtree}
    contents = tuple(_runs([node for node in source.head.subtree if node.i not in inside]))
    if not contents or source.head is source:
        return None
    span, head = _mention(source, after=case)
    return TreeReport(_span([case]), "according", contents, span, head)


def _content(cue: Node, frames: str) -> list[Node]:
    """The clause that the cue governs, or that the cue is thrown into; else what else its frames allow."""
    children = list(cue.children)
    clauses = [child for child in children if child.dep_ == "ccomp"]
    if not clauses and cue.dep_ == "parataxis" and any(child.dep_ == "nsubj" for child in children):
        inside = {node.i for node in cue.subtree}
        return [node for node in cue.head.subtree if node.i not in inside]
    clauses = clauses or [child for child in children if child.dep_ == "parataxis"]
    if not clauses and "t" in frames:
        clauses = [child for child in children if child.dep_ == "xcomp"]
    if not clauses and "o" in frames and "a" not in frames:
        clauses = [child for child in children if child.dep_ == "obj"]
    if not clauses and "p" in frames:
        clauses = [child for child in children if child.dep_ == "obl" and _opening(child)]
    return [node for clause in clauses[:1] for node in clause.subtree]


def _opening(node: Node) -> bool:
    return any(child.dep_ == "case" and child.text.lower() in OPENING for child in node.children)


def _source(cue: Node) -> Node | None:
    """The subject of the cue or of the verb it hangs on; the agent of a passive; the noun that a participle follows."""
    at = cue
    for _ in range(CLIMB):
        by_relation = {child.dep_: child for child in at.children}
        if "nsubj:pass" in by_relation:
            return by_relation.get("obl:agent")
        subject = by_relation.get("nsubj")
        if subject is not None:
            relative = at.dep_ == "acl:relcl" and subject.text.lower() in RELATIVE
            return at.head if relative else subject
        if at.dep_ == "acl":
            return at.head
        if at.dep_ not in {"conj", "xcomp", "advcl", "parataxis"}:
            return None
        at = at.head
    return None


def _mention(source: Node, after: Node | None = None) -> tuple[Span, int]:
    """The words of a source without the clauses that hang on it, and where its name or noun ends."""
    hung = (c for c in source.children if c.dep_ == "punct" or (c.dep_ in NOT_IN_MENTION and c.i > source.i))
    left_out = {node.i for child in hung for node in child.subtree}
    if after is not None:
        left_out |= {node.i for node in after.subtree}
    kept = [node for node in source.subtree if node.i not in left_out] or [source]
    name = [source, *(child for child in source.children if child.dep_ in IN_ONE_NAME)]
    return _span(kept), max(node.idx + len(node.text) for node in name)


def _runs(nodes: Sequence[Node]) -> Iterator[Span]:
    """Where the words stand, less the word that opens a clause and the stops at its ends; one range for each run."""
    words = [
        node for node in nodes if not (node.dep_ == "mark" and node.text.lower() == "that" and node.i == nodes[0].i)
    ]
    cuts = [0, *(n for n, (a, b) in enumerate(pairwise(words), 1) if b.i != a.i + 1), len(words)]
    for first, last in pairwise(cuts):
        run = words[first:last]
        while run and not re.search(r"[\w$]", run[0].text):
            del run[0]
        while run and not re.search(r"\w", run[-1].text):
            del run[-1]
        if run:
            yield _span(run)


def _unsaid(cue: Node) -> bool:
    return any(child.text.lower() in UNSAID for child in cue.children if child.i < cue.i)


def _span(nodes: Sequence[Node]) -> Span:
    return Span(nodes[0].idx, nodes[-1].idx + len(nodes[-1].text))
