"""One request in, one reply out: checks what was asked, runs the command, and turns every error into a Reply."""

from __future__ import annotations

import logging
import secrets
import unicodedata
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot import zones
from bot.command import Completion
from bot.cooldown import Cooldown
from bot.errors import BotError, UserError
from bot.language import language_of
from bot.parse import parse
from bot.reply import Choice, Outcome, Reply, Way
from bot.wording import clipped, person_context, person_name
from knowledge import KnowledgeError, Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.command import Command, Option, Request, Services
    from bot.editors import Editors
    from bot.language import Language
    from knowledge import Questions

__all__ = ["LONGEST", "Dispatcher", "Suggestion", "failed", "parse"]

LONGEST = 300
LONGEST_LABEL = 100
_SHOWN = 40
_MISSES = {Outcome.NOT_FOUND, Outcome.ERROR}

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
    """Answers requests from the services it was given, to nobody more often than `cooldown` allows."""

    def __init__(self, services: Services, cooldown: Cooldown | None = None) -> None:
        self._services = services
        self._cooldown = cooldown or Cooldown()

    @property
    def services(self) -> Services:
        """What commands may use."""
        return self._services

    @property
    def commands(self) -> Mapping[str, Command]:
        """What may be asked."""
        return self._services.commands

    async def answer(self, request: Request) -> Reply:
        """The reply to `request`; it never raises: what goes wrong is told, with a reference in the log."""
        reply = await self._answered(request)
        command = self.commands.get(request.command)
        private = reply.private or reply.outcome in _MISSES or (command is not None and command.aside)
        return replace(reply, private=private, asked=request, site=self._services.site)

    async def hides(self, request: Request) -> bool:
        """Whether a found answer is for the asker alone where they say nothing about it."""
        if not request.place:
            return False
        try:
            return not await self._services.state.is_public(request.place)
        except BotError as error:
            log.error("answers stay private: %s", error)  # noqa: TRY400 - its text is the whole story
            return True

    async def complete(
        self, command: str, option: str, typed: str, limit: int = 25, locale: str = "en"
    ) -> tuple[Suggestion, ...]:
        """How `typed` may go on, best first; with nothing typed, the likeliest values. It never raises."""
        known = self.commands.get(command)
        wanted = next((each for each in known.options if each.name == option), None) if known else None
        if wanted is None:
            return ()
        try:
            return (await self._completed(wanted, cleaned(typed)[:LONGEST], limit, language_of(locale)))[:limit]
        except Exception:
            log.exception("completing %s of /%s failed", option, command)
            return ()

    async def _answered(self, request: Request) -> Reply:
        say = request.say
        try:
            command = self.commands.get(request.command)
            if command is None:
                return _unknown(request, self.commands)
            if until := self._cooldown.spend(request):
                return Reply(Outcome.ERROR, note=say("That was a lot at once. You can ask again:"), until=until)
            _admit(request, command, self._services.editors)
            return await self._run(command, _checked(request, command))
        except (UserError, KnowledgeError) as error:
            return _refused(request, error)
        except Exception:
            reference = secrets.token_hex(3)
            log.exception("reference %s: /%s failed", reference, request.command)
            return failed(request, reference)

    async def _run(self, command: Command, request: Request) -> Reply:
        """What the command replies; all that it asks is asked of one snapshot, unless it may change what is asked."""
        if command.editor:
            return await command.run(request, self._services)
        async with self._services.base.as_of_now() as questions:
            return await command.run(request, replace(self._services, questions=questions))

    async def _completed(self, option: Option, typed: str, limit: int, say: Language) -> tuple[Suggestion, ...]:
        knowledge = self._services.knowledge
        match option.completion:
            case Completion.PERSON:
                return await _people(knowledge, typed, limit, say)
            case Completion.ARTICLE:
                return await _articles(knowledge, typed, limit)
            case Completion.PHRASE:
                found = await knowledge.complete_phrases(typed, limit)
            case Completion.OUTLET:
                found = await knowledge.complete_outlets(typed, limit)
            case Completion.ZONE:
                found = zones.complete(typed, limit)
            case Completion.COMMAND:
                return _words(tuple(self.commands), typed)
            case Completion.NOTHING | Completion.CHANNEL | Completion.ROLE | Completion.FILE:
                return _words(option.choices, typed)
        return _as_written(found)


def failed(request: Request, reference: str) -> Reply:
    """What the asker is told of a fault that the log tells of under `reference`."""
    note = request.say(
        "Something went wrong here, not with your question. It is noted in the log under {reference}.",
        reference=reference,
    )
    return Reply(Outcome.ERROR, note=note, private=True, asked=request, reference=reference)


def _refused(request: Request, error: UserError | KnowledgeError) -> Reply:
    """What the asker is told of what cannot be done."""
    say = request.say
    match error:
        case UserError():
            note = str(error)
        case Unavailable():
            note = say("The knowledge base is not open at the moment; please ask again in a minute.")
        case _:
            log.error("/%s changed nothing: %s", request.command, error)
            note = say("Nothing was changed. {reason}", reason=error)
    return Reply(Outcome.ERROR, note=note)


def cleaned(text: str) -> str:
    """`text` on one line, without control characters, lone surrogates and outer blanks."""
    kept = (" " if unicodedata.category(char) in {"Cc", "Cs"} else char for char in text)
    return " ".join("".join(kept).split())


# --------------------------------------------------------------------------------------------- checking requests


def _admit(request: Request, command: Command, editors: Editors) -> None:
    """Raise UserError, which says who may, unless the asker may use the command."""
    if (command.editor or command.admin) and editors.include(request):
        return
    say = request.say
    if command.editor:
        raise UserError(
            say(
                "/{command} changes what everybody is answered, in every server; it is for the editors of this bot. "
                "Whoever runs it can make you one: DRAGOMAN_EDITORS={asker}",
                command=command.name,
                asker=request.by,
            )
        )
    if command.admin and not request.admin:
        raise UserError(say("/{command} is for those who manage this server.", command=command.name))


def _checked(request: Request, command: Command) -> Request:
    options, say = {option.name: option for option in command.options}, request.say
    values = {name: text for name, value in request.values.items() if (text := cleaned(value))}
    for name, value in values.items():
        values[name] = _accepted(command, options.get(name), name, value, say)
    missing = next((name for name, option in options.items() if option.required and name not in values), None)
    if missing is not None:
        if not command.examples:
            raise UserError(say("/{command} needs a value for {option}.", command=command.name, option=missing))
        raise UserError(
            say(
                "/{command} needs a value for {option}, for example: {example}",
                command=command.name,
                option=missing,
                example=command.examples[0],
            )
        )
    return replace(request, values=values)


def _accepted(command: Command, option: Option | None, name: str, value: str, say: Language) -> str:
    if option is None:
        raise UserError(_no_option(command, name, say))
    if len(value) > option.longest:
        raise UserError(
            say(
                "The value of {option} has {length} characters, and {most} is the most I can look up. "
                "A few telling words of it are enough.",
                option=name,
                length=say.number(len(value)),
                most=option.longest,
            )
        )
    if not option.choices:
        return value
    chosen = next((choice for choice in option.choices if choice.casefold() == value.casefold()), None)
    if chosen is None:
        allowed, shown = _listed(option.choices, say), clipped(value, _SHOWN)
        raise UserError(
            say("{option} takes {values}; “{said}” is none of them.", option=name, values=allowed, said=shown)
        )
    return chosen


def _no_option(command: Command, name: str, say: Language) -> str:
    known = [each.name for each in command.offered]
    fault = say("/{command} has no option “{option}”.", command=command.name, option=clipped(name, _SHOWN))
    if near := get_close_matches(name, known, 1):
        return say.together(fault, say("Did you mean “{option}:”?", option=near[0]))
    return say.together(fault, say("It takes {options}.", options=_listed(known, say)) if known else None)


def _unknown(request: Request, commands: Mapping[str, Command]) -> Reply:
    """Say that there is no such command, and offer the nearest; else to look for those very words."""
    say, word, text = request.say, cleaned(request.command), cleaned(request.values.get("text", ""))
    if not word:
        return Reply(Outcome.ERROR, note=say("Nothing was asked. Type /help to see what can be."))
    if near := _near(word.lower(), commands):
        offered = [(command, text if command.options else "") for command in near]
    else:
        offered = [(command, cleaned(f"{word} {text}")) for command in commands.values() if _searches(command)]
    return Reply(
        Outcome.ERROR,
        note=say("There is no command /{command}. Type /help to see what there is.", command=clipped(word, _SHOWN)),
        choices=tuple(_offer(command, words, commands, say) for command, words in offered if len(words) <= LONGEST),
    )


def _near(word: str, commands: Mapping[str, Command]) -> list[Command]:
    """The commands that may have been meant, all of the group that was named; where none is near, the group's own."""
    group = word.rpartition(" ")[0]
    alike = [name for name, command in commands.items() if command.group == group]
    near = [commands[name] for name in get_close_matches(word, alike, 3)]
    return near or ([commands[group]] if group in commands else [])


def _searches(command: Command) -> bool:
    """Whether any words at all can be looked up with it, and nothing else is needed."""
    needed = [option.completion for option in command.options if option.required]
    return needed in ([Completion.PERSON], [Completion.PHRASE])


def _offer(command: Command, text: str, commands: Mapping[str, Command], say: Language) -> Choice:
    line = f"/{command.name} {text}".rstrip()
    values = parse(line, commands).values
    return Choice(clipped(line, LONGEST_LABEL), say(command.description), command.name, values, Way.MEANT)


def _listed(words: list[str] | tuple[str, ...], say: Language) -> str:
    if len(words) == 1:
        return words[0]
    return say("{some} or {last}", some=say.listed(words[:-1]), last=words[-1])


# ------------------------------------------------------------------------------------------------- completing


async def _people(knowledge: Questions, typed: str, limit: int, say: Language) -> tuple[Suggestion, ...]:
    found = await knowledge.complete_people(typed, limit)
    names = [profile.person.name for profile in found]
    return tuple(
        Suggestion(
            clipped(f"{person_name(profile.person)} · {person_context(profile, say)}", LONGEST_LABEL),
            profile.person.id,
            profile.person.name if names.count(profile.person.name) == 1 else profile.person.id,
        )
        for profile in found
    )


async def _articles(knowledge: Questions, typed: str, limit: int) -> tuple[Suggestion, ...]:
    found = await knowledge.complete_articles(typed, limit)
    return tuple(
        Suggestion(clipped(each.citation.headline, LONGEST_LABEL), each.citation.article, each.citation.headline)
        for each in found
    )


def _as_written(found: Iterable[str]) -> tuple[Suggestion, ...]:
    return tuple(Suggestion(clipped(each, LONGEST_LABEL), each, each) for each in found)


def _words(words: tuple[str, ...], typed: str) -> tuple[Suggestion, ...]:
    start = typed.casefold().lstrip("/")
    return tuple(Suggestion(word, word, word) for word in words if word.casefold().startswith(start))
