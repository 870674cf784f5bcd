"""One interaction, one answer, in time: at once where it is ready, else after a deferral; and never silence.

Discord waits three seconds for a first sign. A deferral fixes whether the answer is public, before anybody knows what
it will be; where that turns out wrong, a private answer takes the place of a deleted deferral.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.cleaning import plain
from bot.cutting import clipped, units
from bot.dispatch import failed
from bot.patience import patiently
from bot.platforms.discord.draw import draw
from bot.platforms.discord.files import handed
from bot.platforms.discord.fit import CHOICE_NAME, CHOICE_VALUE, CHOICES
from bot.platforms.discord.parts import layout
from bot.reply import Outcome, Reply

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from discord import Interaction, ui

    from bot.command import Request
    from bot.dispatch import Suggestion
    from bot.orders import Orders

    Replying = Callable[[Request], Awaitable[Reply]]

PROMPT = 0.8  # seconds: an answer that takes longer is announced first, so that the first sign comes within one
TYPING = 2.0  # seconds for a completion, which cannot be deferred
PATIENCE = 120.0  # seconds without a word after which an answer is given up
PACE = 2.0  # seconds between words on what is under way
_MOST_PATIENCE = 840.0  # seconds; after fifteen minutes Discord takes no more answers
_ALREADY = 40060  # the interaction has been acknowledged: by a request whose answer was lost, or by another process
_SERVER_ERROR = 500
_GONE = {10062, 10015, 10008, _ALREADY}  # nothing is left to answer to
_MISSES = {Outcome.ERROR, Outcome.NOT_FOUND}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Manner:
    """How to answer: to the asker alone, in the place of the message asked from, or named as shared by somebody.

    `visible` is whether the message asked from is seen by others than the asker.
    """

    private: bool = True
    in_place: bool = False
    visible: bool = False
    shared_by: str | None = None


async def answer(
    interaction: Interaction[Any], request: Request, replying: Replying, orders: Orders, manner: Manner
) -> None:
    """Answer with what `replying` to `request` comes to. Never raises, except when cancelled."""
    sending = _Sending(interaction, orders, manner)
    task = asyncio.ensure_future(replying(replace(request, progress=sending.tell)))
    try:
        done, _ = await asyncio.wait({task}, timeout=PROMPT)
        if not done:
            await sending.defer()
        await sending.send(await patiently(task, PATIENCE, sending.stirred))
    except Exception as error:  # noqa: BLE001 - the boundary: whatever failed, the asker hears of it
        await _apologise(sending, error, request)
    finally:
        task.cancel()


async def suggest(interaction: Interaction[Any], finding: Awaitable[Sequence[Suggestion]]) -> None:
    """Answer an autocompletion with what `finding`, which never raises, comes to; with nothing where it is late."""
    choices: list[app_commands.Choice[str]] = []
    try:
        choices = offered(await asyncio.wait_for(finding, TYPING))
    except TimeoutError:  # an unanswered completion shows the asker a failure
        log.warning("a completion took more than %s seconds", TYPING)
    try:
        await interaction.response.autocomplete(choices)
    except (discord.HTTPException, OSError) as error:
        log.info("a completion came to nothing: %s", error)  # mostly because the asker typed on


def offered(found: Sequence[Suggestion]) -> list[app_commands.Choice[str]]:
    """At most 25 choices within Discord's limits. A value that is too long is left out: cut, it would mean another."""
    fitting = {each.value: plain(each.label) for each in found if 0 < units(each.value) <= CHOICE_VALUE}
    named = [(value, clipped(label, CHOICE_NAME)) for value, label in fitting.items() if label]
    return [app_commands.Choice(name=label, value=value) for value, label in named[:CHOICES]]


class _Sending:
    """The ways in which one interaction can be answered, and which of them are still open."""

    def __init__(self, interaction: Interaction[Any], orders: Orders, manner: Manner) -> None:
        self.interaction = interaction
        self.deferred = False
        self._orders = orders
        self._manner = manner
        self._began = time.monotonic()
        self._shown: float | None = None
        self._told = ""
        self._stirred = False

    async def defer(self) -> None:
        """Say that an answer will come. An acknowledgement whose own answer was lost counts as one."""
        try:
            if self._manner.in_place:
                await self.interaction.response.defer()
            else:
                await self.interaction.response.defer(thinking=True, ephemeral=self._manner.private)
        except discord.HTTPException as error:
            if error.code != _ALREADY:
                raise
        self.deferred = True
        if self._told:
            await self.tell(self._told)

    async def tell(self, sentence: str) -> None:
        """Show what is under way in the place of "thinking", no faster than people read. Never raises."""
        self._told, self._stirred = sentence, True
        early = self._shown is not None and time.monotonic() < self._shown + PACE
        if early or not self.deferred or (self._manner.in_place and self._manner.visible):
            return
        self._shown = time.monotonic()
        try:
            await self.interaction.edit_original_response(view=self._drawn(Reply(note=sentence), private=True))
        except (discord.HTTPException, OSError) as error:
            log.info("interaction %s: what is under way could not be shown: %s", self.interaction.id, error)

    def stirred(self) -> bool:
        """Whether anything was told since this was last asked, and Discord still takes an answer."""
        stirred, self._stirred = self._stirred, False
        return stirred and time.monotonic() < self._began + _MOST_PATIENCE

    async def send(self, reply: Reply) -> None:
        """Show the reply: a miss, and what is private, to the asker alone; all else as the manner says."""
        private = self._manner.private or reply.private
        if self._manner.in_place:
            hidden = not self._manner.visible
            fitting = reply.outcome not in _MISSES or self._shown is not None
            if fitting and (hidden or not reply.private):
                await self._replace(reply, private=hidden)
            else:
                await self._say(reply, private=True)
        elif self.deferred and private == self._manner.private:
            await self._replace(reply, private=private)
        else:
            if self.deferred:
                with suppress(discord.NotFound):
                    await self.interaction.delete_original_response()
            await self._say(reply, private=private)

    def _drawn(self, reply: Reply, *, private: bool) -> ui.LayoutView:
        return layout(draw(reply, self._manner.shared_by), self._orders, private=private)

    async def _replace(self, reply: Reply, *, private: bool) -> None:
        view, files = self._drawn(reply, private=private), handed(reply.attached)
        if self.deferred:
            await self.interaction.edit_original_response(view=view, attachments=files)
        else:
            await self.interaction.response.edit_message(view=view, attachments=files)

    async def _say(self, reply: Reply, *, private: bool) -> None:
        view, files = self._drawn(reply, private=private), handed(reply.attached)
        if self.deferred:
            await self.interaction.followup.send(view=view, files=files, ephemeral=private)
        else:
            await self.interaction.response.send_message(view=view, files=files, ephemeral=private)


async def _apologise(sending: _Sending, error: Exception, request: Request) -> None:
    number = sending.interaction.id
    if isinstance(error, discord.HTTPException) and (error.code in _GONE or error.status >= _SERVER_ERROR):
        log.warning("interaction %s could not be answered: %s", number, error)
        return
    reference = secrets.token_hex(3)
    log.error("reference %s: interaction %s failed", reference, number, exc_info=error)
    try:
        await sending.send(failed(request, reference))
    except (discord.HTTPException, OSError) as failure:
        log.warning("reference %s: not even that could be said: %s", reference, failure)
