"""A reply drawn is one message that fits Slack, says who said it and where, and hides nothing it leaves out."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings

from bot.orders import Orders
from bot.platforms.slack.draw import draw
from bot.platforms.slack.limits import ROOM
from bot.platforms.slack.rich import weight
from bot.reply import Choice, Group, Outcome, Reply, Section
from knowledge import Context
from tests.bot.platforms.slack.blockkit import complaints
from tests.bot.replies import REPLIES
from tests.bot.values import DIRECT, MATCH, PASSAGE


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


@pytest.mark.parametrize(
    "reply",
    [
        Reply(matches=(MATCH,), total=1),
        Reply(groups=(Group("Ana", (MATCH,)),)),
        Reply(context=Context(DIRECT, (PASSAGE,), 0)),
    ],
)
def test_each_excerpt_leads_to_its_page_where_there_is_a_site(reply: Reply) -> None:
    """Below its citation; where there is none, nothing leads there."""
    there = {"type": "link", "url": "https://quotes.example.org/quotations/qdirect", "text": "read in context"}
    shown = json.dumps(draw(replace(reply, site="https://quotes.example.org"), Orders(), private=True).blocks)
    assert json.dumps(there) in shown
    assert "read in context" not in json.dumps(draw(reply, Orders(), private=True).blocks)
