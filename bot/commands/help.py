"""`/help`: what can be asked, and how."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.choosing import said
from bot.command import Command, Completion, Option
from bot.parse import parse
from bot.reply import Choice, Outcome, Reply, Section, Way
from bot.usage import of_group, usages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.command import Request, Services
    from bot.language import Language


async def run(request: Request, services: Services) -> Reply:
    """All commands with their examples, or one in detail."""
    asked = " ".join(request.values.get("command", "").lstrip("/").lower().split())
    say, commands = request.say, services.commands
    if not asked:
        return _all(_open_to(request, commands), say)
    command = commands.get(asked)
    if command is None:
        choices = tuple(
            Choice(f"/{name}", say(commands[name].description), "help", {"command": name}, Way.MEANT)
            for name in get_close_matches(asked, commands, 3)
        )
        note = say("There is no command “{name}”.", name=said(request, "command"))
        return Reply(Outcome.NOT_FOUND, note=note, choices=choices, private=True)
    return _one(command, services.commands, say)


def _open_to(request: Request, commands: Mapping[str, Command]) -> Mapping[str, Command]:
    """What the asker may use, a group as one."""
    return {
        name: command
        for name, command in commands.items()
        if not command.group and (request.admin or not command.admin)
    }


def _all(commands: Mapping[str, Command], say: Language) -> Reply:
    lines = usages(commands.values(), say)
    examples = tuple(choice for command in commands.values() for choice in _examples(command, commands, say)[:1])
    return Reply(title=say("What you can ask"), sections=(Section(say("Commands"), lines),), choices=examples)


def _one(command: Command, commands: Mapping[str, Command], say: Language) -> Reply:
    options = tuple(
        say.listed(
            (
                f"{option.name}: {say(option.description)}"
                + (f" ({', '.join(option.choices)})" if option.choices else ""),
                None if option.required else say("if you like"),
            )
        )
        for option in command.offered
    )
    lists = ((say("Commands"), usages(of_group(command.name, commands.values()), say)), (say("Options"), options))
    return Reply(
        title=command.usage,
        note=say(command.description),
        sections=tuple(Section(title, lines) for title, lines in lists if lines),
        choices=_examples(command, commands, say),
    )


def _examples(command: Command, commands: Mapping[str, Command], say: Language) -> tuple[Choice, ...]:
    return tuple(
        Choice(line, say(command.description), command.name, parse(line, commands).values) for line in command.examples
    )


COMMAND = Command(
    "help",
    "What you can ask, and how",
    run,
    options=(Option("command", "Only about this command", completion=Completion.COMMAND),),
    examples=("/help", "/help quote"),
    aside=True,
)
