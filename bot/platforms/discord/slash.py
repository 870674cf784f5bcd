"""Native slash commands and context menus, made from the command table, with their names in every language."""

from __future__ import annotations

from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.command import Completion
from bot.cutting import clipped
from bot.language import ENGLISH, language_of
from bot.platforms.discord.files import uploaded
from bot.platforms.discord.fit import DESCRIPTION, MENU_NAME
from bot.usage import of_group

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from discord.abc import Snowflake

    from bot.command import Command, Option
    from bot.platforms.discord.app import Client

    Slash = app_commands.Command[Any, ..., None]
    Planted = Slash | app_commands.Group

INTENTS = discord.Intents(guilds=True)  # which servers there are; what is asked comes without any intent
INSTALLS = app_commands.AppInstallationType(guild=True, user=True)
CONTEXTS = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
_SERVERS = app_commands.AppInstallationType(guild=True, user=False)
_IN_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
_MANAGERS = discord.Permissions(manage_guild=True)
_PRIVATE = "private"
WHO_SAID = "Who said this?"

# Dragoman has no voice; without this every start warns that voice will not be supported.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False


class Translator(app_commands.Translator):
    """Says descriptions and menu names in the languages that Discord's users have chosen, as far as we speak them."""

    async def translate(
        self,
        string: locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,  # noqa: ARG002 - discord.py's signature
    ) -> str | None:
        """The sentence in that language; None, which leaves it in English, where there is none, and for names."""
        if "most" not in string.extras:  # discord.py asks about the names of options too
            return None
        say = language_of(locale.value)
        said = say(string.message)
        return None if say is ENGLISH or said == string.message else clipped(said, string.extras["most"])


def slash_commands(commands: Mapping[str, Command]) -> list[Planted]:
    """One slash command for each command or group, in the order of their names."""
    groups = {command.group for command in commands.values()} - {""}
    return [
        _group(commands[name], of_group(name, commands.values())) if name in groups else _slash(commands[name])
        for name in sorted(commands)
        if not commands[name].group
    ]


async def payloads(commands: Mapping[str, Command]) -> list[dict[str, Any]]:
    """What is registered with Discord, as JSON values."""
    tree = app_commands.CommandTree(
        discord.Client(intents=INTENTS), allowed_installs=INSTALLS, allowed_contexts=CONTEXTS
    )
    await tree.set_translator(Translator())
    plant(tree, commands, None)
    return await translated(tree, None)


async def translated(tree: app_commands.CommandTree[Any], guild: Snowflake | None) -> list[dict[str, Any]]:
    """The tree's commands as they are sent to Discord."""
    translator = tree.translator or Translator()
    return [await command.get_translated_payload(tree, translator) for command in tree.get_commands(guild=guild)]


def plant(tree: app_commands.CommandTree[Any], commands: Mapping[str, Command], guild: Snowflake | None) -> None:
    """Put the commands into the tree: for all of Discord, and for `guild` where one is given."""
    for command in slash_commands(commands):
        tree.add_command(command)
    if "who-said" in commands:
        tree.add_command(app_commands.ContextMenu(name=_said(WHO_SAID, MENU_NAME), callback=_look_up))
    if guild is not None:
        tree.copy_global_to(guild=guild)


async def _look_up(interaction: discord.Interaction[Client], message: discord.Message) -> None:
    await interaction.client.look_up(interaction, message)


def _slash(command: Command) -> Slash:
    """discord.py reads the parameters off a callback's signature, so one is given to a callback that takes them all.

    Its parameters are numbered and renamed, because an option's name need not be a Python name.
    """
    names = {f"option_{index}": option for index, option in enumerate(command.offered)}
    may_be_public = not (command.aside or command.admin)

    async def callback(
        interaction: discord.Interaction[Client],
        *,
        private: bool | None = None,
        **given: str | discord.Attachment | None,
    ) -> None:
        told = {names[name].name: value for name, value in given.items() if value}
        values = {name: value if isinstance(value, str) else value.filename for name, value in told.items()}
        say = language_of(str(interaction.locale))
        uploads = {name: uploaded(value, say) for name, value in told.items() if isinstance(value, discord.Attachment)}
        await interaction.client.ask(interaction, command.name, values, uploads, private=private)

    wish = Parameter(_PRIVATE, Parameter.KEYWORD_ONLY, annotation=bool | None, default=None)
    callback.__signature__ = Signature(  # type: ignore[attr-defined] # a function takes any attribute
        [
            Parameter("interaction", Parameter.POSITIONAL_OR_KEYWORD, annotation=discord.Interaction),
            *(_parameter(name, option) for name, option in names.items()),
            *([wish] if may_be_public else []),
        ]
    )
    described = {name: _said(option.description, DESCRIPTION) for name, option in names.items()}
    if may_be_public:
        described[_PRIVATE] = _said("Whether you alone see the answer", DESCRIPTION)
    decorators = (
        app_commands.describe(**described),
        app_commands.rename(**{name: option.name for name, option in names.items()}),
        app_commands.choices(**{name: _choices(option) for name, option in names.items() if option.choices}),
        app_commands.autocomplete(**{name: _completing for name, option in names.items() if _completes(option)}),
    )
    for decorate in decorators:
        decorate(callback)
    slash: Slash = app_commands.Command(
        name=command.name.removeprefix(f"{command.group} "),
        description=_said(command.description, DESCRIPTION),
        callback=callback,
    )
    if not command.group:  # Discord knows these of a group as a whole
        _confine(slash, command)
    return slash


def _group(own: Command, commands: Iterable[Command]) -> app_commands.Group:
    """Discord offers the commands of a group, and does not let the group itself be asked."""
    group = app_commands.Group(name=own.name, description=_said(own.description, DESCRIPTION))
    for command in commands:
        group.add_command(_slash(command))
    _confine(group, own)
    return group


def _confine(slash: Planted, command: Command) -> None:
    """Show one for admins to them alone, in servers; their server may change that: see dispatch."""
    if command.admin:
        slash.allowed_installs, slash.allowed_contexts = _SERVERS, _IN_SERVERS
        slash.default_permissions = _MANAGERS


def _said(sentence: str, most: int) -> locale_str:
    """A sentence to be translated, in at most `most` characters in each language."""
    return locale_str(clipped(sentence, most), most=most)


def _parameter(name: str, option: Option) -> Parameter:
    kind: type[str | discord.Attachment] = discord.Attachment if option.completion is Completion.FILE else str
    if option.required:
        return Parameter(name, Parameter.KEYWORD_ONLY, annotation=kind)
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=kind | None, default=None)


def _choices(option: Option) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=value, value=value) for value in option.choices]


def _completes(option: Option) -> bool:
    return option.completion not in {Completion.NOTHING, Completion.FILE} and not option.choices


async def _completing(_: discord.Interaction[Any], __: str) -> list[app_commands.Choice[str]]:
    """Marks an option as completed while it is typed; the tree answers before discord.py would call this."""
    return []
