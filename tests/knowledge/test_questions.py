"""Who is found by what name, which words by what phrase, and which article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from knowledge import Kind, KnowledgeBase, pool
from tests.knowledge.fakes import FAKE, texts, write

if TYPE_CHECKING:
    from pathlib import Path


async def one(base: KnowledgeBase, name: str) -> str:
    """The id of the one person of that name."""
    (profile,) = (await base.people(name)).profiles
    return profile.person.id


# ---------------------------------------------------------------------------------------------------- people


async def test_a_name_gives_the_person_with_all_that_is_known(base: KnowledgeBase) -> None:
    """Affiliations with the article that states them, and counts article by article."""
    (profile,) = (await base.people("Ann Lee")).profiles
    assert (profile.person.name, profile.person.native_name) == ("Ann Lee", "李安")
    assert [(each.text, each.citation.file) for each in profile.affiliations] == [
        ("chair of the exchange", "market.txt"),
        ("the harbour master", "harbour.txt"),
    ]
    assert (profile.counts.direct, profile.counts.mixed, profile.counts.indirect) == (2, 1, 0)
    assert [(citation.file, counts.total) for citation, counts in profile.per_article] == [
        ("harbour.txt", 2),
        ("market.txt", 1),
    ]


async def test_of_many_articles_a_profile_has_those_that_quote_the_person_most(tmp_path: Path) -> None:
    """Fifty of them; among equals the newest, and the count over all stays whole."""
    for n in range(60):
        words = "Ann Lee said: “One.” Ann Lee said: “Two.”" if n == 3 else f"Ann Lee, keeper {n}, said: “Word {n}.”"
        write(tmp_path / "articles", f"{n:02}.txt", words, date=f"2024-01-01T{n:02}")
    async with await KnowledgeBase.open([tmp_path / "articles"], tmp_path, pipeline=FAKE) as base:
        (profile,) = (await base.people("Ann Lee")).profiles
    assert (profile.counts.total, len(profile.per_article)) == (61, 50)
    assert [citation.file for citation, _ in profile.per_article[:3]] == ["03.txt", "59.txt", "58.txt"]
    assert profile.affiliations[0].text == "keeper 59"


async def test_a_surname_that_several_have_gives_them_all(base: KnowledgeBase) -> None:
    """The asker chooses."""
    found = await base.people("Lee")
    assert [profile.person.name for profile in found.profiles] == ["Ann Lee", "Bo Lee"]


async def test_an_id_is_taken_for_a_name(base: KnowledgeBase) -> None:
    """Buttons carry ids; an id that no longer is gives nobody."""
    person = await one(base, "Bo Lee")
    assert [profile.person.id for profile in (await base.people(person)).profiles] == [person]
    assert (await base.people("paaaaaaaaaa")).profiles == ()
    profile = await base.profile(person)
    assert profile is not None
    assert profile.person.name == "Bo Lee"
    assert await base.profile("paaaaaaaaaa") is None


async def test_names_are_completed_cheaply(base: KnowledgeBase) -> None:
    """With their counts; with nothing typed yet, the most quoted first."""
    assert [(p.person.name, p.counts.total) for p in await base.complete_people("cy")] == [("Cy Ode", 2)]
    assert [p.person.name for p in await base.complete_people(" ")] == ["Ann Lee", "Cy Ode", "Bo Lee"]


async def test_everyone_has_those_who_are_quoted_most_quoted_first(base: KnowledgeBase) -> None:
    """Page by page."""
    total, first = await base.everyone(limit=2)
    _, rest = await base.everyone(limit=2, offset=2)
    names = [profile.person.name for profile in (*first, *rest)]
    assert (total, names) == (3, ["Ann Lee", "Cy Ode", "Bo Lee"])


# ----------------------------------------------------------------------------------------------------- words


async def test_what_a_person_said_stands_in_the_order_of_articles_and_places(base: KnowledgeBase) -> None:
    """The newest article first; page by page."""
    person = await one(base, "Ann Lee")
    total, matches = await base.said_by(person)
    assert (total, texts(matches)) == (
        3,
        ["Fish costs twice what it did", "The breakwater holds for another winter", "no ship was lost"],
    )
    assert {match.score for match in matches} == {100.0}
    assert texts((await base.said_by(person, limit=1, offset=1))[1]) == ["The breakwater holds for another winter"]


async def test_a_topic_narrows_what_a_person_said(base: KnowledgeBase) -> None:
    """To nothing where it does not fit."""
    person = await one(base, "Ann Lee")
    total, matches = await base.said_by(person, "breakwater")
    assert (total, texts(matches)) == (1, ["The breakwater holds for another winter"])
    assert await base.said_by(person, "zeppelin") == (0, ())
    assert await base.said_by("paaaaaaaaaa") == (0, ())


async def test_a_phrase_finds_direct_words_before_retold_ones(base: KnowledgeBase) -> None:
    """Where they match equally."""
    total, matches = await base.quotations("the breakwater holds", article="undated.txt")
    assert (total, [match.excerpt.kind for match in matches]) == (2, [Kind.DIRECT, Kind.INDIRECT])


async def test_an_excerpt_carries_its_attribution_and_citation(base: KnowledgeBase) -> None:
    """And its places, in parallel, in the body and in the file."""
    _, (match, *_) = await base.quotations("breakwater another winter")
    excerpt = match.excerpt
    assert excerpt.text == "The breakwater holds for another winter"
    assert excerpt.speaker is not None
    assert (excerpt.speaker.name, excerpt.affiliation, excerpt.cue) == ("Ann Lee", "the harbour master", "said")
    citation = excerpt.citation
    assert (citation.headline, citation.published) == ("The harbour stays open", "2024-05-17")
    assert [len(span) for span in excerpt.spans] == [len(span) for span in excerpt.source_spans] == [20, 18]
    assert [span.of(excerpt.text) for span in match.marked]


async def test_a_passage_answers_where_no_quotation_does(base: KnowledgeBase) -> None:
    """As the author's words: no kind, no speaker."""
    _, (match, *_) = await base.quotations("counted the gulls on the north mole")
    assert (match.excerpt.kind, match.excerpt.speaker) == (None, None)
    assert match.excerpt.text.startswith("Nobody had counted the gulls")


async def test_a_passage_is_not_shown_for_the_quotation_in_it(base: KnowledgeBase) -> None:
    """Nor when a kind or a speaker is asked for."""
    _, matches = await base.quotations("Fish costs twice what it did")
    assert [match.excerpt.kind for match in matches] == [Kind.DIRECT]
    assert await base.quotations("counted the gulls on the north mole", kind=Kind.DIRECT) == (0, ())
    assert await base.quotations("counted the gulls on the north mole", speaker="Ann Lee") == (0, ())


async def test_filters_take_names_and_ids(base: KnowledgeBase) -> None:
    """A name that nobody has finds nothing."""
    for speaker in ("Cy Ode", await one(base, "Cy Ode")):
        total, matches = await base.quotations("breakwater holds", speaker=speaker)
        assert total == 2
        assert {match.excerpt.speaker and match.excerpt.speaker.name for match in matches} == {"Cy Ode"}
    (summary,) = (await base.articles("market.txt")).articles
    for article in ("Fish prices double", summary.citation.article):
        assert texts((await base.quotations("the ice decides", article=article))[1]) == ["The ice decides everything"]
    assert await base.quotations("breakwater", speaker="Xyzzy Plugh") == (0, ())
    assert await base.quotations("breakwater", article="xyzzy") == (0, ())


async def test_what_is_near_a_phrase_that_nobody_said_is_offered(base: KnowledgeBase) -> None:
    """Quotations with a part of it, where nothing matches; nothing beside an answer."""
    phrase = "breakwater holds pizza margherita"
    assert await base.quotations(phrase) == (0, ())
    assert any("breakwater" in match.excerpt.text for match in await base.near_quotations(phrase))
    assert await base.near_quotations("breakwater holds") == ()


async def test_quotations_come_page_by_page(base: KnowledgeBase) -> None:
    """Nothing twice, nothing left out."""
    total, every = await base.quotations("breakwater holds", limit=50)
    pages = [(await base.quotations("breakwater holds", limit=1, offset=n))[1] for n in range(total)]
    assert [page[0] for page in pages] == list(every)
    assert total >= 3


@pytest.mark.parametrize(
    "question",
    [
        "",
        " ",
        "?",
        "'; DROP TABLE articles; --",
        '"',
        "*",
        "NEAR(a b)",
        "a AND",
        "🙂",
        "\u202eabc",
        "x" * 10_000,
        "\0",
        "\ud800",
    ],
)
async def test_any_question_gets_an_answer(base: KnowledgeBase, question: str) -> None:
    """Whatever is typed, at every door."""
    await base.people(question)
    await base.complete_people(question)
    await base.quotations(question)
    await base.quotations("breakwater", speaker=question, article=question)
    await base.said_by(question, question)
    await base.articles(question)
    await base.complete_articles(question)
    await base.complete_phrases(question)
    assert await base.excerpt(question) is None
    assert await base.context(question) is None
    assert await base.profile(question) is None


async def test_an_excerpt_is_found_by_its_id_among_its_neighbours(base: KnowledgeBase) -> None:
    """The passage it stands in is pointed out, and its words in that passage are marked."""
    _, (match, *_) = await base.quotations("the radar may fail")
    assert await base.excerpt(match.excerpt.id) == match.excerpt
    context = await base.context(match.excerpt.id)
    assert context is not None
    assert (len(context.passages), context.here) == (2, 1)
    passage = context.passages[context.here]
    assert [span.of(passage.text) for span in context.marked] == ["the radar may fail"]
    assert passage.kind is None
    alone = await base.context(passage.id, around=0)
    assert alone is not None
    assert (alone.passages, alone.here, alone.marked) == ((passage,), 0, (replace(alone.marked[0]),))
    assert alone.marked[0].of(passage.text) == passage.text


async def test_a_quotation_that_runs_over_passages_is_shown_with_all_of_them(corpus: Path, tmp_path: Path) -> None:
    """However few neighbours were asked for."""
    write(corpus, "long.txt", "Di Fox said: “the first half …\n… the second half”.\n\nAfter.")
    async with await KnowledgeBase.open([corpus], tmp_path / "other", pipeline=FAKE) as base:
        _, (match, *_) = await base.quotations("the first half the second half")
        context = await base.context(match.excerpt.id, around=0)
    assert context is not None
    assert len(context.passages) == 2
    assert context.here == 0


async def test_a_pool_is_filled_from_older_articles(base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stretch at a time, in the same order, and only as far as needed."""
    everything = await base.pool()
    monkeypatch.setattr(pool, "_FIRST_STRETCH", 1)
    for limit in range(1, len(everything) + 2):
        assert await base.pool(limit=limit) == everything[:limit]


async def test_a_pool_holds_what_may_be_shown(base: KnowledgeBase) -> None:
    """Only what has a speaker, newest article first; by topic, people and kinds, and without what was shown."""
    everything = await base.pool()
    assert everything
    assert all(match.excerpt.speaker for match in everything)
    dates = [match.excerpt.citation.published or "" for match in everything]
    assert dates == sorted(dates, reverse=True)
    ann, first = await one(base, "Ann Lee"), everything[0].excerpt
    assert {match.excerpt.speaker and match.excerpt.speaker.id for match in await base.pool(people=[ann])} == {ann}
    assert {match.excerpt.kind for match in await base.pool(kinds=[Kind.MIXED])} == {Kind.MIXED}
    assert texts(await base.pool(besides={first.id})) == texts(everything[1:])
    assert len(await base.pool(limit=1)) == 1
    on_it = await base.pool(first.text)
    assert on_it[0].excerpt == first
    assert first.id not in [match.excerpt.id for match in await base.pool(first.text, besides={first.id})]
    assert await base.pool("zeppelins", people=[ann], kinds=[Kind.DIRECT]) == ()


# -------------------------------------------------------------------------------------------------- articles


async def test_all_articles_newest_first_undated_last(base: KnowledgeBase) -> None:
    """With what was found in them."""
    articles = (await base.articles()).articles
    assert [each.citation.file for each in articles] == ["market.txt", "harbour.txt", "quiet.txt", "undated.txt"]
    market = articles[0]
    assert (market.passages, market.counts.total) == (2, 2)
    assert [(person.name, number) for person, number in market.speakers] == [("Ann Lee", 1)]


async def test_articles_by_name(base: KnowledgeBase) -> None:
    """Best and near, as with people."""
    assert [each.citation.file for each in (await base.articles("post")).articles] == ["market.txt", "harbour.txt"]
    assert [each.citation.file for each in (await base.articles("fish tripled")).near] == ["market.txt"]
    assert [each.citation.file for each in await base.complete_articles("fish pr")] == ["market.txt"]


async def test_stats_count_what_is_in_service(base: KnowledgeBase) -> None:
    """And say what made it."""
    stats = await base.stats()
    assert (stats.articles, stats.passages, stats.people, stats.set_aside) == (4, 7, 3, 0)
    assert (stats.quotations.direct, stats.quotations.mixed, stats.quotations.indirect) == (4, 1, 2)
    assert stats.extractor == "fake"
    assert stats.built_at.endswith("+00:00")
    assert base.report.stats == stats
