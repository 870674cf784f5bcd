"""One folder with an article in every format: all are built, and a quotation is found in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio

from knowledge import KnowledgeBase
from tests.knowledge.fakes import age
from tests.knowledge.formats.samples import JSON_LD, page, printed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

FILES = {
    "page.html": lambda said: page(JSON_LD.replace("ships", said)).replace("a piece of wire", said),
    "print.pdf": lambda said: printed(said=said),
}


@pytest_asyncio.fixture
async def base(tmp_path: Path) -> AsyncIterator[KnowledgeBase]:
    """The folder in service; every article says something of its own."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, made in FILES.items():
        content = made(f"the {name.replace('.', ' ')} kind of wire")
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
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
