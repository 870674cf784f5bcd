"""File names that are safe on every file system, made from whatever an upload or an address is called."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_BYTES = 200  # a number, the sidecar's ending and that of a file in the making still fit into 255

_PARTING = re.compile(r"[/\\]")
_UNFIT = re.compile(r'[\s<>:"|?*#%&{}$!`=+@,;^~\[\]\'()]+')
_DASHES = re.compile(r"-{2,}")
_ENDING = re.compile(r"\.[a-z0-9]{1,10}")
_HIDDEN_CATEGORIES = ("Cc", "Cf", "Cs", "Co", "Cn")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_NEVER_READ = "readme"


def file_name(name: str) -> str:
    """A name for a file like `name`: one part, visible, in NFC, reserved nowhere, with its ending in small letters."""
    shown = "".join("-" if unicodedata.category(c) in _HIDDEN_CATEGORIES else c for c in name)
    last = _PARTING.split(unicodedata.normalize("NFC", shown).rstrip("/\\ ."))[-1]
    plain = _DASHES.sub("-", _UNFIT.sub("-", last))
    stem, ending = _parted(plain)
    stem = _cut(stem.strip(" .-_"), LONGEST_BYTES - len(ending)).rstrip(" .-_") or "article"
    if _RESERVED.fullmatch(stem) or stem.casefold() == _NEVER_READ:
        stem = f"article-{stem}"
    return stem + ending


def free_name(name: str, is_taken: Callable[[str], bool]) -> str:
    """`name`, or where that is taken, the first of `name-2`, `name-3` and so on that is not."""
    stem, ending = _parted(name)
    number = 1
    while is_taken(found := f"{stem}-{number}{ending}" if number > 1 else name):
        number += 1
    return found


def _parted(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    if dot and _ENDING.fullmatch(f".{ending}".lower()):
        return stem, f".{ending}".lower()
    return name, ""


def _cut(text: str, limit: int) -> str:
    return text.encode(errors="ignore")[:limit].decode(errors="ignore")
