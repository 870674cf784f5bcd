"""Any reply at all, for the law that whatever is drawn fits."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from bot.command import Request
from bot.reply import Attachment, Choice, Group, Outcome, Reply, Section, Way
from knowledge import (
    ArticleSummary,
    Citation,
    Context,
    Counts,
    Excerpt,
    Kind,
    Match,
    Original,
    Person,
    Profile,
    Span,
    StatedAffiliation,
)
from tests.bot.hostile import TEXT

MAYBE = st.none() | TEXT
MANY = st.integers(0, 10**9)
URLS = st.none() | TEXT.map("https://".__add__) | TEXT
SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 400), st.integers(0, 90))

ORIGINALS = st.builds(Original, TEXT, st.lists(TEXT, max_size=3).map(tuple), MAYBE, MAYBE, URLS)
CITATIONS = st.builds(
    Citation,
    TEXT,
    TEXT,
    TEXT,
    st.lists(TEXT, max_size=3).map(tuple),
    MAYBE,
    MAYBE | st.just("2023-05-30"),
    URLS,
    st.none() | ORIGINALS,
)
PEOPLE = st.builds(Person, TEXT, TEXT, MAYBE, st.lists(TEXT, max_size=5).map(tuple), st.booleans(), st.booleans())
COUNTS = st.builds(Counts, MANY, MANY, MANY)
EXCERPTS = st.builds(
    Excerpt,
    TEXT,
    TEXT,
    CITATIONS,
    st.none() | st.sampled_from(Kind),
    st.none() | PEOPLE,
    MAYBE,
    MAYBE,
    MAYBE,
    MAYBE,
    MAYBE,
    also=st.lists(CITATIONS, max_size=5).map(tuple),
)
MARKED = st.lists(SPANS, max_size=4).map(lambda spans: tuple(sorted(spans)))
MATCHES = st.builds(Match, EXCERPTS, st.floats(0, 100), MARKED)
PROFILES = st.builds(
    Profile,
    PEOPLE,
    st.lists(st.builds(StatedAffiliation, TEXT, CITATIONS, SPANS), max_size=4).map(tuple),
    COUNTS,
    st.lists(st.tuples(CITATIONS, COUNTS), max_size=4).map(tuple),
)
ARTICLES = st.builds(
    ArticleSummary,
    CITATIONS,
    MANY,
    COUNTS,
    st.lists(st.tuples(PEOPLE, MANY), max_size=6).map(tuple),
    st.lists(TEXT, max_size=3).map(tuple),
)
CONTEXTS = st.lists(EXCERPTS, min_size=1, max_size=5).flatmap(
    lambda passages: st.builds(Context, EXCERPTS, st.just(tuple(passages)), st.integers(0, len(passages) - 1), MARKED)
)
VALUES = st.dictionaries(TEXT | st.just("page"), TEXT | st.just("2"), max_size=3)
CHOICES = st.builds(Choice, TEXT, TEXT, TEXT, VALUES, st.sampled_from(Way), st.just("") | TEXT)
GROUPS = st.builds(Group, TEXT, st.lists(MATCHES, max_size=2).map(tuple), MAYBE)
REQUESTS = st.builds(Request, TEXT, VALUES, locale=st.sampled_from(["en-US", "zh-CN", "ru", "xx"]))

REPLIES = st.builds(
    Reply,
    outcome=st.sampled_from(Outcome),
    title=MAYBE,
    note=MAYBE,
    profiles=st.lists(PROFILES, max_size=3).map(tuple),
    articles=st.lists(ARTICLES, max_size=3).map(tuple),
    context=st.none() | CONTEXTS,
    matches=st.lists(MATCHES, max_size=3).map(tuple),
    total=MANY,
    before=MANY,
    skipped=st.integers(0, 300),
    until=st.none() | st.integers(0, 2**32).map(lambda seconds: dt.datetime.fromtimestamp(seconds, dt.UTC)),
    groups=st.lists(GROUPS, max_size=2).map(tuple),
    sections=st.lists(st.builds(Section, TEXT, st.lists(TEXT, max_size=8).map(tuple), st.booleans()), max_size=3).map(
        tuple
    ),
    choices=st.lists(CHOICES, max_size=30).map(tuple),
    question=MAYBE,
    attached=st.none() | st.builds(Attachment, st.just("list.toml"), TEXT),
    private=st.booleans(),
    asked=st.none() | REQUESTS,
    site=st.none() | st.sampled_from(["https://quotes.example.org", "https://" + "q" * 192]),
)
