"""What Slack sends, read: whose it is and where, whatever else it holds."""

from __future__ import annotations

from hypothesis import given

from bot.platforms.slack.asking import Where, kept_place, plain_text, words_of
from bot.platforms.slack.seen import Seen
from bot.platforms.slack.spoken import escaped
from tests.bot.hostile import TEXT


@given(TEXT)
def test_what_was_escaped_is_read_as_it_was(text: str) -> None:
    """Slack escapes three signs, and no others."""
    assert plain_text(escaped(text)) == text.strip()


@given(TEXT, TEXT)
def test_a_place_travels_unchanged_for_who_kept_it(channel: str, url: str) -> None:
    """And is nobody else's."""
    where = Where("T1", "U1", channel, response_url=url)
    assert kept_place(where.kept(), "U1") == where
    assert kept_place(where.kept(), "U2") is None


@given(TEXT)
def test_what_was_never_kept_is_no_place(text: str) -> None:
    """A form may come back with anything."""
    assert kept_place(text, "U1") is None


@given(TEXT)
def test_any_message_can_be_read(text: str) -> None:
    """Its text, or what was attached to it."""
    assert words_of({"text": text}) == words_of({"text": "", "attachments": [{"text": text}]})


def test_what_came_before_is_known_for_a_while() -> None:
    """The newest ten thousand."""
    seen = Seen()
    assert [seen.before(name) for name in ("a", "b", "a", "", "")] == [False, False, True, False, False]
    for number in range(10_000):
        seen.before(str(number))
    assert [seen.before("b"), seen.before("9999")] == [False, True]
