"""Reading GUM: sentences, words, and who is meant by what, from its CoNLL-U files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Genres whose texts are CC BY or in the public domain; biographies and travel guides (CC BY-SA) are left out.
GENRES = ("academic", "conversation", "court", "interview", "news", "speech", "textbook", "vlog")


@dataclass(slots=True)
class Mention:
    """A stretch of one sentence, in characters, that refers to `chain`; `kind` is the corpus' type of entity."""

    start: int
    end: int
    chain: str
    kind: str


@dataclass(slots=True)
class Sentence:
    """One sentence: words as (start, end, tag), the kind of thing each word's innermost mention is, and mentions.

    `links` has for each word the number of the word it depends on (its own for the root) and by what relation.
    """

    text: str
    opens_paragraph: bool = False
    words: list[tuple[int, int, str]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


def documents(gum: Path) -> Iterator[list[Sentence]]:
    """The documents of all genres used."""
    for genre in GENRES:
        yield from read(gum / f"{genre}.conllu")


def read(path: Path) -> Iterator[list[Sentence]]:
    """The documents of one CoNLL-U file."""
    document: list[Sentence] = []
    open_mentions: list[Mention] = []
    paragraph = True
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc") and document:
            yield document
            document, open_mentions, paragraph = [], [], True
        elif line.startswith("# newpar"):
            paragraph = True
        elif line.startswith("# text = "):
            document.append(Sentence(line.removeprefix("# text = "), paragraph))
            paragraph = False
        elif line.split("\t", 1)[0].isdigit():
            _word(document[-1], line.split("\t"), open_mentions)
    yield document


def _word(sentence: Sentence, columns: list[str], open_mentions: list[Mention]) -> None:
    place = sentence.words[-1][1] if sentence.words else 0
    start = sentence.text.index(columns[1], place)
    end = start + len(columns[1])
    head = int(columns[6]) - 1
    sentence.links.append((head if head >= 0 else len(sentence.words), columns[7]))
    sentence.words.append((start, end, columns[4]))
    single, closed = _brackets(columns[9], start, open_mentions)
    # A mention's last word belongs to it: what closes here is still around it, and the first to close is innermost.
    around = [*open_mentions, *reversed(closed), *single]
    sentence.kinds.append(around[-1].kind if around else "")
    for mention in (*single, *closed):
        mention.end = end
        sentence.mentions.append(mention)


def _brackets(misc: str, start: int, open_mentions: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Mentions of this word alone, and mentions that end with it; those that only begin are added to the open ones.

    The notation is "(chain-type-..." where a mention begins and "chain)" where it ends.
    """
    found = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
    single: list[Mention] = []
    ended: list[str] = []
    for opened, whole, closed in re.findall(r"\(([^()]+)(\))?|([^()]+)\)", found[1]) if found else []:
        if opened:
            chain, kind = opened.split("-")[:2]
            (single if whole else open_mentions).append(Mention(start, start, chain, kind))
        else:
            ended.append(closed)
    return single, [m for m in (_close(open_mentions, chain) for chain in ended) if m is not None]


def _close(open_mentions: list[Mention], chain: str) -> Mention | None:
    for at in range(len(open_mentions) - 1, -1, -1):
        if open_mentions[at].chain == chain:
            return open_mentions.pop(at)
    return None
