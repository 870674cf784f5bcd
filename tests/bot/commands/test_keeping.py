"""`/report`, `/reports`, `/settings`: what readers doubt, and what a server decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.command import Request
from bot.reply import Outcome

if TYPE_CHECKING:
    from bot.dispatch import Dispatcher
    from bot.reply import Reply

HERE, ELSEWHERE = "discord:1", "discord:2"


async def ask(dispatcher: Dispatcher, command: str, *, place: str = HERE, admin: bool = True, **values: str) -> Reply:
    """The reply to somebody in a server."""
    asked = Request(command, values, platform="discord", asker="7", place=place, admin=admin)
    return await dispatcher.answer(asked)


async def doubt(dispatcher: Dispatcher, note: str = "Bruno said it.") -> str:
    """Report an excerpt, and say which."""
    excerpt = (await ask(dispatcher, "quote", phrase="second wall")).matches[0].excerpt
    reply = await ask(dispatcher, "report", id=excerpt.id, note=note, admin=False)
    assert (reply.outcome, reply.private) == (Outcome.FOUND, True)
    return excerpt.id


async def test_a_report_is_shown_to_admins_with_what_was_doubted(dispatcher: Dispatcher) -> None:
    """Words, speaker, headline, the doubt and who has it; with the ways to look and to settle."""
    name = await doubt(dispatcher)
    reply = await ask(dispatcher, "reports")
    shown = "\n".join(reply.sections[0].lines)
    for part in ("The breakwater is our second wall", "Ana Reis", "The Harbour Stays Open", "Bruno said it.", name):
        assert part in shown
    assert (reply.title, reply.private) == ("1 open report", True)
    look, settle = reply.choices
    assert (look.command, look.values) == ("source", {"id": name})
    settled = await ask(dispatcher, settle.command, settle=settle.values["settle"])
    assert (settled.title, settled.note) == ("0 open reports", "Report 1 is settled.")


async def test_reports_are_for_the_server_they_were_made_in(dispatcher: Dispatcher) -> None:
    """Another server's admin sees and settles none of them; the operator's console sees all."""
    await doubt(dispatcher)
    assert (await ask(dispatcher, "reports", place=ELSEWHERE)).title == "0 open reports"
    assert (await ask(dispatcher, "reports", place="")).title == "0 open reports"
    refused = await ask(dispatcher, "reports", place=ELSEWHERE, settle="1")
    assert (refused.outcome, refused.note) == (Outcome.ERROR, "There is no open report “1” here.")
    assert (await dispatcher.answer(Request("reports", admin=True))).title == "1 open report"


@pytest.mark.parametrize("number", ["0", "99", "x", "9" * 30, "-1"])
async def test_what_is_no_open_report_cannot_be_settled(dispatcher: Dispatcher, number: str) -> None:
    """And is told so."""
    assert (await ask(dispatcher, "reports", settle=number)).outcome is Outcome.ERROR


@pytest.mark.parametrize("command", ["reports", "settings"])
async def test_commands_for_admins_are_refused_to_others(dispatcher: Dispatcher, command: str) -> None:
    """Whatever the platform shows them; help does not name them either."""
    refused = await ask(dispatcher, command, admin=False)
    assert (refused.outcome, refused.private) == (Outcome.ERROR, True)
    lines = "\n".join((await ask(dispatcher, "help", admin=False)).sections[0].lines)
    assert f"/{command}" not in lines


async def test_a_server_decides_who_sees_answers(dispatcher: Dispatcher) -> None:
    """Private until it says otherwise, and for itself alone."""
    asked = Request("quote", {"phrase": "ice"}, platform="discord", asker="7", place=HERE)
    assert "private" in (await ask(dispatcher, "settings")).sections[0].lines[0]
    assert await dispatcher.hides(asked)
    assert "public" in (await ask(dispatcher, "settings", answers="public")).sections[0].lines[0]
    assert not await dispatcher.hides(asked)
    assert await dispatcher.hides(Request("quote", place=ELSEWHERE))


async def test_outside_of_a_server_there_is_nothing_to_set(dispatcher: Dispatcher) -> None:
    """And it is told so."""
    assert (await ask(dispatcher, "settings", place="")).outcome is Outcome.ERROR
