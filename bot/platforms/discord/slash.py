"""Native slash commands, made from the command table."""

from __future__ import annotations

from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.command import Completion
from bot.platforms.discord.fit import DESCRIPTION, clipped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from discord.abc import Snowflake

    from bot.command import Command, Option
    from bot.platforms.discord.app import Client

    Slash = app_commands.Command[Any, ..., None]

INTENTS = discord.Intents(guilds=True)  # which servers there are; what is asked comes without any intent

# Dragoman has no voice; without this every start warns that voice will not be supported.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False


def slash_commands(commands: Mapping[str, Command]) -> list[Slash]:
    """One slash command for each command, in the order of their names."""
    return [_slash(commands[name]) for name in sorted(commands)]


def payloads(commands: Mapping[str, Command]) -> list[dict[str, Any]]:
    """What is registered with Discord, as JSON values."""
    tree = app_commands.CommandTree(discord.Client(intents=INTENTS))
    return [command.to_dict(tree) for command in slash_commands(commands)]


def plant(tree: app_commands.CommandTree[Any], commands: Mapping[str, Command], guild: Snowflake | None) -> None:
    """Put the commands into the tree: for all of Discord, and for `guild` where one is given."""
    for command in slash_commands(commands):
        tree.add_command(command)
    if guild is not None:
        tree.copy_global_to(guild=guild)


def _slash(command: Command) -> Slash:
    """discord.py reads the parameters off a callback's signature, so one is given to a callback that takes them all.

    Its parameters are numbered and renamed, because an option's name need not be a Python name.
    """
    names = {f"option_{index}": option for index, option in enumerate(command.options)}

    async def callback(interaction: discord.Interaction[Client], **typed: str | None) -> None:
        values = {names[name].name: text for name, text in typed.items() if text}
        await interaction.client.ask(interaction, command.name, values)

    callback.__signature__ = Signature(  # type: ignore[attr-defined] # a function takes any attribute
        [
            Parameter("interaction", Parameter.POSITIONAL_OR_KEYWORD, annotation=discord.Interaction),
            *(_parameter(name, option) for name, option in names.items()),
        ]
    )
    decorators = (
        app_commands.describe(**{name: clipped(option.description, DESCRIPTION) for name, option in names.items()}),
        app_commands.rename(**{name: option.name for name, option in names.items()}),
        app_commands.choices(**{name: _choices(option) for name, option in names.items() if option.choices}),
        app_commands.autocomplete(**{name: _completing for name, option in names.items() if _completes(option)}),
    )
    for decorate in decorators:
        decorate(callback)
    return app_commands.Command(
        name=command.name, description=clipped(command.description, DESCRIPTION), callback=callback
    )


def _parameter(name: str, option: Option) -> Parameter:
    if option.required:
        return Parameter(name, Parameter.KEYWORD_ONLY, annotation=str)
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=str | None, default=None)


def _choices(option: Option) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=value, value=value) for value in option.choices]


def _completes(option: Option) -> bool:
    return option.completion is not Completion.NOTHING and not option.choices


async def _completing(_: discord.Interaction[Any], __: str) -> list[app_commands.Choice[str]]:
    """Marks an option as completed while it is typed; the tree answers before discord.py would call this."""
    return []
