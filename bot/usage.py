"""How commands are written, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.command import Command
    from bot.language import Language


def usages(commands: Iterable[Command], say: Language) -> tuple[str, ...]:
    """How to write each of `commands`, and what it does."""
    return tuple(f"{command.usage}: {say(command.description)}" for command in commands)


def of_group(name: str, commands: Iterable[Command]) -> tuple[Command, ...]:
    """The commands of a group."""
    return tuple(command for command in commands if command.group == name)
