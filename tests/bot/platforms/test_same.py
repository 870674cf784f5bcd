"""The same question gets the same excerpts, in the same order, on the console, on Discord and on Slack."""

from __future__ import annotations

import io
import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from bot.orders import Orders
from bot.parse import parse, written
from bot.platforms.console.draw import draw as draw_for_console
from bot.platforms.discord.draw import EXCERPTS as ON_DISCORD
from bot.platforms.discord.draw import draw as draw_for_discord
from bot.platforms.discord.parts import layout
from bot.platforms.slack.draw import EXCERPTS as ON_SLACK
from bot.platforms.slack.draw import draw as draw_for_slack
from bot.platforms.slack.orders import taken
from bot.platforms.slack.spoken import whole
from tests.bot.platforms.discord.server import Shown
from tests.bot.platforms.slack.drawn import parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.dispatch import Dispatcher
    from bot.reply import Choice, Reply
    from bot.request import Request

    Drawing = Callable[[Reply, Dispatcher], tuple[str, Request | None]]

# What is asked of the small corpus, how many excerpts answer it, and how the first of them begins.
GOLDEN = {
    "/quote We have never closed": (1, "We have never closed"),
    "/quote never closed and never will be": (1, "We have never closed"),
    "/quote the harbor will stay open all winter": (1, "The harbour will stay open all winter"),
    "/quote ice decides": (1, "The ice decides, not the office"),
    "/quote Stone speaker:Emil Stone": (7, "Lamps are cheaper than rocks"),
    "/quote fog kind:direct": (1, "Fog has all the patience it needs"),
    "/quote lighthouse lamps": (1, "Ines Writer visited the harbour in May"),
    "/expert 罗安娜": (3, "The harbour will stay open all winter"),
    "/expert Emil Stone": (7, "The tide keeps its own books"),
    "/expert Bruno Baker topic:herring": (1, "Nobody counts the herring any more"),
    "/brief ice": (2, "The ice decides, not the office"),
    "/compare Ana Reis with:Bruno Baker": (4, "The harbour will stay open all winter"),
    "/who-said ropes remember every knot": (1, "Rope remembers every knot it was tied in"),
    "/quote zeppelins": (0, ""),
    "/expert Reis": (0, ""),
}


@pytest.mark.parametrize("line", GOLDEN)
async def test_the_golden_questions_get_the_same_answers_everywhere(line: str, dispatcher: Dispatcher) -> None:
    """Turned page by page as each platform turns them, and read off what each one shows."""
    console = await read(line, dispatcher, 5, on_console)
    discord = await read(line, dispatcher, ON_DISCORD, on_discord)
    slack = await read(line, dispatcher, ON_SLACK, on_slack)
    assert console == discord == slack
    many, first = GOLDEN[line]
    assert len(slack) == many
    excerpt = await dispatcher.services.knowledge.excerpt(slack[0]) if slack else None
    assert (excerpt.text if excerpt else "").startswith(first)


async def read(line: str, dispatcher: Dispatcher, limit: int, drawing: Drawing) -> list[str]:
    """The ids of all excerpts that answer the line, a page at a time."""
    found: list[str] = []
    asked: Request | None = parse(line, dispatcher.commands)
    for page in itertools.count():
        if asked is None:
            return found
        asker = f"U{drawing.__name__}{page}"  # so that nobody asks too often
        text, asked = drawing(await dispatcher.answer(replace(asked, limit=limit, asker=asker)), dispatcher)
        found += re.findall(r"(?:\bid |/source )([a-z][a-z2-7]{10})\b", text)
    raise AssertionError


def on_console(reply: Reply, dispatcher: Dispatcher) -> tuple[str, Request | None]:
    """What is printed, and what is typed to go on."""

    def key(_: int, choice: Choice) -> str:
        return f"{choice.label}: {written(choice.command, choice.values, dispatcher.commands)}"

    out = io.StringIO()
    Console(file=out, width=200).print(draw_for_console(replace(reply, choices=()), key))
    on = next((key(0, choice) for choice in reply.choices if choice.label == "Next"), None)
    return out.getvalue(), parse(on.removeprefix("Next: "), dispatcher.commands) if on else None


def on_discord(reply: Reply, _: Dispatcher) -> tuple[str, Request | None]:
    """What stands in the message, and what its button asks for."""
    components = layout(draw_for_discord(reply), Orders(), private=True).to_components()  # type: ignore[no-untyped-call]
    shown = Shown({"components": components})
    on = [part["custom_id"] for part in shown.parts if str(part.get("label", "")).startswith("Next")]
    order = Orders().read(on[0]) if on else None
    return shown.text, order[1] if order else None


def on_slack(reply: Reply, _: Dispatcher) -> tuple[str, Request | None]:
    """What stands in the message, and what its button asks for."""
    drawn = draw_for_slack(reply, Orders(), private=True)
    on = [part for part in parts(drawn) if part["type"] == "button" and part["text"]["text"].startswith("Next")]
    order = taken(on[0], Orders()) if on else None
    return whole(drawn.blocks), order.request if order else None
