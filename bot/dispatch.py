"""One request in, one reply out: checks what was asked, runs the command, and turns every error into a Reply."""

from __future__ import annotations

import logging
import secrets
import unicodedata
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.command import Completion
from bot.errors import UserError
from bot.parse import parse
from bot.reply import Choice, Outcome, Reply
from bot.wording import clipped, person_context, person_name
from knowledge import Unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.command import Command, Option, Request, Services
    from knowledge import KnowledgeBase

__all__ = ["LONGEST", "Dispatcher", "Suggestion", "parse"]

LONGEST = 300
LONGEST_LABEL = 100
_SHOWN = 40

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A way to complete what is being typed: `label` tells it apart in up to 100 characters, `value` is sent.

    `text` is what a place without labels puts into the line: words that a person can read.
    """

    label: str
    value: str
    text: str


class Dispatcher:
    """Answers requests from the services it was given."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @property
    def commands(self) -> Mapping[str, Command]:
        """What may be asked."""
        return self._services.commands

    async def answer(self, request: Request) -> Reply:
        """The reply to `request`; it never raises: what goes wrong is told, with a reference in the log."""
        try:
            command = self.commands.get(request.command)
            if command is None:
                return _unknown(request, self.commands)
            return await command.run(_checked(request, command), self._services)
        except UserError as error:
            return Reply(Outcome.ERROR, note=str(error), private=True)
        except Unavailable:
            note = "The knowledge base is not open at the moment; please ask again in a minute."
            return Reply(Outcome.ERROR, note=note, private=True)
        except Exception:
            reference = secrets.token_hex(3)
            log.exception("reference %s: /%s failed", reference, request.command)
            note = f"Something went wrong here, not with your question. It is noted in the log under {reference}."
            return Reply(Outcome.ERROR, note=note, private=True)

    async def complete(self, command: str, option: str, typed: str, limit: int = 25) -> tuple[Suggestion, ...]:
        """How `typed` may go on, best first; with nothing typed, the likeliest values. It never raises."""
        known = self.commands.get(command)
        wanted = next((each for each in known.options if each.name == option), None) if known else None
        if wanted is None:
            return ()
        try:
            return (await self._completed(wanted, cleaned(typed)[:LONGEST], limit))[:limit]
        except Exception:
            log.exception("completing %s of /%s failed", option, command)
            return ()

    async def _completed(self, option: Option, typed: str, limit: int) -> tuple[Suggestion, ...]:
        knowledge = self._services.knowledge
        match option.completion:
            case Completion.PERSON:
                return await _people(knowledge, typed, limit)
            case Completion.ARTICLE:
                return await _articles(knowledge, typed, limit)
            case Completion.PHRASE:
                return await _phrases(knowledge, typed, limit)
            case Completion.COMMAND:
                return _words(tuple(self.commands), typed)
            case Completion.NOTHING:
                return _words(option.choices, typed)


def cleaned(text: str) -> str:
    """`text` on one line, without control characters, lone surrogates and outer blanks."""
    kept = (" " if unicodedata.category(char) in {"Cc", "Cs"} else char for char in text)
    return " ".join("".join(kept).split())


# --------------------------------------------------------------------------------------------- checking requests


def _checked(request: Request, command: Command) -> Request:
    options = {option.name: option for option in command.options}
    values = {name: text for name, value in request.values.items() if (text := cleaned(value))}
    for name, value in values.items():
        values[name] = _accepted(command, options.get(name), name, value)
    missing = next((name for name, option in options.items() if option.required and name not in values), None)
    if missing is not None:
        example = f", for example: {command.examples[0]}" if command.examples else ""
        raise UserError(f"/{command.name} needs a {missing}{example}")
    return replace(request, values=values)


def _accepted(command: Command, option: Option | None, name: str, value: str) -> str:
    if option is None:
        known = [each.name for each in command.options]
        near = get_close_matches(name, known, 1)
        advice = f" Did you mean “{near[0]}:”?" if near else f" It takes {_listed(known)}."
        raise UserError(f"/{command.name} has no option “{clipped(name, _SHOWN)}”.{advice}")
    if len(value) > LONGEST:
        raise UserError(
            f"That {name} has {len(value):,} characters, and {LONGEST} is the most I can look up. "
            "A few telling words of it are enough."
        )
    if not option.choices:
        return value
    chosen = next((choice for choice in option.choices if choice.casefold() == value.casefold()), None)
    if chosen is None:
        raise UserError(f"{name} takes {_listed(option.choices)}; “{clipped(value, _SHOWN)}” is none of them.")
    return chosen


def _unknown(request: Request, commands: Mapping[str, Command]) -> Reply:
    """Say that there is no such command, and offer the nearest; else to look for those very words."""
    word, text = cleaned(request.command), cleaned(request.values.get("text", ""))
    if not word:
        return Reply(Outcome.ERROR, note="Nothing was asked. Type /help to see what can be.", private=True)
    near = [commands[name] for name in get_close_matches(word.lower(), commands, 3)]
    if near:
        offered = [(command, text) for command in near]
    else:
        offered = [(command, cleaned(f"{word} {text}")) for command in commands.values() if _searches(command)]
    return Reply(
        Outcome.ERROR,
        note=f"There is no command /{clipped(word, _SHOWN)}. Type /help to see what there is.",
        choices=tuple(_offer(command, words, commands) for command, words in offered if len(words) <= LONGEST),
        private=True,
    )


def _searches(command: Command) -> bool:
    first = command.options[:1]
    return any(option.required and option.completion in {Completion.PERSON, Completion.PHRASE} for option in first)


def _offer(command: Command, text: str, commands: Mapping[str, Command]) -> Choice:
    line = f"/{command.name} {text}".rstrip()
    return Choice(clipped(line, LONGEST_LABEL), command.description, command.name, parse(line, commands).values)


def _listed(words: list[str] | tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else (words[0] if words else "none")


# ------------------------------------------------------------------------------------------------- completing


async def _people(knowledge: KnowledgeBase, typed: str, limit: int) -> tuple[Suggestion, ...]:
    found = await knowledge.complete_people(typed, limit)
    names = [profile.person.name for profile in found]
    return tuple(
        Suggestion(
            clipped(f"{person_name(profile.person)} · {person_context(profile)}", LONGEST_LABEL),
            profile.person.id,
            profile.person.name if names.count(profile.person.name) == 1 else profile.person.id,
        )
        for profile in found
    )


async def _articles(knowledge: KnowledgeBase, typed: str, limit: int) -> tuple[Suggestion, ...]:
    found = await knowledge.complete_articles(typed, limit)
    return tuple(
        Suggestion(clipped(each.citation.headline, LONGEST_LABEL), each.citation.article, each.citation.headline)
        for each in found
    )


async def _phrases(knowledge: KnowledgeBase, typed: str, limit: int) -> tuple[Suggestion, ...]:
    found = await knowledge.complete_phrases(typed, limit)
    return tuple(Suggestion(clipped(phrase, LONGEST_LABEL), phrase, phrase) for phrase in found)


def _words(words: tuple[str, ...], typed: str) -> tuple[Suggestion, ...]:
    start = typed.casefold().lstrip("/")
    return tuple(Suggestion(word, word, word) for word in words if word.casefold().startswith(start))
