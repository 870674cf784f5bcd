"""Lines of a pipe or a file as text, whatever bytes they are made of."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def decoded(stream: Iterable[bytes]) -> Iterator[str]:
    """Each line without its end; bytes that are not UTF-8 become U+FFFD, a byte order mark is dropped."""
    for place, line in enumerate(stream):
        yield line.decode("utf-8-sig" if place == 0 else "utf-8", "replace").rstrip("\r\n")


def argument(text: str) -> str:
    """A command-line argument as text: bytes that are not UTF-8 become U+FFFD."""
    return os.fsencode(text).decode("utf-8", "replace")


def filled(stream: Iterable[bytes]) -> Iterator[str]:
    """The lines of `stream` that are not blank."""
    return (line for line in decoded(stream) if line.strip())
