"""A format and an extractor so plain that a test can say beforehand what they find.

An article is a headline, fields, a blank line and paragraphs. Speech is `Ann Lee (李安), a baker, said: “words”`:
"said" is direct, "noted" is mixed, "hinted" is indirect, and a speaker called Somebody is nobody.
"""

from __future__ import annotations

import os
import re
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.build import Pipeline
from knowledge.errors import ArticleError
from knowledge.extract import Identity
from knowledge.ids import short_id
from knowledge.model import (
    Affiliation,
    Article,
    Attribution,
    Findings,
    Kind,
    LocalPerson,
    Passage,
    Person,
    Quotation,
    Segment,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from knowledge.model import Match

_SPEECH = re.compile(
    r"(?P<name>[A-Z]\w+(?: [A-Z]\w+)*)(?: \((?P<native>[^)]+)\))?(?:, (?P<role>[^,“]+),)?"
    r" (?P<cue>said|noted|hinted): “(?P<words>[^”]+)”"
)
_PARTS = re.compile(r"[^…\s](?:[^…\n]*[^…\s])?")
_KINDS = {"said": Kind.DIRECT, "noted": Kind.MIXED, "hinted": Kind.INDIRECT}


def read(path: Path, root: Path) -> Article:
    """The article in a file; without a body it is refused."""
    text = path.read_bytes().decode()
    head, _, body = text.partition("\n\n")
    headline, *lines = head.splitlines() or [""]
    fields = dict(line.split(": ", 1) for line in lines)
    sidecar = path.with_suffix(".toml")
    if sidecar.exists():
        fields |= dict(line.split(": ", 1) for line in sidecar.read_text().splitlines())
    if not body.strip():
        raise ArticleError("no_body", "The file has no body.", line=1)
    file = path.relative_to(root).as_posix()
    start = len(head) + 2
    spans = [Span(*match.span()) for match in re.finditer(r"\S[^\n]*", body)]
    return Article(
        id=short_id("a", fields.get("id", file)),
        file=file,
        headline=headline,
        body=body,
        passages=tuple(Passage(span, fields.get("section")) for span in spans),
        published=fields.get("date"),
        outlet=fields.get("outlet"),
        segments=tuple(Segment(span.start, span.start + start, len(span)) for span in spans),
        warnings=(fields["warning"],) if "warning" in fields else (),
    )


def extract(article: Article) -> Findings:
    """Everybody who speaks, and what they say; some words make it fail in a way of their own."""
    if "CRASH" in article.body:
        raise RuntimeError("the fake extractor was told to fail")
    if "EXIT" in article.body:
        os._exit(3)
    if "FILL" in article.body:
        bytearray(3 * 1024**3)
    if "SLEEP" in article.body:
        time.sleep(600)
    people: dict[str, LocalPerson] = {}
    quotations = []
    for match in _SPEECH.finditer(article.body):
        if match["name"] != "Somebody":
            people[match["name"]] = _met(people.get(match["name"]), match)
        quotations.append(_quotation(article, match, list(people)))
    return Findings(people=tuple(people.values()), quotations=tuple(quotations))


def unify(articles: Mapping[str, Findings]) -> tuple[Identity, ...]:
    """People are one if their names are; a surname alone is the one person of the corpus who has it."""
    members: dict[str, list[tuple[str, int, LocalPerson]]] = {}
    for article, findings in sorted(articles.items()):
        for n, person in enumerate(findings.people):
            members.setdefault(person.name, []).append((article, n, person))
    for name in [name for name in members if " " not in name]:
        full = [other for other in members if other.endswith(f" {name}")]
        if len(full) == 1:
            members[full[0]] += members.pop(name)
    return tuple(_identity(name, found) for name, found in members.items())


def extractor() -> str:
    """The name of this extractor."""
    return "fake"


FAKE = Pipeline("fake-1", extractor, frozenset({".txt"}), read, extract, unify)


def write(folder: Path, name: str, body: str, headline: str = "A headline", **fields: str) -> Path:
    """An article in `folder`, as old as an article usually is when it is built."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    head = "\n".join((headline, *(f"{key}: {value}" for key, value in fields.items())))
    path.write_text(f"{head}\n\n{body}\n", encoding="utf-8")
    age(path)
    return path


def texts(matches: Iterable[Match]) -> list[str]:
    """The words of what matched."""
    return [match.excerpt.text for match in matches]


def age(path: Path, seconds: float = 3600) -> None:
    """Make a file look untouched for a while."""
    past = time.time() - seconds
    os.utime(path, (past, past))


def _met(known: LocalPerson | None, match: re.Match[str]) -> LocalPerson:
    mention = Span(*match.span("name"))
    role = (Affiliation(match["role"], Span(*match.span("role"))),) if match["role"] else ()
    if known is None:
        return LocalPerson(match["name"], match["native"], affiliations=role, mentions=(mention,))
    return replace(known, affiliations=known.affiliations + role, mentions=(*known.mentions, mention))


def _quotation(article: Article, match: re.Match[str], people: list[str]) -> Quotation:
    spans = [Span(*part.span()).moved(match.start("words")) for part in _PARTS.finditer(match["words"])]
    passage = next(n for n, p in enumerate(article.passages) if p.span.contains(spans[0]))
    cue = Span(*match.span("cue"))
    if match["name"] == "Somebody":
        return Quotation(_KINDS[match["cue"]], tuple(spans), passage, Attribution(cue=cue))
    speaker = people.index(match["name"])
    attribution = Attribution(speaker, Span(*match.span("name")), cue, confidence=0.9, rule="fake")
    return Quotation(_KINDS[match["cue"]], tuple(spans), passage, attribution)


def _identity(name: str, members: list[tuple[str, int, LocalPerson]]) -> Identity:
    native = next((person.native_name for _, _, person in members if person.native_name), None)
    aliases = tuple(sorted({person.name for _, _, person in members} - {name}))
    return Identity(Person(short_id("p", name), name, native, aliases), tuple((a, n) for a, n, _ in members))
