"""The sidecar of an article: a small TOML file beside it, whose word counts more than the article's own."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from knowledge.errors import ArticleError
from knowledge.formats.fields import fields_from

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.formats.draft import Fields

LIMIT_BYTES = 64 * 1024
_AT_LINE = re.compile(r"\(at line (\d+)")
_TABLE = re.compile(r"\s*\[\s*([\w.-]+)\s*\]")
_KEY = re.compile(r"\s*[\"']?([\w.-]+)[\"']?\s*=")


def fields_of_sidecar(raw: bytes) -> tuple[Fields, tuple[str, ...]]:
    """The fields a sidecar states, and warnings. Raises ArticleError: bad_sidecar or bad_field."""
    if len(raw) > LIMIT_BYTES:
        raise ArticleError("bad_sidecar", f"The sidecar is larger than {LIMIT_BYTES // 1024} KB.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ArticleError("bad_sidecar", "The sidecar is not UTF-8.", line) from error
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = _AT_LINE.search(str(error))
        problem = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise ArticleError(
            "bad_sidecar", f"The sidecar is not valid TOML: {problem}.", int(found[1]) if found else None
        ) from error
    try:
        fields, warnings = fields_from(values, _line_finder(text))
    except ArticleError as error:
        raise ArticleError(error.code, f"Sidecar: {error.reason}", error.line) from error
    return fields, tuple(f"sidecar: {warning}" for warning in warnings)


def _line_finder(text: str) -> Callable[[str], int | None]:
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if found := _TABLE.match(line):
            table = found[1] + "."
            lines.setdefault(found[1], number)
        elif found := _KEY.match(line):
            lines.setdefault(table + found[1], number)
    return lines.get
