"""Nobody can ask the bot to a standstill, and whoever must wait is told until when."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.command import Command, Request, Services
from bot.cooldown import Cooldown
from bot.dispatch import Dispatcher
from bot.reply import Outcome, Reply
from bot.state import State

if TYPE_CHECKING:
    from knowledge import KnowledgeBase


def asking(asker: str) -> Request:
    """A request of this asker's."""
    return Request("quote", platform="discord", asker=asker)


def test_so_many_questions_within_so_many_seconds() -> None:
    """Then one more for each that has become old; a refused one does not count."""
    now = [100.0]
    cooldown = Cooldown(most=3, seconds=10, clock=lambda: now[0])
    assert [cooldown.spend(asking("7")) for _ in range(3)] == [None] * 3
    now[0] = 104.0
    before = datetime.now(UTC)
    until = cooldown.spend(asking("7"))
    assert until is not None
    assert 5.9 < (until - before).total_seconds() < 7
    assert cooldown.spend(asking("8")) is None
    now[0] = 110.0
    assert [cooldown.spend(asking("7")) for _ in range(4)].count(None) == 3


def test_the_console_may_ask_on() -> None:
    """Who has no name is the operator."""
    cooldown = Cooldown(most=1)
    assert [cooldown.spend(Request("quote")) for _ in range(5)] == [None] * 5


def test_askers_do_not_pile_up() -> None:
    """Those who asked last are remembered."""
    cooldown = Cooldown(most=1)
    assert cooldown.spend(asking("first")) is None
    for n in range(10_001):
        cooldown.spend(asking(str(n)))
    assert (cooldown.spend(asking("first")), cooldown.spend(asking("10000")) is None) == (None, False)


async def test_a_question_too_many_is_refused_with_the_moment_it_may_be_asked(knowledge: KnowledgeBase) -> None:
    """Privately, and the command is not run."""
    ran: list[Request] = []

    async def run(request: Request, _: Services) -> Reply:
        ran.append(request)
        return Reply()

    services = Services(knowledge, {"quote": Command("quote", "For tests", run)}, State())
    dispatcher = Dispatcher(services, Cooldown(most=1))
    await dispatcher.answer(asking("7"))
    refused = await dispatcher.answer(asking("7"))
    assert (refused.outcome, refused.private, len(ran)) == (Outcome.ERROR, True, 1)
    assert refused.until is not None
    assert refused.until > datetime.now(UTC)
