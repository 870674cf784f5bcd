"""The prompt: what is typed, kept and completed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.platforms.console.prompt import LineCompleter, lines

if TYPE_CHECKING:
    from pathlib import Path

    from bot.dispatch import Dispatcher


async def test_lines_are_kept_until_the_end(dispatcher: Dispatcher, tmp_path: Path) -> None:
    """Ctrl-C drops the line being typed, Ctrl-D ends; the history is in its file."""
    with create_pipe_input() as typed, create_app_session(input=typed, output=DummyOutput()):
        typed.send_text("/about\rhalf a line\x03/expert 赵\r\x04")
        said = [line async for line in lines(dispatcher, tmp_path / "history", "en")]
    assert said == ["/about", "/expert 赵"]
    assert "+/expert 赵\n" in (tmp_path / "history").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("/exp", ["/expert ", "/experts "]),
        ("/abo", ["/about"]),
        ("/expert bru", ["/expert Bruno Baker"]),
        ("/quote ice speaker:ana", ["/quote ice speaker:Ana Reis"]),
        ("/quote ice kind:d", ["/quote ice kind:direct"]),
        ("/quote xyzzy ki", ["/quote xyzzy kind:"]),
        ("/help quo", ["/help quote"]),
        ("/about x", []),
        ("/KB st", ["/kb status"]),
        ("/kb   set", ["/kb set-aside "]),
        ("/kb set-aside pa", []),
    ],
)
async def test_a_line_is_completed(dispatcher: Dispatcher, typed: str, expected: list[str]) -> None:
    """Commands, values and option names, in the place of what was typed."""
    found = LineCompleter(dispatcher).get_completions_async(Document(typed), CompleteEvent())
    lines_after = [typed[: len(typed) + each.start_position] + each.text async for each in found]
    assert lines_after == expected
