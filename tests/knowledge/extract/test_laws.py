"""What holds for every article, however strange: findings point into it, and depend on nothing else."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import unicodedata
from itertools import combinations, pairwise
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benchmarks.extraction import goldset
from knowledge.extract import VERSION, extract, unify
from knowledge.extract.fullnames import same_person
from knowledge.extract.marks import Region, find_regions
from knowledge.extract.roles import same_office
from knowledge.extract.tokens import tokenize
from knowledge.model import Affiliation, Article, Findings, Gender, Kind, LocalPerson, Span
from tests.knowledge.extract.any_text import ARTICLES, BOUNDED, MARKS, paragraphs
from tests.knowledge.extract.reading import article_of
from tests.places import ROOT


def known_as(person: LocalPerson) -> tuple[str, str | None, bool, Gender]:
    """What tells the people of one article apart: Mr Lee and Mrs Lee are two."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", person.name) if not unicodedata.combining(c))
    return " ".join(letters.casefold().split()), person.native_name, person.group, person.gender


def spans_of(findings: Findings) -> list[Span]:
    """Every span that findings hold."""
    given = [quotation.attribution for quotation in findings.quotations]
    return [
        *(span for quotation in findings.quotations for span in quotation.spans),
        *(span for one in given for span in (one.mention, one.cue) if span is not None),
        *(candidate.mention for one in given for candidate in one.candidates if candidate.mention is not None),
        *(span for person in findings.people for span in person.mentions),
        *(affiliation.span for person in findings.people for affiliation in person.affiliations),
        *findings.terms,
    ]


# ----------------------------------------------------------------------------------------------- one article


@BOUNDED
@given(ARTICLES)
@example(article_of())
@example(article_of(""))
@example(article_of("", "", ""))
def test_every_span_lies_inside_one_passage(article: Article) -> None:
    """Whatever findings point at has a character at least, all of them in one passage."""
    for span in spans_of(extract(article)):
        assert len(span) > 0
        assert sum(passage.span.contains(span) for passage in article.passages) == 1


@BOUNDED
@given(ARTICLES)
def test_the_spans_of_a_quotation_are_in_order_and_apart(article: Article) -> None:
    """A quotation has spans; they do not overlap, and the first stands in the passage that is named."""
    for quotation in extract(article).quotations:
        assert quotation.spans
        assert all(a.end <= b.start for a, b in pairwise(quotation.spans))
        assert article.passages[quotation.passage].span.contains(quotation.spans[0])


@BOUNDED
@given(ARTICLES)
def test_quotations_are_in_reading_order_and_no_two_are_the_same(article: Article) -> None:
    """Quotations are ordered by where they begin; the same words are never reported twice."""
    found = extract(article).quotations
    assert sorted(quotation.spans[0].start for quotation in found) == [q.spans[0].start for q in found]
    assert len({quotation.spans for quotation in found}) == len(found)


@BOUNDED
@given(ARTICLES)
def test_terms_are_no_quotations(article: Article) -> None:
    """Marked words are a term or a quotation, and no term stands in words reported as said with marks around them."""
    findings = extract(article)
    assert list(findings.terms) == sorted(set(findings.terms))
    direct = {span for quotation in findings.quotations if quotation.kind is Kind.DIRECT for span in quotation.spans}
    assert not direct & set(findings.terms)


@example(
    article_of("Ann Lee”Ann Lee”‘“‘ Wang Bo (王波)Ann LeeLee“Bo Lee", "“the pier was unsafe,” said She.", language="en")
)
@BOUNDED
@given(ARTICLES)
def test_attributions_point_at_people(article: Article) -> None:
    """A speaker is one of the people, and so is each candidate; confidence lies in 0..1, and nobody has none."""
    findings = extract(article)
    people = range(len(findings.people))
    for one in (quotation.attribution for quotation in findings.quotations):
        assert one.speaker is None or one.speaker in people
        assert all(candidate.person in people for candidate in one.candidates)
        assert 0 <= one.confidence <= 1
        assert (one.speaker is None) == (one.confidence == 0)


@BOUNDED
@given(ARTICLES)
def test_people_have_names_of_the_article(article: Article) -> None:
    """A person has a name and each alias once; affiliations and mentions are the article's words, in order."""
    for person in extract(article).people:
        assert person.name.strip()
        assert person.name not in person.aliases
        assert len(set(person.aliases)) == len(person.aliases)
        assert all(one.span.of(article.body).split() == one.text.split() for one in person.affiliations)
        assert list(person.mentions) == sorted(set(person.mentions))
        assert person.native_name is None or person.native_name in article.body


@BOUNDED
@given(ARTICLES)
def test_people_can_be_told_apart(article: Article) -> None:
    """No two people of an article have the same name and gender."""
    people = [known_as(person) for person in extract(article).people]
    assert len(set(people)) == len(people)


@BOUNDED
@given(ARTICLES)
def test_no_mention_is_of_two_people(article: Article) -> None:
    """A stretch of text refers to one person."""
    mentions = [span for person in extract(article).people for span in person.mentions]
    assert len(set(mentions)) == len(mentions)


@BOUNDED
@given(ARTICLES)
def test_extraction_is_deterministic(article: Article) -> None:
    """The same article gives the same findings, and they survive the way to another process."""
    findings = extract(article)
    assert extract(article) == findings
    assert pickle.loads(pickle.dumps(findings)) == findings  # noqa: S301 - our own bytes


@BOUNDED
@given(ARTICLES, ARTICLES)
def test_an_article_is_read_for_itself(article: Article, other: Article) -> None:
    """What was extracted before makes no difference."""
    findings = extract(article)
    extract(other)
    assert extract(article) == findings


READ_ALL = """
import hashlib, json, sys
from benchmarks.extraction import goldset
from knowledge.extract import extract
sheets = {sheet.file.name: sheet.article for sheet in goldset.sheets()}
for name in json.loads(sys.argv[1]):
    print(name, hashlib.sha256(repr(extract(sheets[name])).encode()).hexdigest())
"""


def digests(names: list[str], seed: str) -> dict[str, str]:
    """What a fresh process finds in labelled articles, read in this order, with this seed for its hashes."""
    command = [sys.executable, "-c", READ_ALL, json.dumps(names)]
    environ = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    return dict(line.split() for line in done.stdout.splitlines())


def test_no_process_differs() -> None:
    """Another process with other hashes, that reads the articles in another order, finds the same in each."""
    names = [sheet.file.name for sheet in goldset.sheets()]
    first = digests(names, "1")
    assert len(first) == len(names)
    assert digests(Random(7).sample(names, len(names)), "2") == first  # noqa: S311 - an order, not a secret


def test_the_extractor_states_its_version() -> None:
    """A knowledge base can tell whether the same extractor made it."""
    assert VERSION.strip()


# -------------------------------------------------------------------------------------------- all articles

WORDS = [
    "Zhao",
    "Huasheng",
    "Long",
    "Ann",
    "Lee",
    "B.",
    "Orde",
    "officials",
    "nearby",
    "O’Hara",
    "the",
    "É",
    "王",
    "\u0301",
]
FORMS = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join),
    st.text(min_size=1, max_size=8).filter(lambda name: bool(name.strip())),
)
PEOPLE = st.builds(
    LocalPerson,
    name=FORMS,
    native_name=st.sampled_from([None, None, "赵华胜", "赵隆"]),
    aliases=st.lists(FORMS, max_size=2).map(tuple),
    group=st.booleans(),
    gender=st.sampled_from(Gender),
    affiliations=st.just((Affiliation("a pilot", Span(0, 7)),)),
    author=st.booleans(),
)
MANY = st.dictionaries(
    st.text("abc", min_size=1, max_size=3),
    st.lists(PEOPLE, max_size=4, unique_by=lambda person: known_as(person)[:3]).map(
        lambda people: Findings(tuple(people))
    ),
    max_size=6,
)


@BOUNDED
@given(MANY, st.randoms(use_true_random=False))
def test_the_order_of_articles_makes_no_difference(articles: dict[str, Findings], random: Random) -> None:
    """People are the same whichever article came first."""
    names = list(articles)
    random.shuffle(names)
    assert unify({name: articles[name] for name in names}) == unify(articles)


@BOUNDED
@given(MANY)
@example({})
def test_everybody_is_somebody_once(articles: dict[str, Findings]) -> None:
    """Identities share out all the articles' people; nobody is left, nobody is in two."""
    everyone = [(name, index) for name, findings in articles.items() for index in range(len(findings.people))]
    members = [member for identity in unify(articles) for member in identity.members]
    assert sorted(members) == sorted(everyone)
    assert all(identity.members for identity in unify(articles))


@BOUNDED
@given(MANY)
def test_identities_have_ids_of_their_own(articles: dict[str, Findings]) -> None:
    """No two identities have one id."""
    ids = [identity.person.id for identity in unify(articles)]
    assert len(set(ids)) == len(ids)


@BOUNDED
@given(MANY)
def test_an_identity_is_called_what_its_articles_call_it(articles: dict[str, Findings]) -> None:
    """Name, native name and aliases of an identity are its members'; two native names are two people."""
    for identity in unify(articles):
        members = [articles[name].people[index] for name, index in identity.members]
        person = identity.person
        assert person.name in {one.name for one in members}
        assert person.name not in person.aliases
        assert set(person.aliases) <= {form for one in members for form in (one.name, *one.aliases)}
        assert {one.native_name for one in members} - {None} == {person.native_name} - {None}
        assert {one.group for one in members} == {person.group}


# ----------------------------------------------------------------------------------------- marks and tokens


def regions_of(article: Article) -> tuple[Region, ...]:
    """The quotation marks of an article, paired."""
    return find_regions(article.body, [passage.span for passage in article.passages])


@BOUNDED
@given(ARTICLES)
def test_a_region_is_marks_around_words(article: Article) -> None:
    """A region lies in its passage and begins with a mark; one with an open end goes on to the end of the passage."""
    for region in regions_of(article):
        passage = article.passages[region.passage].span
        assert passage.contains(region.outer)
        assert region.outer.contains(region.inner)
        assert article.body[region.outer.start : region.inner.start] in MARKS
        assert (region.outer.end == region.inner.end == passage.end) or not region.open_end
        assert region.open_end or article.body[region.inner.end : region.outer.end] in MARKS


@BOUNDED
@given(ARTICLES)
def test_regions_nest(article: Article) -> None:
    """Two regions are apart or one holds the other; the outer comes first; depth counts what is around."""
    regions = regions_of(article)
    for first, second in combinations(regions, 2):
        assert first.outer.start < second.outer.start
        assert not first.outer.overlaps(second.outer) or first.inner.contains(second.outer)
    for region in regions:
        around = sum(other.inner.contains(region.outer) for other in regions)
        assert region.depth == around


@BOUNDED
@given(paragraphs(), st.text(max_size=5), st.text(max_size=5))
def test_tokens_lose_nothing_but_white_space(text: str, before: str, after: str) -> None:
    """Tokens are in order and apart, each is the text it stands for, and only white space lies between."""
    whole = before + text + after
    start, end = len(before), len(before) + len(text)
    tokens = tokenize(whole, start, end)
    assert all(whole[token.start : token.end] == token.text != "" for token in tokens)
    ends = [start, *(token.end for token in tokens)]
    starts = [*(token.start for token in tokens), end]
    assert all(a <= b for a, b in zip(ends, starts, strict=True))
    assert not any(whole[a:b].strip() for a, b in zip(ends, starts, strict=True))


NAME = st.lists(
    st.sampled_from(["ann", "anne", "a.", "lee", "b", "bill", "william", "orde", "jr"]), min_size=1, max_size=4
)


@given(NAME.map(tuple), NAME.map(tuple))
def test_whether_two_names_are_one_person_has_no_order(a: tuple[str, ...], b: tuple[str, ...]) -> None:
    """Everybody is themselves, and if A is B then B is A."""
    assert same_person(a, a)
    assert same_person(a, b) == same_person(b, a)


@given(st.text(max_size=40), st.text(max_size=40))
def test_offices_of_any_text_can_be_compared(a: str, b: str) -> None:
    """No text is too strange to be compared, and what names no office fits none."""
    assert same_office(a, b) in {True, False}
    assert not same_office("", b)


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\0", "“", "”", "'", '""', "“”", "‘’", "...", "\ufeff", "a"])
def test_an_article_of_next_to_nothing_quotes_nobody(text: str) -> None:
    """A character or two are no quotation."""
    assert extract(article_of(text, language="en")).quotations == ()
