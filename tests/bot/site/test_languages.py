"""Pages in the reader's language: nothing of the site's own is left in English, and each text says what it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot import catalogues
from bot.language import ENGLISH, language_of, tags
from bot.site.texts import language_of_script
from bot.site.visit import spoken
from tests.bot.site.reading import read
from tests.bot.site.test_pages import WALL, article, person, quotation

if TYPE_CHECKING:
    import aiohttp

    from knowledge import KnowledgeBase

SENTENCES = {str(message.id) for message in catalogues.in_code() if isinstance(message.id, str) and message.id}


async def kinds(knowledge: KnowledgeBase) -> list[str]:
    """One page of each kind."""
    return [
        "/",
        "/people",
        "/people?name=Reis",
        "/people?name=Nobody+Such",
        "/articles",
        "/articles?name=zzzz",
        "/search",
        "/search?q=ice&kind=direct",
        "/search?q=ice&speaker=Reis",
        "/search?q=lighthouse+keeper+strike",
        "/search?q=ice&kind=loud",
        f"/people/{await person(knowledge, 'Ana Reis')}",
        f"/people/{await person(knowledge, 'Emil Stone')}?q=radar",
        f"/people/{await person(knowledge, 'Dora Finch')}",
        f"/people/{await person(knowledge, 'Ines Writer')}",
        f"/articles/{await article(knowledge, 'harbour.md')}",
        f"/quotations/{await quotation(knowledge, WALL)}",
        f"/quotations/{await quotation(knowledge, WALL)}/related",
        "/people/paaaaaaaaaa",
        "/articles/aaaaaaaaaaa",
        "/quotations/qaaaaaaaaaa",
        "/nosuch",
        "/people?page=99",
    ]


@pytest.mark.parametrize("tag", tags()[1:])
async def test_nothing_of_the_sites_own_is_in_another_language(
    client: aiohttp.ClientSession, knowledge: KnowledgeBase, tag: str
) -> None:
    """Headings, labels, notes and names for screen readers, on every kind of page; in English they are there."""
    english: set[str] = set()
    for path in await kinds(knowledge):
        page = await read(client, path, **{"Accept-Language": tag})
        own = await read(client, path, **{"Accept-Language": "en"})
        english |= _said(own.tree) & SENTENCES
        assert {each for each in _said(page.tree) & SENTENCES if language_of(tag)(each) != each} == set(), path
    assert len(english) > 45


async def test_each_text_says_what_language_it_is_in(client: aiohttp.ClientSession, knowledge: KnowledgeBase) -> None:
    """The page's own, the article's, and that of a name in another script."""
    page = await read(client, f"/quotations/{await quotation(knowledge, WALL)}", **{"Accept-Language": "zh-CN"})
    assert page.tree.get("lang") == page.headers["Content-Language"] == "zh-CN"
    assert page.tree.xpath("//blockquote/@lang | //div[@class='text']/@lang") == ["en", "en"]
    assert page.tree.xpath("//figcaption//bdi[contains(., '罗安娜')]/@lang") == ["zh"]
    assert [each.get("lang") for each in page.tree.xpath("//footer//a")] == list(tags())


@pytest.mark.parametrize(
    ("accepted", "tag"),
    [
        ("", "en"),
        ("zh-TW,zh;q=0.9,en;q=0.8", "zh-CN"),
        ("fr-FR, fr;q=0.9, ru;q=0.5, en;q=0.1", "ru"),
        ("en;q=0.1, ru;q=0.2", "ru"),
        ("ru;q=0, en", "en"),
        ("fr, de", "en"),
        ("*", "en"),
        ("ru;q=many, !!, " + "x" * 10_000, "en"),
        (", ".join(["fr"] * 50 + ["ru"]), "en"),
    ],
)
def test_the_browsers_wish_is_weighed(accepted: str, tag: str) -> None:
    """The language liked best among those there are; what cannot be read is passed over."""
    assert spoken(accepted, ENGLISH).tag == tag


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("赵华胜", "zh"),
        ("やまだ 太郎", "ja"),
        ("김민수", "ko"),
        ("Сергей Лавров", "und-Cyrl"),
        ("محمد", "und-Arab"),
        ("Ana", None),
        ("", None),
    ],
)
def test_a_name_in_another_script_says_which(name: str, tag: str | None) -> None:
    """A language where the script has one, else the script alone: which language it is nobody said."""
    assert language_of_script(name) == tag


def _said(tree: object) -> set[str]:
    """Every text of its own that a page shows or names."""
    found = tree.xpath("//text() | //@aria-label | //@placeholder")  # type: ignore[attr-defined] # lxml has no types
    return {" ".join(each.split()).strip("·: ") for each in found}
