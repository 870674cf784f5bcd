"""One interaction, one answer, in time: at once where it is ready, else after a deferral; and never silence.

Discord waits three seconds for a first sign. A deferral fixes whether the answer is public, before anybody knows what
it will be; it is made public, because found excerpts are, and a private answer takes the place of a deleted deferral.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.platforms.discord.draw import draw
from bot.platforms.discord.escape import plain
from bot.platforms.discord.fit import CHOICE_NAME, CHOICE_VALUE, CHOICES, clipped, units
from bot.platforms.discord.parts import layout
from bot.reply import Outcome, Reply

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence

    from discord import Interaction

    from bot.dispatch import Suggestion
    from bot.platforms.discord.orders import Orders

PROMPT = 0.8  # seconds: an answer that takes longer is announced first, so that the first sign comes within one
TYPING = 2.0  # seconds for a completion, which cannot be deferred
PATIENCE = 120.0  # seconds after which an answer is given up; Discord itself would wait fifteen minutes
_ALREADY = 40060  # the interaction has been acknowledged: by a request whose answer was lost, or by another process
_SERVER_ERROR = 500
_GONE = {10062, 10015, 10008, _ALREADY}  # nothing is left to answer to

log = logging.getLogger(__name__)


async def answer(interaction: Interaction[Any], replying: Awaitable[Reply], orders: Orders) -> None:
    """Answer with what `replying` comes to. Never raises, except when cancelled."""
    task = asyncio.ensure_future(replying)
    deferred = False
    try:
        done, _ = await asyncio.wait({task}, timeout=PROMPT)
        if not done:
            deferred = await _defer(interaction)
        await _send(interaction, await asyncio.wait_for(task, PATIENCE), orders, deferred=deferred)
    except Exception as error:  # noqa: BLE001 - the boundary: whatever failed, the asker hears of it
        await _apologise(interaction, error, orders, deferred=deferred)
    finally:
        task.cancel()


async def suggest(interaction: Interaction[Any], finding: Awaitable[Sequence[Suggestion]]) -> None:
    """Answer an autocompletion with what `finding` comes to, or with nothing where it fails or takes too long."""
    choices: list[app_commands.Choice[str]] = []
    try:
        choices = offered(await asyncio.wait_for(finding, TYPING))
    except Exception:  # the boundary: an unanswered completion shows the asker a failure
        log.exception("a completion failed")
    try:
        await interaction.response.autocomplete(choices)
    except (discord.HTTPException, OSError) as error:
        log.info("a completion came to nothing: %s", error)  # mostly because the asker typed on


def offered(found: Sequence[Suggestion]) -> list[app_commands.Choice[str]]:
    """At most 25 choices within Discord's limits. A value that is too long is left out: cut, it would mean another."""
    fitting = {each.value: plain(each.label) for each in found if 0 < units(each.value) <= CHOICE_VALUE}
    named = [(value, clipped(label, CHOICE_NAME)) for value, label in fitting.items() if label]
    return [app_commands.Choice(name=label, value=value) for value, label in named[:CHOICES]]


async def _defer(interaction: Interaction[Any]) -> bool:
    """Say that an answer will come. An acknowledgement whose own answer was lost counts as one."""
    try:
        await interaction.response.defer(thinking=True)
    except discord.HTTPException as error:
        if error.code != _ALREADY:
            raise
    return True


async def _send(interaction: Interaction[Any], reply: Reply, orders: Orders, *, deferred: bool) -> None:
    view = layout(draw(reply), orders)
    if not deferred:
        await interaction.response.send_message(view=view, ephemeral=reply.private)
    elif reply.private:
        with suppress(discord.NotFound):
            await interaction.delete_original_response()
        await interaction.followup.send(view=view, ephemeral=True)
    else:
        await interaction.edit_original_response(view=view)


async def _apologise(interaction: Interaction[Any], error: Exception, orders: Orders, *, deferred: bool) -> None:
    if isinstance(error, discord.HTTPException) and (error.code in _GONE or error.status >= _SERVER_ERROR):
        log.warning("interaction %s could not be answered: %s", interaction.id, error)
        return
    reference = secrets.token_hex(3)
    log.error("reference %s: interaction %s failed", reference, interaction.id, exc_info=error)
    note = f"Something went wrong here, not with your question. It is noted in the log under {reference}."
    try:
        await _send(interaction, Reply(Outcome.ERROR, note=note, private=True), orders, deferred=deferred)
    except (discord.HTTPException, OSError) as failure:
        log.warning("reference %s: not even that could be said: %s", reference, failure)
