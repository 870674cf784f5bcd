"""One folder with an article in every format: all are built, and a quotation is found in each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest_asyncio

from knowledge import KnowledgeBase
from knowledge.formats.draft import BETWEEN
from tests.knowledge.fakes import age
from tests.knowledge.formats.samples import HEADLINE, JSON_LD, PARAGRAPHS, book, page, printed, saved, word

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

WIRE = "a piece of wire"


def content_of(name: str) -> bytes:
    """The story in the format that a file's name tells, with something of its own in it."""
    said = f"the {name.replace('.', ' ')} kind of wire"
    paragraphs = [text.replace(WIRE, said) for text in PARAGRAPHS]
    made: dict[str, Callable[[], bytes]] = {
        "html": lambda: page(JSON_LD).replace(WIRE, said).encode(),
        "mhtml": lambda: saved(page(JSON_LD).replace(WIRE, said).replace("harbour/ships", "saved")),
        "pdf": lambda: printed(said=said),
        "docx": partial(word, paragraphs),
        "epub": partial(book, paragraphs),
        "md": f"---\ntitle: {HEADLINE}\ndate: 2024-05-17\n---\n{BETWEEN.join(paragraphs)}\n".encode,
        "txt": f"{HEADLINE}\n\nBy Jane Roe | 17 May 2024\n\n{BETWEEN.join(paragraphs)}\n".encode,
    }
    return made[name.rpartition(".")[2]]()


FILES = [f"story {n}.{suffix}" for n, suffix in enumerate(("html", "mhtml", "pdf", "docx", "epub", "md", "txt"))]


@pytest_asyncio.fixture
async def base(tmp_path: Path) -> AsyncIterator[KnowledgeBase]:
    """The folder in service; every article says something of its own."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in FILES:
        (folder / name).write_bytes(content_of(name))
        age(folder / name)
    async with await KnowledgeBase.open([folder], tmp_path / "data") as opened:
        yield opened


async def test_a_quotation_is_found_in_an_article_of_every_format(base: KnowledgeBase) -> None:
    """With its speaker, and the article that it stands in; printed ones have a page."""
    assert base.report.set_aside == ()
    for name in FILES:
        _, matches = await base.quotations(f"mended with the {name.replace('.', ' ')} kind of wire")
        found = matches[0].excerpt
        assert found.citation.file == name
        assert name.replace(".", " ") in found.text
        assert found.speaker is not None
        assert found.speaker.name == "Bo Ode"
        assert found.citation.headline == "Harbour Master Counts Every Ship"
        assert found.citation.published == "2024-05-17"
        assert found.citation.page == (1 if name.endswith(".pdf") else None)
