"""Articles are found by what people call them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.catalogue import Catalogue
from knowledge.model import Citation, Original
from knowledge.search.normal import is_run

CITATIONS = [
    Citation("aaaaaaaaaaa", "news/thaw.md", "A thaw in the North", ("Ann Lee",), "The Harbour Post", "2024-02-01"),
    Citation(
        "abbbbbbbbbb",
        "digest.md",
        "What the harbour costs",
        ("Dragoman",),
        "Digests",
        "2023",
        original=Original("Paying for the piers", ("Bo Chen",), "Shipping Weekly"),
    ),
    Citation("acccccccccc", "notes/old.txt", "北方的解冻与港口", (), None, None),
    Citation("adddddddddd", "notes/frost.txt", "A frost in the South", (), "The Harbour Post", None),
]
CATALOGUE = Catalogue(CITATIONS)


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("aaaaaaaaaaa", "a"),
        ("news/thaw.md", "a"),
        ("THAW.md", "a"),
        ("a thaw in the north", "a"),
        ("thaw north", "a"),
        ("Thaaw", "a"),
        ("paying for the piers", "b"),
        ("shipping chen", "b"),
        ("解冻", "c"),
        ("harbour post", "ad"),
        ("harbour", "bad"),
        ("“Frost” — South!", "d"),
        ("2023", "b"),
        ("解凍 港口", "c"),
        ("harbuor pots", "ad"),
    ],
)
def test_finds_by_any_of_its_names(query: str, best: str) -> None:
    """Id, file, headline, original, outlet, author, year; words of the headline count most, then the order given."""
    assert [name[1] for name in CATALOGUE.find(query, 10).best] == list(best)


def test_with_only_some_of_the_words_an_article_is_near() -> None:
    """Never best."""
    found = CATALOGUE.find("thaw in the West", 10)
    assert found.best == ()
    assert found.near[0] == "aaaaaaaaaaa"


@pytest.mark.parametrize("query", ["", " ", "!?", "zzzzzz", "2027", "'; DROP TABLE articles; --", "🙂"])
def test_what_fits_nothing_finds_nothing(query: str) -> None:
    """And does no harm."""
    found = CATALOGUE.find(query, 10)
    assert (found.best, found.near) == ((), ())


@pytest.mark.parametrize(
    ("prefix", "names"),
    [
        ("", "abcd"),
        ("th", "abd"),
        ("a th", "ad"),
        ("what the ha", "b"),
        ("thaw no", "a"),
        ("dig", "b"),
        ("frozt", "d"),
        ("harbuor co", "b"),
        ("北方", "c"),
        ("解冻与", "c"),
        ("the harbour po", "ad"),
        ("A", "ad"),
    ],
)
def test_completes_what_has_been_typed(prefix: str, names: str) -> None:
    """The last word may be unfinished; a typo is forgiven where nothing else fits."""
    assert [name[1] for name in CATALOGUE.complete(prefix, 10)] == list(names)


def test_the_older_of_many_are_found_too() -> None:
    """By a rare word beside frequent ones, whole, misspelt or unfinished; by a headline before an outlet's name."""
    many = [
        Citation(f"a{n:010}", f"{n}.txt", f"The news of day {n}", ("Ann Lee",), "The Daily Harbour")
        for n in range(3_000)
    ]
    catalogue = Catalogue(
        [*many, Citation("b0000000000", "b.txt", "The harbour zoo", ("Ann Lee",), "The Daily Harbour")]
    )
    for query in ("the daily zoo", "harbour zoo", "hrabour zoo", "Ann Lee zoo", "harbour"):
        assert catalogue.find(query, 5).best[0] == "b0000000000"
    for prefix in ("the daily z", "the harbour", "harb", "daily harbour zo"):
        assert catalogue.complete(prefix, 5)[0] == "b0000000000"
    assert catalogue.find("the news of day 2999", 5).best == ("a0000002999",)
    assert catalogue.find("harbour whale zoo lee", 5).near[0] == "b0000000000"


@given(
    st.lists(st.lists(st.sampled_from("the news of a harbour 港口解冻".split()), max_size=5).map(" ".join), max_size=9)
)
def test_few_articles_are_all_looked_at(headlines: list[str]) -> None:
    """Whoever has all words is found, and nobody else; so with the last one unfinished."""
    catalogue = Catalogue([Citation(f"x{n:010}", f"{n}", headline) for n, headline in enumerate(headlines)])
    for query in ("the news", "harbour of", "解冻 a", "ha"):
        words = query.split()
        whole = [
            n for n, each in enumerate(headlines) if all(any(_has(w, known) for known in each.split()) for w in words)
        ]
        assert query in headlines or {int(a[1:]) for a in catalogue.find(query, 10).best} == set(whole)
        *done, last = words
        begun = {
            n
            for n, each in enumerate(headlines)
            if all(any(_has(word, known) for known in each.split()) for word in done)
            and any(known.startswith(last) for known in each.split())
        }
        assert {int(name[1:]) for name in catalogue.complete(query, 10)} == begun


def _has(word: str, known: str) -> bool:
    return word in known if is_run(word) else word == known


def test_words_that_many_articles_have_are_met_where_they_seldom_meet() -> None:
    """Names, runs of Chinese and beginnings, whatever is looked at first."""
    some = [Citation(f"a{n:010}", f"{n}.txt", f"中国第{n}号新闻", ("Bob Lee",)) for n in range(1_500)]
    others = [
        Citation(f"b{n:010}", f"{n}.md", f"The z{chr(97 + n % 26)}{n % 9}o", ("Ann Smith",)) for n in range(1_500)
    ]
    last = Citation("c0000000000", "c.txt", "中国与芬兰", ("Ann Lee",))
    catalogue = Catalogue([*some, *others, last])
    for query in ("Ann Lee", "中国 芬兰", "中国 ann", "中国与"):
        assert catalogue.find(query, 5).best == (last.article,)
        assert catalogue.complete(query, 5) == (last.article,)
    assert len(catalogue.complete("the z", 5)) == 5
    assert catalogue.complete("lee 中国第14", 3) == tuple(some[n].article for n in (14, 140, 141))


def test_a_finished_word_comes_before_one_that_goes_on() -> None:
    """Though others have it in the headline, and are newer; a slip is no more than a letter, or two in a long word."""
    some = [Citation(f"a{n:010}", f"{n}.txt", f"Leeds on day {n}", ("Ann Shaw",)) for n in range(30)]
    catalogue = Catalogue([*some, Citation("b0000000000", "b.txt", "Rain", ("Ann Lee",))])
    assert catalogue.complete("ann lee", 5)[0] == "b0000000000"
    assert catalogue.find("Lodes", 5) == catalogue.find("zzzz", 5)


def test_no_more_than_asked_for() -> None:
    """Every way of finding keeps to the limit."""
    assert len(CATALOGUE.find("harbour", 2).best) == 2
    assert len(CATALOGUE.complete("", 3)) == 3
    assert len(CATALOGUE.all(1)) == 1


@given(st.text(max_size=400))
def test_any_question_has_an_answer(query: str) -> None:
    """Of known ids, each once."""
    known = {citation.article for citation in CITATIONS}
    found = CATALOGUE.find(query, 10)
    names = [*found.best, *found.near]
    assert set(names) <= known
    assert len(set(names)) == len(names)
    assert set(CATALOGUE.complete(query, 10)) <= known


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), min_size=1, max_size=8))
def test_every_article_is_found_by_its_id(headlines: list[str]) -> None:
    """Whatever its headline."""
    citations = [Citation(f"a{n:010}", f"{n}.txt", headline) for n, headline in enumerate(headlines)]
    catalogue = Catalogue(citations)
    for citation in citations:
        assert catalogue.find(citation.article, 5).best == (citation.article,)
