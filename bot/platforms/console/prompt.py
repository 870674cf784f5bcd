"""The prompt: history, and completion of commands, option names, people, articles and phrases as they are typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import Completer, Completion
from prompt_toolkit.history import FileHistory

from bot.language import language_of
from bot.parse import place

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Iterable
    from pathlib import Path

    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document

    from bot.command import Command
    from bot.dispatch import Dispatcher
    from bot.language import Language
    from bot.parse import Place

_LIMIT = 12
_SPACES = re.compile(r"\s+")


async def lines(dispatcher: Dispatcher, history: Path, locale: str) -> AsyncIterator[str]:
    """What is typed, line by line, until Ctrl-D; Ctrl-C drops the line being typed."""
    session: PromptSession[str] = PromptSession(
        "› ",
        completer=LineCompleter(dispatcher, locale),
        complete_while_typing=True,
        history=FileHistory(str(history)),
        auto_suggest=AutoSuggestFromHistory(),
    )
    while True:
        try:
            yield await session.prompt_async()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


class LineCompleter(Completer):
    """Completes a command line at its end."""

    def __init__(self, dispatcher: Dispatcher, locale: str = "en") -> None:
        self._dispatcher = dispatcher
        self._locale = locale

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:  # noqa: ARG002 - prompt_toolkit's door
        """Nothing: values come from the knowledge base, which is asked asynchronously."""
        return ()

    async def get_completions_async(
        self,
        document: Document,
        complete_event: CompleteEvent,  # noqa: ARG002 - as above
    ) -> AsyncGenerator[Completion, None]:
        """What the text before the cursor may go on as."""
        say = language_of(self._locale)
        here = place(document.text_before_cursor, self._dispatcher.commands)
        if here is None:
            return
        if not here.command:
            for completion in _commands(here, self._dispatcher, say):
                yield completion
            return
        found = await self._dispatcher.complete(here.command, here.option, here.typed, _LIMIT, self._locale)
        for suggestion in found:
            yield Completion(suggestion.text, start_position=-len(here.typed), display=suggestion.label)
        for completion in _option_names(here, self._dispatcher.commands[here.command], say):
            yield completion


def _commands(here: Place, dispatcher: Dispatcher, say: Language) -> Iterable[Completion]:
    typed = _SPACES.sub(" ", here.typed.lower())
    for command in dispatcher.commands.values():
        if command.name.startswith(typed):
            yield Completion(
                f"{command.name} " if command.offered else command.name,
                start_position=-len(here.typed),
                display=f"/{command.name}",
                display_meta=say(command.description),
            )


def _option_names(here: Place, command: Command, say: Language) -> Iterable[Completion]:
    """The names of further options, once the word being typed begins one."""
    word = here.typed.split()[-1] if here.typed[-1:].strip() else ""
    for option in command.offered[1:]:
        if word and option.name.startswith(word.lower()):
            yield Completion(f"{option.name}:", start_position=-len(word), display_meta=say(option.description))
