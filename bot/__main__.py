"""The command line: the only place that reads arguments, sets up the log and decides how the process ends."""

from __future__ import annotations

import argparse
import asyncio
import io
import json
import logging
import os
import sys
import tempfile
from contextlib import nullcontext
from dataclasses import asdict, replace
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from bot import __version__, app, commands, config, doctor, manual, wording
from bot.errors import BotError, UserError
from bot.state import backup
from bot.state.state import FILE as STATE_FILE
from knowledge import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.config import Settings
    from knowledge import BuildReport, Explanation

    Task = Callable[[Settings, argparse.Namespace], Awaitable[int]]

FAILED = 2
INTERRUPTED = 130
PIPE_CLOSED = 141
_LOG_BYTES = 1_000_000
_LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

log = logging.getLogger("bot")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit status; what goes wrong is one sentence on standard error."""
    asked = _parser().parse_args(arguments)
    try:
        _speak_utf8()
        settings = config.read()
        _start_log(settings, asked)
        status = asyncio.run(asked.task(settings, asked))
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except (BotError, KnowledgeError) as error:
        return _failed(str(error))
    except OSError as error:
        return _failed(": ".join(part for part in (error.filename, error.strerror or str(error)) if part))
    except Exception as error:
        log.exception("%s failed", asked.name)
        return _failed(f"something went wrong that should not have ({type(error).__name__}); the log says more.")
    return int(status)


# ------------------------------------------------------------------------------------------------------- tasks


async def _run(settings: Settings, _: argparse.Namespace) -> int:
    await app.serve(settings, app.platforms(settings))
    return 0


async def _serve(settings: Settings, asked: argparse.Namespace) -> int:
    said = settings.site or config.Address(config.LOOPBACK, config.SITE_PORT)
    address = config.Address(asked.host or said.host, asked.port or said.port)
    await app.serve_site(replace(settings, site=address))
    return 0


async def _console(settings: Settings, _: argparse.Namespace) -> int:
    from bot.platforms.console.app import run  # noqa: PLC0415 - drawing is only needed here

    async with app.dispatching(settings) as dispatcher:
        await run(dispatcher, settings.data, settings.language)
    return 0


async def _ask(settings: Settings, asked: argparse.Namespace) -> int:
    from bot.platforms.console import ask, lines  # noqa: PLC0415 - as above

    if not asked.question and sys.stdin.isatty():
        raise UserError('Ask something, such as: dragoman ask "/quote reverse-Nixon"')
    questions = [lines.argument(" ".join(asked.question))] if asked.question else lines.filled(sys.stdin.buffer)
    async with app.dispatching(settings) as dispatcher:
        return await (ask.print_json if asked.json else ask.print_answers)(dispatcher, questions, settings.language)


async def _kb(settings: Settings, asked: argparse.Namespace) -> int:
    from bot.platforms.console import kb  # noqa: PLC0415 - as above

    async with app.dispatching(settings) as dispatcher:
        return await kb.answer(dispatcher, asked.words, settings.language, script=asked.json)


async def _build(settings: Settings, asked: argparse.Namespace) -> int:
    async with app.opened(settings) as knowledge:
        report = await knowledge.reload(allow_removals=True) if asked.allow_removals else knowledge.report
    if asked.json:
        print(json.dumps(asdict(report), ensure_ascii=False))
    else:
        print("\n".join(_report_lines(report)))
    if not report.applied:
        return FAILED
    return 1 if report.set_aside else 0


async def _export(settings: Settings, asked: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="dragoman-") if asked.articles else nullcontext(settings.data) as data:
        chosen = replace(settings, articles=tuple(asked.articles) or settings.articles, data=Path(data))
        async with app.opened(chosen) as knowledge:
            async for record in knowledge.export():
                print(json.dumps(record, ensure_ascii=False))
            for item in knowledge.report.set_aside:
                print(f"set aside: {wording.set_aside_line(item)}", file=sys.stderr)
    return 0


async def _explain(settings: Settings, asked: argparse.Namespace) -> int:
    async with app.opened(settings) as knowledge:
        found = await knowledge.explain(asked.id)
    if found is None:
        raise UserError(f"No quotation has the id {asked.id!r}. Answers show ids as /source q….")
    print(json.dumps(asdict(found), ensure_ascii=False) if asked.json else "\n".join(_explanation_lines(found)))
    return 0


async def _doctor(settings: Settings, _: argparse.Namespace) -> int:
    findings = await doctor.examine(settings)
    for finding in findings:
        print(f"{finding.state:<6}{finding.what}")
        if finding.advice:
            print(f"      {finding.advice}")
    return 1 if any(finding.state is doctor.State.WRONG for finding in findings) else 0


async def _backup(settings: Settings, asked: argparse.Namespace) -> int:
    state = settings.data / STATE_FILE
    made = asked.file or state.with_name(f"{state.stem}-{datetime.now(UTC):%Y-%m-%d-%H%M%S}{state.suffix}")
    await asyncio.to_thread(backup.copy, state, made, replace=asked.force)
    print(made)
    return 0


async def _manifest(settings: Settings, asked: argparse.Namespace) -> int:
    if asked.of == "docs":
        print(manual.page(commands.load()), end="")
        return 0
    if asked.of == "slack":
        from bot.platforms.slack.manifest import manifest as of_slack  # noqa: PLC0415 - only needed here

        prefix = settings.slack.prefix if settings.slack else ""
        print(json.dumps(of_slack(commands.load(), prefix, asked.url), indent=2, ensure_ascii=False))
        return 0
    from bot.platforms.discord import manifest  # noqa: PLC0415 - discord.py is slow to import

    print(json.dumps(await manifest.payloads(commands.load()), indent=2, ensure_ascii=False))
    return 0


async def _sync(settings: Settings, _: argparse.Namespace) -> int:
    from bot.platforms.discord import manifest  # noqa: PLC0415 - discord.py is slow to import

    print(await manifest.sync(settings, commands.load()))
    return 0


def _explanation_lines(found: Explanation) -> list[str]:
    speaker = wording.person_name(found.speaker) if found.speaker else "nobody: unattributed"
    known = {
        "words": found.text,
        "speaker": speaker,
        "named by": found.mention,
        "cue": found.cue,
        "via": found.via,
        "rule": found.rule,
        "confidence": f"{found.confidence:.2f}",
    }
    lines = [f"{label + ':':<12}{text}" for label, text in known.items() if text]
    lines += [f"{'weighed:':<12}{w.share:.2f}  {w.name}  ({', '.join(w.reasons)})" for w in found.weighed]
    return [*lines, f"{'file:':<12}{found.file}", f"{'passage:':<12}{found.passage}"]


def _report_lines(report: BuildReport) -> list[str]:
    changes = ((report.added, "added"), (report.changed, "changed"), (report.removed, "removed"))
    lines = [f"{what}: {file}" for files, what in changes for file in files]
    lines += [f"duplicate: {file} is the same as {other}" for file, other in report.duplicates]
    lines += [f"warning: {file}: {text}" for file, text in report.warnings]
    lines += [f"set aside: {wording.set_aside_line(item)}" for item in report.set_aside]
    if report.stats is not None:
        stats = report.stats
        found = f"{wording.articles(stats.articles)}, {stats.people:,} people"
        lines.append(f"{found}, {wording.counts_line(stats.quotations)}")
    return lines if report.applied else [*lines, "The knowledge base was left as it was."]


# ---------------------------------------------------------------------------------------------- the command line


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dragoman", description="A briefing bot that tells who said what, exactly, and where."
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    tasks = parser.add_subparsers(title="what to do", metavar="COMMAND", required=True)

    def task(name: str, run: Task, summary: str) -> argparse.ArgumentParser:
        added = tasks.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        added.set_defaults(task=run, name=name)
        return added

    task("console", _console, "ask questions at a prompt; needs no token")
    ask = task("ask", _ask, "answer one question, or each line of standard input")
    ask.add_argument("question", nargs="*", help='a command line, such as "/quote reverse-Nixon"')
    ask.add_argument("--json", action="store_true", help="print one JSON object for each question")
    task("run", _run, "talk on every platform that has a token")
    served = task("serve", _serve, "show the knowledge base as pages to read; needs no token")
    served.add_argument("--host", help="where to listen; 127.0.0.1 unless DRAGOMAN_SITE says otherwise")
    served.add_argument("--port", type=_port, help="8080 unless DRAGOMAN_SITE says otherwise")
    kb = task("kb", _kb, "look after the knowledge base, with the words of /kb in the chat")
    kb.add_argument(
        "words", nargs="*", metavar="WORD", help='such as: reload, add FILE or URL, fix QUOTATION "person:NAME"'
    )
    kb.add_argument("--json", action="store_true", help="print a JSON object for each answer")
    build = task("build", _build, "bring the knowledge base up to date and say what was found")
    build.add_argument("--json", action="store_true", help="print the report as a JSON object")
    build.add_argument("--allow-removals", action="store_true", help="even if most articles are gone at once")
    export = task("export", _export, "print every article, person and quotation as JSON lines")
    export.add_argument(
        "--articles",
        nargs="+",
        action="extend",
        type=Path,
        default=[],
        metavar="DIR",
        help="these folders instead, leaving no trace",
    )
    explain = task("explain", _explain, "say why a quotation has the speaker it has")
    explain.add_argument("id", help="a quotation's id, as answers and the export show it")
    explain.add_argument("--json", action="store_true", help="print a JSON object")
    task("doctor", _doctor, "look at settings, folders and knowledge base, and say what to do")
    copied = task("backup", _backup, "copy the state, while the bot is running or not, and say where to")
    copied.add_argument("file", nargs="?", type=Path, help="where to; without it, beside the state, with the time")
    copied.add_argument("--force", action="store_true", help="replace a file that is there")
    manifest = task("manifest", _manifest, "print the commands as Discord or Slack takes them, or as documentation")
    manifest.add_argument("of", choices=("discord", "slack", "docs"))
    manifest.add_argument("--url", help="for Slack without sockets: where Slack is to call, such as https://my.example")
    task("sync", _sync, "register the commands with Discord")
    return parser


def _port(said: str) -> int:
    try:
        return config.address(said).port
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{said}” is no port: a number from 1 to 65535") from error


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _start_log(settings: Settings, asked: argparse.Namespace) -> None:
    """Log to standard error; where that is a conversation, to a file in the data folder."""
    handler: logging.Handler = logging.StreamHandler()
    if asked.name in {"console", "ask", "kb"}:
        handler = RotatingFileHandler(settings.data / "dragoman.log", maxBytes=_LOG_BYTES, backupCount=1, delay=True)
        logging.raiseExceptions = False  # a log that cannot be written must not break into the conversation
    usual = "info" if asked.name in {"run", "serve"} else "warning"
    logging.basicConfig(handlers=[handler], level=(settings.log_level or usual).upper(), format=_LOG_FORMAT)


def _failed(sentence: str) -> int:
    print(f"dragoman: {sentence}", file=sys.stderr)
    return FAILED


if __name__ == "__main__":
    sys.exit(main())
