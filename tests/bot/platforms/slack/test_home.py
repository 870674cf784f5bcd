"""The Home is a valid view, whatever it shows."""

from __future__ import annotations

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.language import language_of
from bot.orders import Orders
from bot.platforms.slack.home import home
from bot.platforms.slack.orders import SEARCH, value
from bot.reply import Reply, Section
from tests.bot.platforms.slack.blockkit import view_complaints
from tests.bot.replies import REPLIES

LARGE = [HealthCheck.too_slow, HealthCheck.data_too_large]  # a reply is: few of them fit what is generated at once


@hypothesis_settings(max_examples=15, suppress_health_check=LARGE)
@given(st.lists(REPLIES, max_size=3), st.sampled_from(["en", "zh-CN", "ru"]))
def test_any_replies_make_a_valid_home(replies: list[Reply], locale: str) -> None:
    """Its blocks fit, and none is called like another."""
    assert view_complaints(home(replies, Orders(), language_of(locale))) == []


def test_the_home_asks_and_tells() -> None:
    """A field that asks once Enter is pressed, and below it what each reply says."""
    replies = [Reply(title=title, sections=(Section("Lines", ("one",)),)) for title in ("Status", "Reports")]
    view = home(replies, Orders(), language_of("en"))
    field, *others = view["blocks"]
    assert (field["element"]["action_id"], field["dispatch_action"]) == (SEARCH, True)
    assert [block["text"]["text"] for block in others if block["type"] == "header"] == ["Status", "Reports"]
    assert value({"type": "plain_text_input", "action_id": SEARCH, "value": "ice"}) == "ice"


def test_what_has_no_room_is_left_out_whole() -> None:
    """No reply is cut in the middle: what the first ones say stays."""
    long = Reply(title="Long", choices=(), note="x", sections=(Section("Lines", ("one",)),))
    view = home([long] * 40, Orders(), language_of("en"))
    assert view_complaints(view) == []
    assert len([block for block in view["blocks"] if block["type"] == "header"]) == 99 // 4
