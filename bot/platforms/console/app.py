"""`dragoman console`: a prompt with completion where there is a terminal, line by line where there is none."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.console import Console

from bot.language import language_of
from bot.platforms.console.draw import draw
from bot.platforms.console.lines import decoded
from bot.platforms.console.talk import Conversation, is_farewell, key

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.dispatch import Dispatcher

_TRY = {"first": "/expert Zhao", "second": "/quote reverse-Nixon"}


async def run(dispatcher: Dispatcher, data: Path, locale: str) -> None:
    """Answer what is typed until the input ends or says goodbye; the prompt's history is kept in `data`."""
    console = Console(highlight=False)
    typed = sys.stdin.isatty() and console.is_terminal
    lines = _typed(dispatcher, data, console, locale) if typed else _piped(console)

    async def under_way(sentence: str) -> None:
        console.print(sentence, style="dim", markup=False)

    conversation = Conversation(dispatcher, locale, under_way if typed else None)
    async for line in lines:
        if is_farewell(line):
            break
        if line.strip():
            console.print(draw(await conversation.say(line), key), crop=False)
            console.print()


async def _typed(dispatcher: Dispatcher, data: Path, console: Console, locale: str) -> AsyncIterator[str]:
    from bot.platforms.console.prompt import lines  # noqa: PLC0415 - a pipe needs no prompt, and starts faster without

    say = language_of(locale)
    welcome = say("Who said what, exactly, and where. Try {first} or {second}; /help shows more, Ctrl-D ends.", **_TRY)
    console.print(welcome, style="dim")
    async for line in lines(dispatcher, data / "history", locale):
        yield line


async def _piped(console: Console) -> AsyncIterator[str]:
    for line in decoded(sys.stdin.buffer):
        if line.strip():
            console.print(f"› {line}", style="bold", markup=False)
        yield line
