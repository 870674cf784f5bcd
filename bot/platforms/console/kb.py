"""`dragoman kb`: the commands of the chat that look after the knowledge base, for a terminal and for scripts."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.editing.built import report_reply
from bot.editing.changing import counted
from bot.editing.noting import noted
from bot.platforms.console.ask import as_json, asked, drawn, exit_status
from bot.platforms.console.files import with_files
from bot.platforms.console.lines import argument
from bot.state import Deed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command import Request
    from bot.dispatch import Dispatcher
    from bot.reply import Reply

_OPTION = re.compile(r"(sure|url):(.*)", re.DOTALL)
_INCOMPLETE = 1


async def answer(dispatcher: Dispatcher, words: Sequence[str], locale: str, *, script: bool) -> int:
    """Do what the words behind `dragoman kb` say, and print what came of it; returns the worst exit status."""
    worst = 0
    for request in _requests(dispatcher, [argument(word) for word in words], locale):
        reply, status = await _done(dispatcher, request)
        _print(dispatcher, reply, words, script=script)
        worst = max(worst, status)
    return worst


def _requests(dispatcher: Dispatcher, words: Sequence[str], locale: str) -> list[Request]:
    """One request; several where several articles are to be added."""
    line = asked(f"/kb {' '.join(words)}", dispatcher, locale)
    if line.command != "kb add":
        return [replace(line, progress=_tell)]
    options = {found[1]: found[2] for word in words[1:] if (found := _OPTION.fullmatch(word))}
    files = [{"file": word} for word in words[1:] if not _OPTION.fullmatch(word)]
    each = [replace(line, values={**values, **options}, progress=_tell) for values in files or [{}]]
    return [with_files(request, dispatcher.commands) for request in each]


async def _done(dispatcher: Dispatcher, request: Request) -> tuple[Reply, int]:
    """The reply and its exit status. To open the knowledge base was to read the articles anew."""
    if request.command != "kb reload" or request.values:
        reply = await dispatcher.answer(request)
        return reply, exit_status(reply)
    services = dispatcher.services
    report = services.base.report
    await noted(request, services, Deed.RELOAD, counted(report))
    reply = replace(report_reply(report, services.base.corrections, request.say), asked=request)
    return reply, max(exit_status(reply), _INCOMPLETE if report.set_aside else 0)


def _print(dispatcher: Dispatcher, reply: Reply, words: Sequence[str], *, script: bool) -> None:
    if script:
        print(json.dumps(as_json(f"/kb {' '.join(words)}", reply), ensure_ascii=False), flush=True)  # noqa: T201 - this is the output
    elif reply.attached:
        sys.stdout.write(reply.attached.text)
    else:
        drawn(dispatcher, reply)


async def _tell(sentence: str) -> None:
    if sys.stderr.isatty():
        print(sentence, file=sys.stderr)  # noqa: T201 - as above
