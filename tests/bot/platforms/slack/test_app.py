"""The Slack platform as its users meet it: a real Bolt app against a local Slack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bot.platforms.slack.running import REFUSE, REPEAT, on_slack, settings, table

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.platforms.slack.server import Server


async def test_a_slash_command_is_acknowledged_and_answered(server: Server, tmp_path: Path) -> None:
    """The acknowledgement says nothing; the answer follows, for the asker alone."""
    async with on_slack(server, table(REPEAT), settings(server, tmp_path)):
        asked = await server.ask("/repeat", "hello more:again")
        assert await server.acknowledged(asked) is None
        shown = await server.answer(asked)
    assert (shown.text, shown.only) == ("/repeat\nasked: text=hello, more=again", "U0ASKER")
