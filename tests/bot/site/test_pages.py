"""What pages show: the words exactly, who said them, where they stand, and the ways on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

from tests.bot.site.reading import read

if TYPE_CHECKING:
    import aiohttp

    from knowledge import KnowledgeBase

WALL = "The breakwater is our second wall"


async def quotation(knowledge: KnowledgeBase, words: str) -> str:
    """The id of the quotation with these words."""
    _, (match, *_) = await knowledge.quotations(words)
    return match.excerpt.id


async def person(knowledge: KnowledgeBase, name: str) -> str:
    """The id of the one person of that name."""
    (profile,) = (await knowledge.people(name)).profiles
    return profile.person.id


async def article(knowledge: KnowledgeBase, name: str) -> str:
    """The id of the one article of that name."""
    (found,) = (await knowledge.articles(name)).articles
    return found.citation.article


async def test_the_first_page_leads_to_the_newest_articles_and_to_those_who_are_quoted_most(
    client: aiohttp.ClientSession,
) -> None:
    """With a field to search with, and the size and age of the base."""
    page = await read(client, "/")
    assert page.status == 200
    assert page.texts("//section[1]//li/p[1]") == [
        "What the Coast Is Saying",
        "Fish Prices Double",
        "The Harbour Stays Open",
    ]
    assert page.texts("//section[2]//li")[0] == "Emil Stone 7 quotations"
    assert page.tree.xpath("//form[@role='search']//input[@name='q']")
    assert page.text("//footer/p").startswith("3 articles · ")


async def test_a_quotation_is_marked_in_its_context(client: aiohttp.ClientSession, knowledge: KnowledgeBase) -> None:
    """With who said it, as what, how it is reported, and the article."""
    page = await read(client, f"/quotations/{await quotation(knowledge, WALL)}")
    assert page.text("//figure//blockquote") == f"“{WALL}”"
    assert page.text("//figcaption/p[1]") == "Ana Reis (罗安娜), the harbour master"
    assert page.text("//mark") == WALL
    told = dict(zip(page.texts("//dt"), page.texts("//dd"), strict=True))
    assert told["Reported as"] == "direct quotation"
    assert told["Reporting word"] == "added"
    assert told["Article"] == "The Harbour Stays Open"
    assert "17 May 2024" in page.text("//p[@class='source']")
    assert page.links("//a[@class='out']") == ["https://gazette.example/harbour"]


async def test_previous_and_next_lead_through_an_article_and_back(
    client: aiohttp.ClientSession, knowledge: KnowledgeBase
) -> None:
    """Every quotation once, in the order in which they stand."""
    at = f"/articles/{await article(knowledge, 'harbour.md')}"
    first = urljoin(at, (await read(client, at)).links("//figure//a[contains(@href, 'quotations')]")[0])
    shown, back, here = [], [], first
    while here:
        page = await read(client, here)
        shown.append(page.text("//figure//blockquote"))
        back.append(here)
        (here,) = [urljoin(here, link) for link in page.links("//a[@rel='next']")] or [""]
    assert len(shown) == len(set(shown)) == 5
    assert shown[2] == f"“{WALL}”"
    before = await read(client, back[-1])
    assert [urljoin(back[-1], link) for link in before.links("//a[@rel='prev']")] == [back[-2]]


async def test_citations_can_be_copied_and_downloaded(client: aiohttp.ClientSession, knowledge: KnowledgeBase) -> None:
    """In each form, under a name of the quotation's own."""
    name = await quotation(knowledge, WALL)
    page = await read(client, f"/quotations/{name}")
    links = page.links("//a[@download]")
    assert [link.rpartition(".")[2] for link in links] == ["txt", "md", "bib", "json"]
    for link, block in zip(links, page.tree.xpath("//pre"), strict=True):
        async with client.get(urljoin(f"/quotations/{name}", link)) as answer:
            text = await answer.text()
            assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}.{link.rpartition(".")[2]}"'
        assert text.strip() == block.text_content().strip()
    assert json.loads(text)[0]["title"] == "The Harbour Stays Open"


async def test_a_search_marks_what_was_asked_for(client: aiohttp.ClientSession) -> None:
    """As the chat finds it, with how well it fits."""
    page = await read(client, "/search?q=second+wall")
    assert page.texts("//blockquote") == [f"“{WALL}”"]
    assert page.texts("//mark") == ["second wall"]
    assert "match: word for word" in page.text("//figcaption/p[2]")
    assert page.tree.xpath("//input[@name='q']/@value") == ["second wall"]


@pytest.mark.parametrize(
    ("asked", "speakers"),
    [
        ("q=ice&speaker=Carla+Reis", ["Carla Reis, a broker at the Northbay exchange"]),
        ("q=ice&since=2024-06", ["Carla Reis, a broker at the Northbay exchange"]),
        ("q=ice&until=2024-05", ["Bruno Baker, a fisherman from Northbay"]),
    ],
)
async def test_filters_narrow_a_search(client: aiohttp.ClientSession, asked: str, speakers: list[str]) -> None:
    """And stand in their fields again."""
    page = await read(client, f"/search?{asked}")
    assert page.texts("//figcaption/p[1]") == speakers
    assert page.tree.xpath("//details/@open") == [""]


async def test_a_speaker_that_two_people_may_be_is_a_choice(client: aiohttp.ClientSession) -> None:
    """Never a silent wrong hit; each choice is a link that asks again."""
    page = await read(client, "/search?q=ice&speaker=Reis")
    assert page.text("//p[@role='status']") == "2 people fit “Reis”. Which one do you mean?"
    (carla,) = page.links("//main//ul//a[contains(., 'Carla')]")
    assert (await read(client, urljoin("/search", carla))).texts("//figcaption/p[1]")[0].startswith("Carla Reis")


async def test_a_miss_offers_what_is_near(client: aiohttp.ClientSession) -> None:
    """With links that find something."""
    page = await read(client, "/search?q=second+wal+of+concrete")
    assert page.texts("//h2")[0] in {"0 excerpts", "1 excerpt"}
    miss = await read(client, "/search?q=lighthouse+keeper+strike")
    assert miss.status == 200
    assert "Nothing here fits “lighthouse keeper strike”." in miss.text("//p[@role='status']")


async def test_a_person_has_everything_that_is_known(client: aiohttp.ClientSession, knowledge: KnowledgeBase) -> None:
    """Names, affiliations with the article that states each, counts, and every quotation."""
    page = await read(client, f"/people/{await person(knowledge, 'Ana Reis')}")
    assert page.text("//h1") == "Ana Reis (罗安娜)"
    assert page.tree.xpath("//h1/bdi/@lang") == ["zh"]
    assert page.texts("//section[@aria-labelledby='as']//li") == ["the harbour master stated in The Harbour Stays Open"]
    assert page.texts("//blockquote") == [
        "“The harbour will stay open all winter”",
        "“We have never closed, and we never will”",
        f"“{WALL}”",
    ]


async def test_a_persons_words_can_be_narrowed_to_a_topic(
    client: aiohttp.ClientSession, knowledge: KnowledgeBase
) -> None:
    """Or said to be silent on it."""
    at = f"/people/{await person(knowledge, 'Emil Stone')}"
    assert (await read(client, f"{at}?q=rope")).texts("//blockquote") == ["“Rope remembers every knot it was tied in”"]
    assert "nothing of it fits" in (await read(client, f"{at}?q=radar")).text("//p[@role='status']")


async def test_who_is_only_mentioned_is_said_to_be(client: aiohttp.ClientSession, knowledge: KnowledgeBase) -> None:
    """With the way to where they come up."""
    page = await read(client, f"/people/{await person(knowledge, 'Dora Finch')}")
    assert "is not quoted in any of them" in page.text("//section[@aria-labelledby='said']/p")


async def test_people_are_listed_and_looked_up(client: aiohttp.ClientSession) -> None:
    """Most quoted first, or by name; with a name, those whom it fits, or who are near."""
    names = "//ul[@class='list']//p[@class='who']"
    assert (await read(client, "/people")).texts(names)[0] == "Emil Stone"
    assert (await read(client, "/people?order=name")).texts(names) == [
        "Ana Reis (罗安娜)",
        "Bruno Baker",
        "Carla Reis",
        "Emil Stone",
    ]
    assert set((await read(client, "/people?name=Reis")).texts(names)) == {"Ana Reis (罗安娜)", "Carla Reis"}
    near = await read(client, "/people?name=Brunoo+Bakker")
    assert near.texts(names) == ["Bruno Baker"]


async def test_articles_are_listed_and_looked_up(client: aiohttp.ClientSession) -> None:
    """The newest first; with words, those that they fit."""
    names = "//ul[@class='list']//p[@class='who']"
    assert len((await read(client, "/articles")).texts(names)) == 3
    assert (await read(client, "/articles?name=fish")).texts(names) == ["Fish Prices Double"]


async def test_an_article_shows_its_quotations_and_not_its_text(
    client: aiohttp.ClientSession, knowledge: KnowledgeBase
) -> None:
    """Whole articles may be somebody else's property."""
    page = await read(client, f"/articles/{await article(knowledge, 'harbour.md')}")
    assert page.text("//h1") == "The Harbour Stays Open"
    assert "Ana Reis (罗安娜) 3 quotations" in page.texts("//section[@aria-labelledby='who']//li")
    assert len(page.texts("//blockquote")) == 5
    assert "lighthouse lamps" not in page.source


async def test_where_the_operator_says_so_an_article_shows_all_its_text(
    open_client: aiohttp.ClientSession, knowledge: KnowledgeBase
) -> None:
    """Each quotation in it marked and leading to its page."""
    at = f"/articles/{await article(knowledge, 'harbour.md')}"
    page = await read(open_client, at)
    assert "lighthouse lamps" in page.source
    assert page.texts("//h3") == ["The other side"]
    assert WALL in page.texts("//mark")
    assert [urljoin(at, link) for link in page.links("//mark[contains(., 'second wall')]/a")] == [
        f"/quotations/{await quotation(knowledge, WALL)}"
    ]


async def test_a_digest_names_its_original(client: aiohttp.ClientSession, knowledge: KnowledgeBase) -> None:
    """And links to it."""
    page = await read(client, f"/quotations/{await quotation(knowledge, 'tide keeps its own books')}")
    assert page.text("//p[@class='source']").startswith("reported in Mara Original, “Voices From the Coast”")
    assert page.links("//a[@class='out']") == ["https://review.example/voices"]


async def test_the_authors_own_words_have_a_page_too(client: aiohttp.ClientSession) -> None:
    """A search shows them where no quotation fits, and says whose they are."""
    found = await read(client, "/search?q=lighthouse+lamps+go+out+one+after+another")
    (on,) = found.links("//p[@class='on']/a[contains(@href, 'quotations')]")
    page = await read(client, urljoin("/search", on))
    assert page.status == 200
    assert dict(zip(page.texts("//dt"), page.texts("//dd"), strict=True))["Reported as"] == "the author’s words"


async def test_every_link_of_every_page_leads_somewhere(client: aiohttp.ClientSession) -> None:
    """Followed from the first page until nothing new comes: no dead end."""
    seen: set[str] = set()
    left = ["/"]
    while left:
        at = left.pop()
        page = await read(client, at)
        assert page.status == 200, at
        seen.add(at)
        if "html" not in page.headers["Content-Type"] or "lang=" in at:
            continue
        for link in page.links():
            there = urljoin(at, link).partition("#")[0]
            if not there.startswith("http") and there not in seen and there not in left:
                left.append(there)
    assert len(seen) > 60


async def test_more_on_the_same_is_shown(client: aiohttp.ClientSession, knowledge: KnowledgeBase) -> None:
    """Beside the quotation it is more of."""
    name = await quotation(knowledge, "Buyers pay for the ice")
    page = await read(client, f"/quotations/{name}/related")
    assert page.text("//h1") == "More on this"
    total, matches = await knowledge.related(name)
    assert page.text("//h2") == f"{total} quotation{'' if total == 1 else 's'}"
    assert [each.strip("“”") for each in page.texts("//ol//blockquote")] == [match.excerpt.text for match in matches]
