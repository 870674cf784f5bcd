"""One conversation in a terminal: lines in, replies out, and the choices of the last reply by their number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.command import Request
from bot.dispatch import parse
from bot.language import language_of
from bot.reply import Outcome, Reply, Way

if TYPE_CHECKING:
    from bot.dispatch import Dispatcher
    from bot.reply import Choice

TURNS = {Way.NEXT: "more", Way.PREVIOUS: "back"}
_WORDS = {"more": Way.NEXT, "next": Way.NEXT, "back": Way.PREVIOUS, "previous": Way.PREVIOUS}
_FAREWELLS = frozenset({"quit", "exit"})


class Conversation:
    """Answers line by line, and remembers what the last reply offered."""

    def __init__(self, dispatcher: Dispatcher, locale: str = "en") -> None:
        self._dispatcher = dispatcher
        self._locale = locale
        self._say = language_of(locale)
        self._offered: tuple[Choice, ...] = ()

    async def say(self, line: str) -> Reply:
        """The reply to a command line, to the number of a choice, or to `more` and `back`."""
        word = _word(line)
        if word.isdecimal():
            return await self._take(int(word[:9]))
        if word in _WORDS:
            return await self._turn(_WORDS[word])
        return await self._ask(parse(line, self._dispatcher.commands))

    async def _take(self, number: int) -> Reply:
        if 1 <= number <= len(self._offered):
            chosen = self._offered[number - 1]
            return await self._ask(Request(chosen.command, chosen.values))
        say = self._say
        if self._offered:
            return self._refused(say("The choices go from 1 to {last}.", last=len(self._offered)))
        return self._refused(say("There is nothing to choose from just now. Type /help to see what can be asked."))

    async def _turn(self, way: Way) -> Reply:
        turn = next((choice for choice in self._offered if choice.way is way), None)
        if turn is None:
            say, on = self._say, way is Way.NEXT
            return self._refused(say("There is no further page.") if on else say("There is no page before this one."))
        return await self._ask(Request(turn.command, turn.values))

    async def _ask(self, request: Request) -> Reply:
        reply = await self._dispatcher.answer(replace(request, locale=self._locale, admin=True))
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
