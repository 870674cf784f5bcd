"""Escaping survives any text: it shows the same signs, and none of them acts."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.discord.escape import address, bracketless, clean, escaped, inline, plain
from tests.bot.platforms.discord.hostile import TEXT

ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")  # how Discord reads a backslash


def shown(markdown: str) -> str:
    """What stands on the screen for a line of escaped markdown."""
    return ESCAPE.sub(r"\1", markdown)


@given(TEXT)
def test_the_same_signs_are_shown(text: str) -> None:
    """What Discord shows for the escaped line is the line."""
    assert shown(escaped(plain(text))) == plain(text)


@given(TEXT)
def test_no_sign_acts(text: str) -> None:
    """Taking away all escapes leaves nothing that formats, links, mentions or invites."""
    bare = ESCAPE.sub("\0", escaped(plain(text)))
    assert not re.search(r"[\\*_~`|\[\]<>@]|://|^[-+#]|^\d+[.)]\s|[^\W\d_]\.[^\W\d_]", bare)


@given(TEXT)
def test_cleaning_leaves_nothing_hidden(text: str) -> None:
    """No control character, no bidirectional override, and nothing left to clean."""
    cleaned = clean(text)
    assert not [c for c in cleaned if unicodedata.category(c) in {"Cc", "Cs"} and c != "\n"]
    assert not set(cleaned) & set("\u200b\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("@everyone", "\\@everyone"),
        ("<@4444> and <#1>", "\\<\\@4444\\> and \\<#1\\>"),
        ("https://discord.gg/abc", "https\\://discord\\.gg/abc"),
        ("discord.gg/abc", "discord\\.gg/abc"),
        ("**bold** _it_ ||spoiler||", "\\*\\*bold\\*\\* \\_it\\_ \\|\\|spoiler\\|\\|"),
        ("# heading", "\\# heading"),
        ("-# small", "\\-# small"),
        ("1. one", "1\\. one"),
        ("[a](b)", "\\[a\\](b)"),
        ("U.S. policy in 3.5 years.", "U\\.S. policy in 3.5 years."),
        ("“Plain words,” she said: yes!", "“Plain words,” she said: yes!"),
    ],
)
def test_what_acts_is_escaped_and_nothing_else(text: str, markdown: str) -> None:
    """Each kind of sign that Discord would act on, and ordinary prose untouched."""
    assert inline(text) == markdown


def test_hidden_signs_are_taken_out() -> None:
    """Zero-width signs and overrides in Latin text are nobody's spelling."""
    assert inline("a\u200bb\u202ec\u200dd\ufeff\u2067e") == "abcde"


@pytest.mark.parametrize("word", ["می\u200cخواهم", "क\u094d\u200dष", "👩\u200d🔬"])
def test_joiners_that_spell_are_kept(word: str) -> None:
    """Persian, Hindi and composed emoji need them."""
    assert clean(word) == word


def test_right_to_left_words_stay_where_they_are() -> None:
    """They are shut off, so that they cannot reorder the citation around them."""
    assert inline("حسن") == "\u2068حسن\u2069"


@given(st.from_regex(r"https?://\S{0,40}", fullmatch=True) | TEXT)
def test_an_address_cannot_end_its_link(url: str) -> None:
    """Nothing in it closes the bracket, or stands outside it."""
    assert not re.search(r"[\s()<>\\]", address(url))


def test_a_label_cannot_end_its_link() -> None:
    """Brackets in a headline are drawn as their wide twins."""
    assert inline(bracketless("[Updated] Talks")) == "［Updated］ Talks"
