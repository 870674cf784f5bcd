"""Files named in a typed line: whoever is at the console may hand over what they may read."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.command import Completion
from bot.errors import UserError
from bot.request import Upload

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.command import Command, Request
    from bot.language import Language

_WEB = ("https://", "http://")


def with_files(request: Request, commands: Mapping[str, Command]) -> Request:
    """The request with the files that its options name."""
    command = commands.get(request.command)
    wanted = {option.name for option in command.options if option.completion is Completion.FILE} if command else set()
    named = {name: path for name, path in request.values.items() if name in wanted and not path.startswith(_WEB)}
    return replace(request, uploads={name: _upload(Path(path), request.say) for name, path in named.items()})


def _upload(path: Path, say: Language) -> Upload:
    async def read() -> bytes:
        try:
            return await asyncio.to_thread(path.read_bytes)
        except OSError as error:
            raise UserError(say("{file} cannot be read: {reason}.", file=path.name, reason=error.strerror)) from error

    try:
        path = path.expanduser()
        size = path.stat().st_size if path.is_file() else 1
    except (OSError, RuntimeError, ValueError):  # reading it will tell
        size = 1
    return Upload(path.name, size, read)
