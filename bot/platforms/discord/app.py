"""Dragoman on Discord: one client that hears commands, buttons and completions, and passes them to the dispatcher."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.command import Request
from bot.errors import ConfigError, UserError
from bot.language import language_of
from bot.orders import ASKED, Orders, Verb
from bot.platforms.discord.address import follow_gateway, pointed_at
from bot.platforms.discord.answering import Manner, answer, suggest
from bot.platforms.discord.asking import alone_with_bot, from_interaction, own, typed_into, visible, words_of
from bot.platforms.discord.failures import UNREACHABLE, explained, token_of
from bot.platforms.discord.fit import CHOICES
from bot.platforms.discord.forms import doubt_form, typed, value_form
from bot.platforms.discord.manifest import renew, server
from bot.platforms.discord.parts import DOUBT, PARTS
from bot.platforms.discord.placing import completed, settled
from bot.platforms.discord.posting import PLATFORM, Poster
from bot.platforms.discord.slash import CONTEXTS, INSTALLS, INTENTS, Translator, plant
from bot.reply import Outcome, Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping, Sequence

    from discord import Interaction

    from bot.config import Settings
    from bot.dispatch import Dispatcher, Suggestion
    from bot.language import Language
    from bot.request import Upload

__all__ = ["Client", "run"]

GRACE = 2.0  # seconds that answers under way have at the end
PAUSES = (2.0, 5.0, 15.0, 60.0, 300.0)  # seconds between attempts to reach Discord; the last one repeats
_QUOTA_PATIENCE = 60.0  # seconds; a rate limit that asks for more, such as a day for commands, is an error instead

log = logging.getLogger(__name__)


async def run(settings: Settings, dispatcher: Dispatcher) -> None:
    """Be on Discord until cancelled, coming back whenever it cannot be reached.

    Raises ConfigError where the token is missing or refused.
    """
    token, failures = token_of(settings), 0
    with pointed_at(settings.discord_api_url):
        while True:
            async with Client(settings, dispatcher) as client:
                try:
                    await client.start(token)
                except (discord.DiscordException, *UNREACHABLE) as error:
                    reason = explained(error)
                    if isinstance(reason, ConfigError):
                        raise reason from error
                    failures = 0 if client.is_ready() else failures
                    log.warning("%s", reason)
            pause = PAUSES[min(failures, len(PAUSES) - 1)]
            failures += 1
            log.warning("Discord is left; trying again in %.0f seconds", pause)
            await asyncio.sleep(pause)


class Client(discord.AutoShardedClient):
    """The bot's connection: it knows which servers there are, and hears what is asked of it, and nothing else."""

    def __init__(self, settings: Settings, dispatcher: Dispatcher) -> None:
        super().__init__(
            intents=INTENTS,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            max_ratelimit_timeout=_QUOTA_PATIENCE,
        )
        self._settings = settings
        self._dispatcher = dispatcher
        self._orders = Orders()
        poster = dispatcher.services.posters.get(PLATFORM)
        self._poster = poster if isinstance(poster, Poster) else None
        self._under_way: set[asyncio.Task[Any]] = set()
        self.tree = Tree(self, allowed_installs=INSTALLS, allowed_contexts=CONTEXTS)
        plant(self.tree, dispatcher.commands, server(settings))

    async def setup_hook(self) -> None:
        """Before the gateway: buttons of earlier runs work at once; commands are registered beside the connecting."""
        self.add_dynamic_items(*PARTS)
        if self._poster is not None:
            self._poster.attach(self, self._orders)
        await self.tree.set_translator(Translator())
        if self._settings.discord_api_url is not None:
            await follow_gateway(self)
        self._start(renew(self.tree, self._settings.data, server(self._settings)))

    async def close(self) -> None:
        """Let the answers under way finish, for two seconds at most, and leave Discord."""
        if self._poster is not None:
            self._poster.detach(self)
        if self._under_way and not self.is_closed():
            _, late = await asyncio.wait(self._under_way, timeout=GRACE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await super().close()

    async def ask(
        self,
        interaction: Interaction[Any],
        command: str,
        values: Mapping[str, str],
        uploads: Mapping[str, Upload] | None = None,
        *,
        private: bool | None = None,
    ) -> None:
        """Answer a command, privately or publicly as the asker wishes, or as is usual where they are."""
        request = from_interaction(interaction, Request(command, values, uploads=uploads or {}))
        try:
            known = self._dispatcher.commands.get(command)
            request = replace(request, values=settled(interaction.guild, known, values, request.say))
        except UserError as error:
            sentence = str(error)
            await self.tell(interaction, lambda _: sentence)
            return
        if private is None:
            private = await self._hidden(interaction, request)
        await self._answer(interaction, request, Manner(private=private))

    async def take(self, interaction: Interaction[Any], order: str) -> None:
        """Answer a button or an option that carries this order; nobody but the one who pressed it is bothered."""
        read = self._orders.read(order)
        if read is None:
            await self.tell(interaction, _forgotten)
            return
        verb, request = read
        match verb:
            case Verb.ASK:
                await self._inquire(interaction, order, request)
                return
            case Verb.SHARE:
                manner = Manner(private=False, shared_by=str(interaction.user.id))
            case Verb.TURN if own(interaction):
                manner = Manner(in_place=True, visible=visible(interaction))
            case _:
                manner = Manner(private=not alone_with_bot(interaction))
        await self._answer(interaction, from_interaction(interaction, request), manner)

    async def _inquire(self, interaction: Interaction[Any], order: str, request: Request) -> None:
        """Ask for the one value that an order lacks."""
        command = self._dispatcher.commands.get(request.command)
        options = command.options if command else ()
        asked = next((option for option in options if option.name == request.values.get(ASKED)), None)
        if command is None or asked is None:
            await self.tell(interaction, _outdated)
            return
        await self._show(interaction, value_form(order, command, asked, language_of(str(interaction.locale))))

    async def _fill_in(self, interaction: Interaction[Any], order: str, value: str) -> None:
        """Answer an order whose last value was typed into a form."""
        read = self._orders.read(order)
        if read is None:
            await self.tell(interaction, _forgotten)
            return
        values = dict(read[1].values)
        values[values.pop(ASKED, "")] = value
        in_place = own(interaction)
        manner = Manner(private=True, in_place=in_place, visible=in_place and visible(interaction))
        await self._answer(interaction, from_interaction(interaction, replace(read[1], values=values)), manner)

    async def look_up(self, interaction: Interaction[Any], message: discord.Message) -> None:
        """Answer who said what a message says."""
        if words := words_of(message):
            await self.ask(interaction, "who-said", {"phrase": words}, private=True)
        else:
            await self.tell(interaction, _wordless)

    async def doubt(self, interaction: Interaction[Any], custom_id: str) -> None:
        """Ask what is wrong with an attribution."""
        await self._show(interaction, doubt_form(custom_id, language_of(str(interaction.locale))))

    async def _show(self, interaction: Interaction[Any], form: discord.ui.Modal) -> None:
        try:
            await interaction.response.send_modal(form)
        except (discord.HTTPException, OSError) as error:
            log.warning("interaction %s: a form could not be shown: %s", interaction.id, error)

    async def dismiss(self, interaction: Interaction[Any]) -> None:
        """Put a message away for the one who asked for it, or who keeps order in the channel."""
        if own(interaction) or interaction.permissions.manage_messages:
            try:
                await interaction.response.defer()
                await interaction.delete_original_response()
            except (discord.HTTPException, OSError) as error:  # mostly because it is gone already
                log.info("interaction %s: nothing could be put away: %s", interaction.id, error)
        else:
            await self.tell(interaction, _not_yours)

    async def on_interaction(self, interaction: Interaction[Any]) -> None:
        """Take a form that was filled in, on whichever run of the bot it was opened."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        custom_id, value = typed(interaction)
        if custom_id.startswith(DOUBT):
            await self.ask(interaction, "report", {"id": custom_id.removeprefix(DOUBT), "note": value})
        else:
            await self._fill_in(interaction, custom_id, value)

    async def complete(self, interaction: Interaction[Any], command: str, option: str, typed: str) -> None:
        """Answer what is being typed into an option."""
        await suggest(interaction, self._completed(interaction, command, option, typed))

    async def _completed(
        self, interaction: Interaction[Any], command: str, option: str, typed: str
    ) -> Sequence[Suggestion]:
        known = self._dispatcher.commands.get(command)
        for each in known.options if known else ():
            found = completed(interaction.guild, each.completion, typed, CHOICES)
            if each.name == option and found is not None:
                return found
        return await self._dispatcher.complete(command, option, typed, CHOICES, str(interaction.locale))

    async def tell(self, interaction: Interaction[Any], sentence: Callable[[Language], str]) -> None:
        """Say one sentence to the asker alone."""

        async def replying(request: Request) -> Reply:
            return Reply(Outcome.ERROR, note=sentence(request.say), private=True, asked=request)

        request = from_interaction(interaction, Request(""))
        await self._start(answer(interaction, request, replying, self._orders, Manner()))

    async def _hidden(self, interaction: Interaction[Any], request: Request) -> bool:
        """Whether a found answer is for the asker alone where they say nothing about it."""
        if alone_with_bot(interaction):
            return False
        return not request.place or await self._dispatcher.hides(request)

    async def _answer(self, interaction: Interaction[Any], request: Request, manner: Manner) -> None:
        await self._start(answer(interaction, request, self._dispatcher.answer, self._orders, manner))

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task


class Tree(app_commands.CommandTree[Client]):
    """The slash commands; what discord.py cannot match to one of them is answered too."""

    async def interaction_check(self, interaction: Interaction[Client], /) -> bool:
        """Answer a completion here, and let everything else go on to its command.

        discord.py would answer one that came too late a second time, and print a trace of it.
        """
        if interaction.type is not discord.InteractionType.autocomplete:
            return True
        command, option, typed = typed_into(interaction)
        await interaction.client.complete(interaction, command, option, typed)
        return False

    async def on_error(self, interaction: Interaction[Client], error: app_commands.AppCommandError) -> None:
        """Answer an interaction that never reached its command."""
        log.warning("interaction %s reached no command: %s", interaction.id, error)
        await interaction.client.tell(interaction, _outdated)


def _outdated(say: Language) -> str:
    return say(
        "This command has changed since your Discord loaded it. Please try again in a minute, or restart Discord."
    )


def _forgotten(say: Language) -> str:
    return say("This button was too long to outlive a restart of the bot. Please ask again with the command itself.")


def _wordless(say: Language) -> str:
    return say("There are no words in that message that I can read.")


def _not_yours(say: Language) -> str:
    return say("Only who asked for this, or who keeps order in this channel, can put it away.")
