"""Whom an editor means by a name: somebody in the base, or somebody new once that was said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.choosing import among_people, nobody, said
from bot.command import Option
from bot.editing.correcting import name_of
from bot.reply import Choice, Reply, Way
from knowledge import Name

if TYPE_CHECKING:
    from bot.command import Request, Services

NEW = Option("new", "That nobody in the articles is meant, but somebody new", choices=("yes",))


async def meant(request: Request, services: Services, option: str) -> Name | Reply:
    """The person that `option` names, or what must be asked back first.

    A name that fits several is a choice; one that fits nobody is taken for somebody new only where that was said.
    """
    told = request.values[option]
    if NEW.name in request.values:
        return Name(told)
    found = await services.knowledge.people(told)
    if len(found.profiles) == 1:
        return name_of(found.profiles[0].person)
    if found.profiles:
        return among_people(request, option, found.profiles)
    none = nobody(request, option, found.near)
    command = services.commands.get(request.command)
    if command is None or NEW not in command.options:
        return none
    label = request.say("Somebody new: {name}", name=said(request, option))
    somebody = Choice(label, "", request.command, {**request.values, NEW.name: "yes"}, Way.MEANT)
    return replace(none, choices=(somebody, *none.choices))
