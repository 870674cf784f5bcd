"""Saved pages with their article bodies, from two public sets, dumped as plain text in the usual ways.

    aeb     scrapinghub/article-extraction-benchmark: 181 pages
    fundus  dobbersc/fundus-evaluation: 80 pages of 16 news outlets

Neither is part of this project: check them out and name their folders. Dumping needs the packages resiliparse and
inscriptis.
"""

from __future__ import annotations

import gzip
import importlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


@dataclass(frozen=True, slots=True)
class SavedPage:
    """One page as HTML, and the body that people marked in it."""

    id: str
    html: str
    body: str


def aeb(folder: Path) -> Iterator[SavedPage]:
    """The pages of the article extraction benchmark."""
    gold = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    for id_, marked in sorted(gold.items()):
        yield SavedPage(id_, _html(folder / "html" / f"{id_}.html.gz"), marked["articleBody"])


def fundus(folder: Path) -> Iterator[SavedPage]:
    """The pages of the Fundus evaluation."""
    gold = json.loads((folder / "dataset" / "ground_truth.json").read_text("utf-8"))
    for id_, marked in sorted(gold.items()):
        yield SavedPage(id_, _html(folder / "dataset" / "html" / id_), "\n\n".join(marked["body"]))


def dumpers() -> Mapping[str, Callable[[str], str]]:
    """The ways to make a text of a page: its main content, or all of it by two libraries."""
    html2text = importlib.import_module("resiliparse.extract.html2text")
    tree = importlib.import_module("resiliparse.parse.html").HTMLTree
    inscriptis = importlib.import_module("inscriptis")

    def resiliparse(html: str, *, main: bool) -> str:
        return str(html2text.extract_plain_text(tree.parse(html), main_content=main, alt_texts=True))

    return {
        "main content": lambda html: resiliparse(html, main=True),
        "whole page": lambda html: resiliparse(html, main=False),
        "whole page, inscriptis": lambda html: str(inscriptis.get_text(html)),
    }


def _html(path: Path) -> str:
    raw = gzip.decompress(path.read_bytes())
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    return _DECLARATION.sub("", text)
