"""The corpus that ships: it reads without complaint, names its originals, and every word has its right speaker."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.config import SHIPPED_ARTICLES
from knowledge.extract import extract
from knowledge.formats import read
from tests.knowledge.corpus_gold import GOLD

if TYPE_CHECKING:
    from knowledge.model import Article, Findings, Quotation

FILES = sorted(path.name for path in SHIPPED_ARTICLES.glob("*.md") if path.name != "README.md")
MARKED = re.compile("“([^”]*)”")
LONGEST_QUOTATION = 12
LONGEST_TERM = 2


@pytest.fixture(scope="module", params=FILES)
def article(request: pytest.FixtureRequest) -> Article:
    """Each digest in turn."""
    return read(SHIPPED_ARTICLES / request.param, SHIPPED_ARTICLES)


@pytest.fixture(scope="module")
def findings(article: Article) -> Findings:
    """What is found in it."""
    return extract(article)


def test_the_gold_speaks_of_every_digest() -> None:
    """A digest that nobody has checked does not ship."""
    assert sorted(GOLD) == FILES


def test_a_digest_states_all_that_a_citation_needs(article: Article) -> None:
    """No warning, and headline, author, outlet, date and language are there, and the original's headline and author."""
    assert article.warnings == ()
    assert article.authors == ("Dragoman",)
    assert (article.outlet, article.published, article.language) == ("Dragoman digests", "2026-11-21", "en")
    assert article.original is not None
    assert article.original.headline
    assert article.original.authors
    assert article.original.outlet


def test_a_digest_quotes_in_short_phrases(article: Article) -> None:
    """People's own words are quoted at most twelve at a time."""
    phrases = MARKED.findall(article.body)
    assert phrases
    assert [phrase for phrase in phrases if len(re.findall(r"[\w’]+", phrase)) > LONGEST_QUOTATION] == []


def test_the_gold_matches_the_digest(article: Article) -> None:
    """Every passage and every marked phrase that the gold names stands in the digest."""
    for opening, speakers in GOLD[article.file].items():
        passage = _passage(article, opening)
        assert [words for said in speakers.values() for words in said if f"“{words}" not in passage] == []


def test_nobody_is_given_words_that_are_not_theirs(article: Article, findings: Findings) -> None:
    """Each quotation's speaker is one of those who speak in its passage; unattributed would be honest."""
    assert [
        _told(article, findings, each) for each in findings.quotations if not _allowed(article, findings, each)
    ] == []


def test_marked_words_have_their_speaker(article: Article, findings: Findings) -> None:
    """Every phrase in quotation marks is found, under the name of the one who said it.

    One or two words may be taken for a term: “proactive”, “dear friend”.
    """
    missed = []
    for opening, speakers in GOLD[article.file].items():
        for name, said in speakers.items():
            for words in (each for each in said if len(each.split()) > LONGEST_TERM):
                found = [each for each in _in_passage(article, findings, opening) if _holds(article, each, words)]
                if not any(_speaker(findings, each) in _names(name) for each in found):
                    missed.append((words, name, [_told(article, findings, each) for each in found]))
    assert missed == []


def _passage(article: Article, opening: str) -> str:
    texts = [passage.span.of(article.body) for passage in article.passages]
    return next(text for text in texts if text.startswith(opening))


def _in_passage(article: Article, findings: Findings, opening: str) -> list[Quotation]:
    return [
        each for each in findings.quotations if article.passages[each.passage].span.of(article.body).startswith(opening)
    ]


def _allowed(article: Article, findings: Findings, quotation: Quotation) -> bool:
    name = _speaker(findings, quotation)
    text = article.passages[quotation.passage].span.of(article.body)
    speakers = next((names for opening, names in GOLD[article.file].items() if text.startswith(opening)), {})
    return name is None or any(name in _names(names) for names in speakers)


def _holds(article: Article, quotation: Quotation, words: str) -> bool:
    return words in quotation.text(article.body) or any(words in span.of(article.body) for span in quotation.spans)


def _speaker(findings: Findings, quotation: Quotation) -> str | None:
    index = quotation.attribution.speaker
    return None if index is None else re.sub(r"^(the|an?) ", "", findings.people[index].name.casefold())


def _names(names: str) -> list[str]:
    return [name.casefold() for name in names.split("|")]


def _told(article: Article, findings: Findings, quotation: Quotation) -> str:
    return f"{_speaker(findings, quotation)}: {quotation.text(article.body)[:80]}"
