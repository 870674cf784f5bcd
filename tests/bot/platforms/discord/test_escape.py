"""Escaping survives any text: it shows the same signs, and none of them acts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from bot.cleaning import plain
from bot.platforms.discord.escape import bracketless, escaped, inline
from tests.bot.hostile import TEXT

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


def test_right_to_left_words_stay_where_they_are() -> None:
    """They are shut off, so that they cannot reorder the citation around them."""
    assert inline("حسن") == "\u2068حسن\u2069"


def test_a_label_cannot_end_its_link() -> None:
    """Brackets in a headline are drawn as their wide twins."""
    assert inline(bracketless("[Updated] Talks")) == "［Updated］ Talks"
