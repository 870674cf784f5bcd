"""What people ask on Slack, passed to the dispatcher, and its answers put where they asked."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.command import Completion, Request
from bot.config import SLACK_ADVICE
from bot.errors import ConfigError, UserError
from bot.language import language_of
from bot.orders import ASKED, Orders, Verb
from bot.parse import parse
from bot.platforms.slack import asking, forms, orders
from bot.platforms.slack.answering import Answering, Manner
from bot.platforms.slack.draw import EXCERPTS
from bot.platforms.slack.failures import FAILURES, error_of
from bot.platforms.slack.home import home
from bot.platforms.slack.limits import ID, METADATA, OPTIONS
from bot.platforms.slack.naming import Naming, heard_line, slash_names, typed_line
from bot.platforms.slack.people import People
from bot.platforms.slack.seen import Seen
from bot.platforms.slack.sending import RefusedError, Sender

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from bot.command import Command
    from bot.config import Slack
    from bot.dispatch import Dispatcher
    from bot.errors import BotError
    from bot.language import Language
    from bot.platforms.slack.asking import Where
    from bot.platforms.slack.clients import Clients
    from bot.platforms.slack.identity import Identity

    Payload = Mapping[str, Any]

GRACE = 2.0  # seconds that answers under way have at the end
TYPING = 2.0  # seconds for a completion, which travels in the acknowledgement
SHORTCUT, SEARCH = "who-said", "quote"
_HOME = ("about",)
_HOME_OF_ADMINS = (Request("briefing", {"action": "list"}), Request("reports"))

log = logging.getLogger(__name__)


class Talk:
    """What happens when somebody asks on Slack; all of it has been acknowledged already, unless it says otherwise."""

    def __init__(
        self,
        settings: Slack,
        dispatcher: Dispatcher,
        clients: Clients,
        identity: Identity,
        revoked: Callable[[BotError], None],
    ) -> None:
        self.orders = Orders()
        self._dispatcher, self._identity, self._revoked = dispatcher, identity, revoked
        self._names = slash_names(dispatcher.commands, settings.prefix)
        self._sender = Sender(clients, revoked)
        self._naming = Naming(self._names)
        self._answering = Answering(self._sender, self.orders, self._naming)
        self._people = People(clients.calls, settings.admins)
        self._seen = Seen()
        self._under_way: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Let this go on by itself; `close` waits for it."""
        task = asyncio.create_task(_noted(work))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def close(self) -> None:
        """Let the answers under way finish, for two seconds at most."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=GRACE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._people.close()

    # ------------------------------------------------------------------------------------------------- what is asked

    async def command(self, body: Payload) -> None:
        """Answer a slash command; where it lacks what can be completed, show a form to ask with."""
        where = asking.of_command(body)
        line = typed_line(self._names, str(body.get("command") or ""), str(body.get("text") or ""))
        request = self._read(line)
        command = self._dispatcher.commands.get(request.command)
        lacks = command is not None and _lacks(command, request)
        if not (lacks and command and await self._offer(where, command, request, str(body.get("trigger_id") or ""))):
            await self._ask(where, request)

    async def message(self, body: Payload) -> None:
        """Answer what somebody wrote to the bot, in the thread; the bot's own words and other bots' are left alone."""
        event: Payload = body.get("event") or {}
        where = asking.of_event(body)
        if event.get("subtype") or event.get("bot_id") or not where.asker or where.asker == self._identity.user:
            return
        if event.get("type") == "message" and not where.alone:
            return
        text = str(event.get("text") or "")
        line = heard_line(self._names, asking.uncalled(text, self._identity.user))
        await self._ask(where, self._read(line or "/help"), private=False)

    async def look_up(self, body: Payload) -> None:
        """Answer who said what a message says."""
        where = asking.of_interaction(body)
        if words := asking.words_of(body.get("message") or {}):
            await self._ask(where, Request(SHORTCUT, {"phrase": words}), private=True)
        else:
            await self._tell(where, lambda say: say("There are no words in that message that I can read."))

    async def press(self, body: Payload, action: Payload) -> None:
        """Answer a button, or an option that was chosen."""
        where, kind = asking.of_interaction(body), str(action.get("action_id") or "")
        if orders.DISMISSED.fullmatch(kind):
            await self._dismiss(where, action)
        elif orders.DOUBTED.fullmatch(kind):
            await self._doubt(where, action, str(body.get("trigger_id") or ""))
        elif kind == orders.SEARCH:
            await self._ask(where, self._searched(orders.value(action)), private=True)
        elif orders.TAKEN.fullmatch(kind):
            await self._take(where, action, str(body.get("trigger_id") or ""))

    async def submit(self, body: Payload) -> None:
        """Answer a form that was filled in, where it was asked for."""
        here = asking.of_interaction(body)
        filled = forms.filled(body.get("view") or {}, self.orders)
        if filled is None:
            return
        where = asking.kept_place(filled.kept, here.asker) or here
        in_place = filled.opened and bool(where.response_url) and not where.message
        await self._ask(where, Request(filled.command, filled.values), in_place=in_place)

    async def show_home(self, body: Payload) -> None:
        """Show the Home to who opened it."""
        where = asking.of_event(body)
        if (body.get("event") or {}).get("tab", "home") != "home" or not where.asker:
            return
        asked = [await self._from(where, Request(name)) for name in _HOME if name in self._dispatcher.commands]
        if asked and asked[0].admin:
            more = [each for each in _HOME_OF_ADMINS if each.command in self._dispatcher.commands]
            asked += [await self._from(where, each) for each in more]
        replies = [self._naming.reply(await self._dispatcher.answer(each)) for each in asked]
        say = language_of((await self._people.who(where.asker)).locale)
        try:
            await self._sender.publish(where.asker, home(replies, self.orders, say))
        except (*FAILURES, RefusedError) as error:
            log.warning("the Home could not be shown: %s", error_of(error) or repr(error))

    async def complete(self, body: Payload) -> list[dict[str, Any]]:
        """The options for what is being typed; they travel in the acknowledgement, so nothing is said before."""
        typing = forms.typing(body)
        if typing is None:
            return []
        try:
            async with asyncio.timeout(TYPING):
                asker = await self._people.who(asking.of_interaction(body).asker)
                found = await self._dispatcher.complete(
                    typing.command, typing.option, typing.typed, OPTIONS, asker.locale
                )
        except TimeoutError:
            log.warning("a completion took more than %s seconds", TYPING)
            found = ()
        return forms.offered(found, typing.typed, self.orders)

    def removed(self, kind: str) -> None:
        """Note that the workspace has thrown the bot out."""
        self._revoked(ConfigError(f"Slack has taken the app out of the workspace ({kind}). {SLACK_ADVICE}"))

    def repeated(self, body: Payload) -> bool:
        """Whether Slack has sent this event before."""
        return self._seen.before(str(body.get("event_id") or ""))

    # -------------------------------------------------------------------------------------------------- what becomes

    def _read(self, line: str) -> Request:
        """What a typed line asks for, without Slack's escapes."""
        request = parse(line, self._dispatcher.commands)
        command = self._dispatcher.commands.get(request.command)
        word = request.command if command else asking.plain_text(request.command)
        return replace(request, command=word, values=asking.unescaped(command, request.values))

    async def _offer(self, where: Where, command: Command, request: Request, trigger: str) -> bool:
        """Show a form to ask with, and say whether it is shown."""
        say = language_of((await self._people.who(where.asker)).locale)
        try:
            values = asking.settled(command, request.values, say)
        except UserError:  # told in answer to the command
            return False
        word = await self._sender.open(trigger, forms.ask_form(command, say, values, _kept(where)))
        if word:
            log.info("a form could not be shown: %s", word)
        return not word

    def _searched(self, text: str) -> Request:
        """What was typed into the Home: a command, or words to look up."""
        request = parse(heard_line(self._names, text), self._dispatcher.commands)
        return request if request.command in self._dispatcher.commands else Request(SEARCH, {"phrase": text})

    async def _ask(
        self, where: Where, request: Request, *, private: bool | None = None, in_place: bool = False
    ) -> None:
        """Answer the request, privately or publicly as is usual where it was asked, unless that is told."""
        asked = await self._from(where, request)
        try:
            command = self._dispatcher.commands.get(request.command)
            asked = replace(asked, values=asking.settled(command, request.values, asked.say))
        except UserError as error:
            await self._answering.tell(where, asked, str(error))
            return
        hidden = await self._dispatcher.hides(asked) if private is None else private
        await self._answering.answer(where, asked, self._dispatcher.answer, Manner(hidden, in_place))

    async def _take(self, where: Where, action: Payload, trigger: str) -> None:
        taken = orders.taken(action, self.orders)
        if taken is None:
            await self._tell(where, _forgotten)
            return
        match taken.verb:
            case Verb.ASK:
                await self._inquire(where, taken.request, orders.value(action), trigger)
                return
            case Verb.SHARE:
                manner = Manner(private=False, shared_by=where.asker)
            case Verb.TURN if not where.message or taken.owner == where.asker:
                manner = Manner(private=not where.message, in_place=True)
            case _:
                manner = Manner()
        asked = await self._from(where, taken.request)
        await self._answering.answer(where, asked, self._dispatcher.answer, manner)

    async def _inquire(self, where: Where, request: Request, order: str, trigger: str) -> None:
        """Ask for the one value that an order lacks."""
        command = self._dispatcher.commands.get(request.command)
        options = command.options if command else ()
        asked = next((option for option in options if option.name == request.values.get(ASKED)), None)
        if command is None or asked is None:
            await self._tell(where, _forgotten)
            return
        say = language_of((await self._people.who(where.asker)).locale)
        short = self.orders.shortened(order, ID - len(f"{forms.FILL}:"))
        await self._show(where, trigger, forms.value_form(short, command, asked, say, _kept(where)))

    async def _dismiss(self, where: Where, action: Payload) -> None:
        """Put a message away for the one who asked for it, or who manages the workspace."""
        own = not where.message or orders.owner(action) == where.asker
        if not own and not (await self._people.who(where.asker)).admin:
            await self._tell(where, _not_yours)
        elif word := await self._sender.respond(where.response_url, {"delete_original": True}):
            log.info("nothing could be put away: %s", word)  # mostly because it is gone already

    async def _doubt(self, where: Where, action: Payload, trigger: str) -> None:
        say = language_of((await self._people.who(where.asker)).locale)
        await self._show(where, trigger, forms.report_form(orders.value(action), say, _kept(where)))

    async def _show(self, where: Where, trigger: str, form: Mapping[str, Any]) -> None:
        if word := await self._sender.open(trigger, form):
            log.info("a form could not be shown: %s", word)
            await self._tell(where, _too_late)

    async def _tell(self, where: Where, sentence: Callable[[Language], str]) -> None:
        asked = await self._from(where, Request(""))
        await self._answering.tell(where, asked, sentence(asked.say))

    async def _from(self, where: Where, request: Request) -> Request:
        """The request as this person asks it, from where they are: in a shared channel, perhaps another workspace."""
        asker, at_home = await self._people.who(where.asker), where.team == self._identity.team
        return replace(
            request,
            platform=asking.PLATFORM,
            asker=where.asker,
            place=where.place,
            channel=where.channel,
            locale=asker.locale,
            limit=EXCERPTS,
            admin=asker.admin and at_home,
            sole=at_home,
        )


def _lacks(command: Command, request: Request) -> bool:
    """Whether the command needs something more that a form can help with."""
    return any(
        option.required
        and option.name not in request.values
        and (option.completion is not Completion.NOTHING or option.choices)
        for option in command.options
    )


def _kept(where: Where) -> str:
    kept = where.kept()
    return kept if len(kept) <= METADATA else ""


async def _noted(work: Coroutine[Any, Any, None]) -> None:
    """Whatever fails outside of an answer is noted; there is nobody left to tell."""
    try:
        await work
    except Exception:
        log.exception("something asked on Slack failed")


def _forgotten(say: Language) -> str:
    return say("This button was too long to outlive a restart of the bot. Please ask again with the command itself.")


def _not_yours(say: Language) -> str:
    return say("Only who asked for this, or who keeps order in this channel, can put it away.")


def _too_late(say: Language) -> str:
    return say("The form came too late for Slack to show it. Please press the button again.")
