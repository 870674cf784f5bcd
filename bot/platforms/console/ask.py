"""`dragoman ask`: one answer and out, drawn for a person or as a JSON object for a script."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.dispatch import parse
from bot.parse import written
from bot.platforms.console.files import with_files
from bot.reply import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.command import Request
    from bot.dispatch import Dispatcher
    from bot.reply import Choice, Reply
    from knowledge import Citation, Excerpt, Original, Person

JSON_LIMIT = 10
_STATUS = {Outcome.NOT_FOUND: 1, Outcome.ERROR: 2}


async def print_answers(dispatcher: Dispatcher, lines: Iterable[str], locale: str) -> int:
    """Print the answer to each line, drawn for a terminal; returns the worst exit status among them."""
    worst = 0
    for line in lines:
        reply = await dispatcher.answer(asked(line, dispatcher, locale))
        drawn(dispatcher, reply)
        worst = max(worst, exit_status(reply))
    return worst


def drawn(dispatcher: Dispatcher, reply: Reply) -> None:
    """Print a reply for a terminal, with the line that takes each choice."""
    from rich.console import Console  # noqa: PLC0415 - scripts that read JSON start faster without

    from bot.platforms.console.draw import draw  # noqa: PLC0415 - as above

    def key(_: int, choice: Choice) -> str:
        line = written(choice.command, choice.values, dispatcher.commands)
        return f"{line} {choice.asks}:…" if choice.asks else line

    Console(highlight=False).print(draw(reply, key), crop=False)


async def print_json(dispatcher: Dispatcher, lines: Iterable[str], locale: str) -> int:
    """Print one JSON object a line for each line; returns the worst exit status among them."""
    worst = 0
    for line in lines:
        reply = await dispatcher.answer(replace(asked(line, dispatcher, locale), limit=JSON_LIMIT))
        print(json.dumps(as_json(line, reply), ensure_ascii=False), flush=True)  # noqa: T201 - this is the output
        worst = max(worst, exit_status(reply))
    return worst


def asked(line: str, dispatcher: Dispatcher, locale: str) -> Request:
    """What a line asks for, as whoever runs the bot asks it."""
    request = replace(parse(line, dispatcher.commands), locale=locale, admin=True)
    return with_files(request, dispatcher.commands)


def exit_status(reply: Reply) -> int:
    """0 for an answer, 1 for nothing found, 2 for an error."""
    return _STATUS.get(reply.outcome, 0)


def as_json(query: str, reply: Reply) -> dict[str, Any]:
    """The reply in the shape that docs/export.md promises."""
    return {
        "query": query,
        "outcome": str(reply.outcome),
        "people": [_person(profile.person) for profile in reply.profiles],
        "excerpts": _excerpts(reply),
        "suggestions": [choice.label for choice in reply.choices if not choice.is_turn],
        "note": _in_lines(reply),
    }


def _excerpts(reply: Reply) -> list[dict[str, Any]]:
    context = (reply.context.excerpt, *reply.context.passages) if reply.context else ()
    matches = (*reply.matches, *(match for group in reply.groups for match in group.matches))
    return [
        *(_excerpt(excerpt, None) for excerpt in context),
        *(_excerpt(match.excerpt, round(match.score, 1)) for match in matches),
    ]


def _excerpt(excerpt: Excerpt, score: float | None) -> dict[str, Any]:
    citation, speaker = excerpt.citation, excerpt.speaker
    shown = {
        "id": excerpt.id,
        "type": "quotation" if excerpt.kind else "passage",
        "kind": excerpt.kind and str(excerpt.kind),
        "text": excerpt.text,
        "speaker": speaker and speaker.name,
        "native_name": speaker and speaker.native_name,
        "affiliation": excerpt.affiliation,
        "article": citation.article,
        "file": citation.file,
        **_published(citation),
        "page": citation.page,
        "score": score,
        "source_spans": [{"start": span.start, "end": span.end} for span in excerpt.source_spans],
    }
    also = [{"article": other.article, "file": other.file, **_published(other)} for other in excerpt.also]
    original = {"original": _published(citation.original)} if citation.original else {}
    return {**shown, **original, **({"also": also} if also else {})}


def _published(work: Citation | Original) -> dict[str, str | None]:
    return {
        "headline": work.headline,
        "author": ", ".join(work.authors) or None,
        "outlet": work.outlet,
        "published": work.published,
        "url": work.url,
    }


def _person(person: Person) -> dict[str, str | None]:
    return {"id": person.id, "name": person.name, "native_name": person.native_name}


def _in_lines(reply: Reply) -> str | None:
    lines = [line for section in reply.sections for line in (section.title, *section.lines)]
    return "\n".join((*filter(None, (reply.note or reply.title,)), *lines)) or None
