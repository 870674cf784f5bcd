"""Channels and roles of a server: completed while they are typed, and made ids of once they are sent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from bot.cleaning import plain
from bot.command import Completion
from bot.dispatch import Suggestion
from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import discord

    from bot.command import Command
    from bot.language import Language

    Named = discord.TextChannel | discord.Role
    Place = TypeVar("Place", discord.TextChannel, discord.Role)

_MENTION = re.compile(r"<(?:#|@&)(\d{1,20})>|(\d{1,20})")
_NOTHING = {"none", "-", "нет", "无"}
_SHOWN = 40


def completed(guild: discord.Guild | None, wanted: Completion, typed: str, limit: int) -> tuple[Suggestion, ...] | None:
    """The text channels or the roles that what was typed may mean; None where the completion is about neither."""
    if wanted is Completion.CHANNEL:
        return _offered(sorted(guild.text_channels, key=lambda each: each.position) if guild else (), "#", typed, limit)
    if wanted is Completion.ROLE:
        return _offered([each for each in guild.roles if _may_be_called(each)] if guild else (), "@", typed, limit)
    return None


def settled(
    guild: discord.Guild | None, command: Command | None, values: Mapping[str, str], say: Language
) -> dict[str, str]:
    """The values with ids in the place of channels and roles, however those were written.

    Raises UserError where there is no such one, where the bot may not write, or where the role may not be called.
    """
    made = dict(values)
    for option in command.options if command and guild else ():
        told = values.get(option.name, "").strip()
        if not told or guild is None:
            continue
        if option.completion is Completion.CHANNEL:
            made[option.name] = str(_channel(guild, told, say).id)
        elif option.completion is Completion.ROLE and told.casefold() not in _NOTHING:
            made[option.name] = str(_role(guild, told, say).id)
    return made


def _channel(guild: discord.Guild, told: str, say: Language) -> discord.TextChannel:
    channel = _meant(guild.text_channels, told, "#")
    if channel is None:
        raise UserError(say("“{said}” is no text channel of this server that I can see.", said=told[:_SHOWN]))
    if me := myself(guild):
        may = channel.permissions_for(me)
        if not (may.view_channel and may.send_messages):
            raise UserError(
                say(
                    "I may not write in #{name}. Give me the permissions View Channel and Send Messages there.",
                    name=channel.name,
                )
            )
    return channel


def _role(guild: discord.Guild, told: str, say: Language) -> discord.Role:
    role = _meant([each for each in guild.roles if not each.is_default()], told, "@")
    if role is None:
        raise UserError(say("“{said}” is no role of this server.", said=told[:_SHOWN]))
    if not _may_be_called(role):
        raise UserError(
            say(
                "The role {name} may not be mentioned by me. Allow anyone to mention it in its settings, "
                "or give me the permission Mention Everyone.",
                name=role.name,
            )
        )
    return role


def _may_be_called(role: discord.Role) -> bool:
    me = myself(role.guild)
    trusted = bool(me and me.guild_permissions.mention_everyone)
    return not role.is_default() and (role.mentionable or trusted)


def myself(guild: discord.Guild) -> discord.Member | None:
    """The bot there; unknown while the server has not told all of itself, whatever discord.py promises."""
    return guild.me


def _meant(places: Iterable[Place], told: str, sign: str) -> Place | None:
    """The one of this id, or the only one of this name."""
    known = list(places)
    if number := _MENTION.fullmatch(told):
        return next((each for each in known if str(each.id) in number.groups()), None)
    named = [each for each in known if each.name.casefold() == told.casefold().removeprefix(sign)]
    return named[0] if len(named) == 1 else None


def _offered(places: Iterable[Named], sign: str, typed: str, limit: int) -> tuple[Suggestion, ...]:
    said = typed.casefold().removeprefix(sign)
    fitting = [each for each in places if said in each.name.casefold()]
    fitting.sort(key=lambda each: not each.name.casefold().startswith(said))
    labels = ((f"{sign}{plain(each.name)}", str(each.id)) for each in fitting[:limit])
    return tuple(Suggestion(label, number, label) for label, number in labels)
