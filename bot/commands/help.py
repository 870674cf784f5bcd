"""`/help`: what can be asked, and how."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.choosing import said
from bot.command import Command, Completion, Option
from bot.parse import parse
from bot.reply import Choice, Outcome, Reply, Section

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.command import Request, Services


async def run(request: Request, services: Services) -> Reply:
    """All commands with their examples, or one in detail."""
    asked = request.values.get("command", "").lstrip("/").lower()
    if not asked:
        return _all(services.commands)
    command = services.commands.get(asked)
    if command is None:
        near = get_close_matches(asked, services.commands, 3)
        choices = tuple(
            Choice(f"/{name}", services.commands[name].description, "help", {"command": name}) for name in near
        )
        note = f"There is no command “{said(request, 'command')}”."
        return Reply(Outcome.NOT_FOUND, note=note, choices=choices, private=True)
    return _one(command, services.commands)


def _all(commands: Mapping[str, Command]) -> Reply:
    lines = tuple(f"{command.usage}: {command.description}" for command in commands.values())
    examples = tuple(choice for command in commands.values() for choice in _examples(command, commands)[:1])
    return Reply(title="What you can ask", sections=(Section("Commands", lines),), choices=examples, private=True)


def _one(command: Command, commands: Mapping[str, Command]) -> Reply:
    options = tuple(
        f"{option.name}: {option.description}"
        + (f" ({', '.join(option.choices)})" if option.choices else "")
        + ("" if option.required else ", if you like")
        for option in command.options
    )
    return Reply(
        title=command.usage,
        note=command.description,
        sections=(Section("Options", options),) if options else (),
        choices=_examples(command, commands),
        private=True,
    )


def _examples(command: Command, commands: Mapping[str, Command]) -> tuple[Choice, ...]:
    return tuple(
        Choice(line, command.description, command.name, parse(line, commands).values) for line in command.examples
    )


COMMAND = Command(
    name="help",
    description="What you can ask, and how",
    run=run,
    options=(Option("command", "Only about this command", completion=Completion.COMMAND),),
    examples=("/help", "/help quote"),
)
