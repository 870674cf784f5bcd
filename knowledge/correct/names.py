"""Full names: what namesakes share, and which names may be one person's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.search.normal import is_run, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

Parts = tuple[str, ...]
_FULL = 2  # words of a full name
_LATIN_UNTIL = "\u0370"


def keys_of(parts: Parts) -> Iterator[Parts]:
    """What namesakes share: the whole name, or its first and last word."""
    yield parts
    if len(parts) > _FULL:
        yield (parts[0], parts[-1])


def same_full_name(one: Parts, other: Parts) -> bool:
    """Whether two names are equal but for middle names that one of them lacks."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) == _FULL < len(long) and (long[0], long[-1]) == short)


def native_key(text: str) -> str:
    """A native name, so that traditional and simplified characters are one, and blanks and dots make no difference."""
    return plain(text).replace(" ", "")


def is_native(text: str) -> bool:
    """Whether a name is written in another script than Latin."""
    return any(is_run(word) or any(each >= _LATIN_UNTIL and each.isalpha() for each in word) for word in plain(text))
