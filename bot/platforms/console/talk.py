"""One conversation in a terminal: lines in, replies out, and the choices of the last reply by their number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.command import Request
from bot.dispatch import parse
from bot.language import language_of
from bot.platforms.console.files import with_files
from bot.reply import Outcome, Reply, Way

if TYPE_CHECKING:
    from bot.dispatch import Dispatcher
    from bot.reply import Choice
    from bot.request import Progress

TURNS = {Way.NEXT: "more", Way.PREVIOUS: "back"}
_WORDS = {"more": Way.NEXT, "next": Way.NEXT, "back": Way.PREVIOUS, "previous": Way.PREVIOUS}
_FAREWELLS = frozenset({"quit", "exit"})


class Conversation:
    """Answers line by line, and remembers what the last reply offered."""

    def __init__(self, dispatcher: Dispatcher, locale: str = "en", progress: Progress | None = None) -> None:
        self._dispatcher = dispatcher
        self._locale = locale
        self._say = language_of(locale)
        self._progress = progress
        self._offered: tuple[Choice, ...] = ()
        self._asking: Choice | None = None

    async def say(self, line: str) -> Reply:
        """The reply to a command line, to the number of a choice, to `more` and `back`, or to what was asked back."""
        asking, self._asking = self._asking, None
        if asking and line.strip() and not line.lstrip().startswith("/"):
            return await self._ask(Request(asking.command, {**asking.values, asking.asks: line.strip()}))
        word = _word(line)
        if word.isdecimal():
            return await self._take(int(word[:9]))
        if word in _WORDS:
            return await self._turn(_WORDS[word])
        return await self._ask(parse(line, self._dispatcher.commands))

    async def _take(self, number: int) -> Reply:
        if 1 <= number <= len(self._offered):
            chosen = self._offered[number - 1]
            if chosen.asks:
                return self._inquire(chosen)
            return await self._ask(Request(chosen.command, chosen.values))
        say = self._say
        if self._offered:
            return self._refused(say("The choices go from 1 to {last}.", last=len(self._offered)))
        return self._refused(say("There is nothing to choose from just now. Type /help to see what can be asked."))

    def _inquire(self, choice: Choice) -> Reply:
        """Ask for the one value that a choice lacks."""
        self._asking = choice
        options = self._dispatcher.commands[choice.command].options
        asked = next(option.description for option in options if option.name == choice.asks)
        return Reply(note=f"{self._say(asked)}:", asked=Request("", locale=self._locale))

    async def _turn(self, way: Way) -> Reply:
        turn = next((choice for choice in self._offered if choice.way is way), None)
        if turn is None:
            say, on = self._say, way is Way.NEXT
            return self._refused(say("There is no further page.") if on else say("There is no page before this one."))
        return await self._ask(Request(turn.command, turn.values))

    async def _ask(self, request: Request) -> Reply:
        asked = replace(request, locale=self._locale, admin=True, progress=self._progress)
        reply = await self._dispatcher.answer(with_files(asked, self._dispatcher.commands))
        if reply.choices or reply.outcome is not Outcome.ERROR:
            self._offered = reply.choices
        return reply

    def _refused(self, note: str) -> Reply:
        return Reply(Outcome.ERROR, note=note, asked=Request("", locale=self._locale))


def key(place: int, choice: Choice) -> str:
    """What to type to take a choice: its number, or `more` and `back` for a page."""
    return TURNS.get(choice.way, str(place))


def is_farewell(line: str) -> bool:
    """Whether the line ends the conversation."""
    return _word(line) in _FAREWELLS


def _word(line: str) -> str:
    return line.strip().lstrip("/").lower()
