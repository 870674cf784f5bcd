"""What goes into the store comes out of it, character by character."""

from __future__ import annotations

import asyncio
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import aiosqlite
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import store
from knowledge.ids import short_id
from knowledge.model import (
    Affiliation,
    Article,
    Attribution,
    Candidate,
    Findings,
    Gender,
    Kind,
    LocalPerson,
    Original,
    Passage,
    Person,
    Quotation,
    Segment,
    Span,
)

TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
MAYBE = st.none() | TEXT
TEXTS = st.lists(TEXT, max_size=3).map(tuple)


def spans(length: int) -> st.SearchStrategy[Span]:
    """Ranges of a body that long, none empty."""
    starts = st.integers(0, length - 1)
    return starts.flatmap(lambda start: st.integers(start + 1, length).map(lambda end: Span(start, end)))


@st.composite
def people(draw: st.DrawFn, length: int) -> LocalPerson:
    """Anybody."""
    return LocalPerson(
        name=draw(TEXT.filter(lambda name: name.strip() != "")),
        native_name=draw(MAYBE),
        aliases=draw(TEXTS),
        group=draw(st.booleans()),
        gender=draw(st.sampled_from(Gender)),
        affiliations=tuple(draw(st.lists(st.builds(Affiliation, TEXT, spans(length)), max_size=2))),
        mentions=tuple(draw(st.lists(spans(length), max_size=2))),
        author=draw(st.booleans()),
    )


@st.composite
def attributions(draw: st.DrawFn, length: int, number: int) -> Attribution:
    """To one of so many people, or to nobody."""
    candidates = st.builds(Candidate, st.integers(0, 9), st.none() | spans(length), st.floats(0, 1), TEXTS)
    return Attribution(
        speaker=draw(st.none() | st.integers(0, number - 1)) if number else None,
        mention=draw(st.none() | spans(length)),
        cue=draw(st.none() | spans(length)),
        via=draw(MAYBE),
        hearer=draw(MAYBE),
        occasion=draw(MAYBE),
        confidence=draw(st.floats(0, 1)),
        rule=draw(TEXT),
        candidates=tuple(draw(st.lists(candidates, max_size=2))),
    )


@st.composite
def wholes(draw: st.DrawFn) -> tuple[Article, Findings]:
    """An article cut into passages, each a segment of a source file, and anything that may be found in it."""
    paragraphs = draw(st.lists(TEXT, min_size=1, max_size=4))
    passages: list[Passage] = []
    segments: list[Segment] = []
    body = source = 0
    for paragraph in paragraphs:
        source += draw(st.integers(0, 5))
        passages.append(Passage(Span(body, body + len(paragraph)), draw(MAYBE)))
        segments.append(Segment(body, source, len(paragraph)))
        body += len(paragraph) + 2
        source += len(paragraph)
    whole = "\n\n".join(paragraphs)
    article = Article(
        id=short_id("a", draw(TEXT)),
        file=draw(TEXT),
        headline=draw(TEXT),
        body=whole,
        passages=tuple(passages),
        authors=draw(TEXTS),
        outlet=draw(MAYBE),
        published=draw(st.sampled_from([None, "2023", "2023-05", "2023-05-30"])),
        url=draw(MAYBE),
        language=draw(MAYBE),
        subtitle=draw(MAYBE),
        original=draw(st.none() | st.builds(Original, TEXT, TEXTS, MAYBE, MAYBE, MAYBE)),
        segments=tuple(segments) if draw(st.booleans()) else (),
        origins=tuple(draw(st.lists(st.tuples(TEXT, TEXT), max_size=2))),
        warnings=draw(TEXTS),
    )
    found = tuple(draw(st.lists(people(len(whole)), max_size=3)))
    some = st.lists(spans(len(whole)), min_size=1, max_size=3).map(tuple)
    said = attributions(len(whole), len(found))
    quotations = st.builds(Quotation, st.sampled_from(Kind), some, st.integers(0, len(passages) - 1), said)
    terms = tuple(draw(st.lists(spans(len(whole)), max_size=2)))
    return article, Findings(found, tuple(draw(st.lists(quotations, max_size=3))), terms)


def put(path: Path, article: Article, findings: Findings) -> list[Person]:
    """Store one article, everybody in it a person of their own."""
    persons = [
        Person(short_id("p", str(n)), person.name, person.native_name, person.aliases, person.group, person.author)
        for n, person in enumerate(findings.people)
    ]
    with closing(store.open_for_writing(path)) as db:
        store.create(db)
        store.add_article(db, store.prepare(article, findings))
        store.add_traces(db, article.id, 0, (), [(n, 1) for n in range(len(findings.quotations))])
        store.set_people(db, persons, {(article.id, n): person.id for n, person in enumerate(persons)})
        store.count_quoted(db)
        record = store.FileRecord("folder", article.file, "stamp", "hash", article.id, "body", kept=True)
        store.put_files(db, [record])
        store.put_meta(db, "pipeline", "extractor", "2026-01-01T00:00:00+00:00", store.Edited("none", "none"))
        assert store.fault(db) is None
    return persons


async def got(path: Path, name: str) -> store.Whole:
    """Read one article back."""
    async with aiosqlite.connect(store.reading_uri(path), uri=True) as db:
        whole = await store.whole(db, name)
        assert whole is not None
        for key in whole.ids:
            excerpt = await store.excerpt(db, key)
            assert excerpt is not None
            assert excerpt.id == key
            context = await store.context(db, key, 1)
            assert context is not None
            assert all(mark.end <= len(context.passages[context.here].text) for mark in context.marked)
        return whole


@settings(max_examples=60)
@given(wholes())
def test_an_article_comes_back_as_it_was(whole: tuple[Article, Findings]) -> None:
    """With everything that was found in it, and the right people behind its quotations."""
    article, findings = whole
    with TemporaryDirectory() as folder:
        path = Path(folder, "x.db")
        persons = put(path, article, findings)
        back = asyncio.run(got(path, article.id))
    assert (back.article, back.findings) == whole
    assert back.identities == tuple(person.id for person in persons)
    speakers = [quotation.attribution.speaker for quotation in findings.quotations]
    assert list(back.speakers) == [None if who is None else persons[who] for who in speakers]
    assert len(set(back.ids)) == len(findings.quotations)


ARTICLE = Article("a1", "a.txt", "H", "One two.\n\nThree.", (Passage(Span(0, 8)), Passage(Span(10, 16))))
ONE = Quotation(Kind.DIRECT, (Span(0, 3),), 0)


@pytest.mark.parametrize(
    ("article", "findings"),
    [
        (replace(ARTICLE, passages=()), Findings()),
        (replace(ARTICLE, body="One"), Findings()),
        (ARTICLE, Findings(terms=(Span(3, 99),))),
        (ARTICLE, Findings(quotations=(replace(ONE, spans=()),))),
        (ARTICLE, Findings(quotations=(replace(ONE, passage=2),))),
        (ARTICLE, Findings(quotations=(replace(ONE, attribution=Attribution(speaker=0)),))),
        (ARTICLE, Findings(people=(LocalPerson(" "),))),
        (replace(ARTICLE, headline="\udcff"), Findings()),
    ],
)
def test_what_breaks_the_laws_of_the_model_is_refused(article: Article, findings: Findings) -> None:
    """Before it comes near a database."""
    with pytest.raises(ValueError, match=r".+"):
        store.prepare(article, findings)


def test_places_in_the_source_are_kept_only_where_they_are_known(tmp_path: Path) -> None:
    """A quotation that markup parts has one piece for each of its places."""
    segments = (Segment(0, 5, 4), Segment(4, 13, 4), Segment(10, 30, 6))
    article = replace(ARTICLE, segments=segments)
    quotation = replace(ONE, spans=(Span(2, 7),))
    put(tmp_path / "x.db", article, Findings(quotations=(quotation,)))

    async def read() -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        async with aiosqlite.connect(store.reading_uri(tmp_path / "x.db"), uri=True) as db:
            whole = await store.whole(db, article.id)
            assert whole is not None
            excerpt = await store.excerpt(db, whole.ids[0])
            assert excerpt is not None
            return excerpt.spans, excerpt.source_spans

    assert asyncio.run(read()) == ((Span(2, 4), Span(4, 7)), (Span(7, 9), Span(13, 16)))


def test_a_fault_is_named(tmp_path: Path) -> None:
    """A base in which a quotation's speaker is nobody must not go into service."""
    put(tmp_path / "x.db", ARTICLE, Findings((LocalPerson("Ann"),), (replace(ONE, attribution=Attribution(0)),)))
    with closing(store.open_for_writing(tmp_path / "x.db")) as db:
        db.execute("UPDATE attributions SET speaker = NULL")
        assert store.fault(db) == "1 quotations whose speaker has no identity"
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("DELETE FROM persons")
        assert (store.fault(db) or "").endswith("points to nothing in persons")


def test_a_folder_with_odd_characters_can_be_opened(tmp_path: Path) -> None:
    """Question marks, percent signs and blanks mean something in the address of a database."""
    folder = tmp_path / "a b%20?mode=memory#é"
    folder.mkdir()
    put(folder / "x.db", ARTICLE, Findings())
    assert store.is_sound(folder / "x.db")
    assert store.files_of(folder / "x.db", "pipeline") is not None
