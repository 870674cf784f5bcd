"""The parts of a ZIP archive, unpacked in memory and counted while they are: no name in it is ever a path on disk."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from knowledge.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_UNPACKED = 50 * 1024 * 1024
MOST_PARTS = 20_000

_CHUNK = 64 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, struct.error, KeyError)
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def unpacked(raw: bytes, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """The parts whose names are wanted. Raises ArticleError: damaged, encrypted or decompression_limit."""
    parts: dict[str, bytes] = {}
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            entries = [entry for entry in archive.infolist() if wanted(entry.filename) and not entry.is_dir()]
            if len(entries) > MOST_PARTS:
                raise _too_much()
            for entry in entries:
                if entry.flag_bits & 1:
                    raise ArticleError("encrypted", "The file is locked with a password. Save it without one.")
                parts[entry.filename] = _content(archive, entry, left)
                left -= len(parts[entry.filename])
    except _BROKEN as error:
        raise ArticleError("damaged", "The file is damaged: it cannot be unpacked.") from error
    return parts


def refuse_declarations(parts: dict[str, bytes]) -> None:
    """An office document declares no entities; one that does means to unfold them. Raises ArticleError: damaged."""
    for content in parts.values():
        if _DECLARES.search(content.replace(b"\0", b"")):
            raise ArticleError("damaged", "The document declares entities, which no office program writes.")


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    chunks: list[bytes] = []
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            most -= len(chunk)
            if most < 0:
                raise _too_much()
            chunks.append(chunk)
    return b"".join(chunks)


def _too_much() -> ArticleError:
    return ArticleError("decompression_limit", f"The file unpacks to more than {MOST_UNPACKED // 1024 // 1024} MB.")
