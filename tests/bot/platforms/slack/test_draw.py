"""A reply drawn is one message that fits Slack, says who said it and where, and hides nothing it leaves out."""

from __future__ import annotations

from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings

from bot.orders import Orders
from bot.platforms.slack.draw import draw
from bot.platforms.slack.limits import ROOM
from bot.platforms.slack.rich import weight
from bot.reply import Choice, Outcome, Reply, Section
from tests.bot.platforms.slack.blockkit import complaints
from tests.bot.replies import REPLIES


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(REPLIES)
@example(Reply(Outcome.AMBIGUOUS))
@example(Reply(title="", note="", sections=(Section("", ("",)),), choices=(Choice("", "", "", {}),)))
def test_any_reply_drawn_is_valid_block_kit(reply: Reply) -> None:
    """Whatever stands in a reply, Slack takes the message."""
    message = draw(reply, Orders(), private=True, shared_by="U0123456")
    assert complaints(message.blocks) == []
    assert weight(*message.blocks) <= ROOM
    assert 0 < len(message.text) < 4000
