"""What a writer or an admin may state about an article, checked: front matter and sidecars share these fields."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from knowledge.errors import ArticleError
from knowledge.formats.draft import Fields
from knowledge.model import Original

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

KNOWN = ("id", "title", "subtitle", "author", "authors", "outlet", "date", "url", "language", "accessed", "reports_on")
KNOWN_ORIGINAL = ("title", "author", "authors", "outlet", "date", "url")

_LONGEST = 500
_LONGEST_URL = 2000
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def fields_from(values: Mapping[str, object], line_of: Callable[[str], int | None]) -> tuple[Fields, tuple[str, ...]]:
    """The checked fields and a warning for each key that is not known.

    `line_of` tells the line a key stands on, by its name or, inside `reports_on`, as "reports_on.title".
    An empty value says that there is none. Raises ArticleError: bad_field.
    """
    fields = Fields()
    if "title" in values:
        fields["headline"] = _needed("title", values["title"], line_of)
    for key in ("id", "subtitle", "outlet"):
        if key in values:
            fields[key] = _text(key, values[key], line_of) or None
    if "date" in values:
        fields["published"] = _date("date", values["date"], line_of)
    if "accessed" in values:
        _date("accessed", values["accessed"], line_of)  # checked, and kept for those who read the sidecar
    if "url" in values:
        fields["url"] = _url("url", values["url"], line_of)
    if "language" in values:
        fields["language"] = _language(values["language"], line_of)
    if "author" in values or "authors" in values:
        fields["authors"] = _authors("", values, line_of)
    if "reports_on" in values:
        fields["original"] = _original(values["reports_on"], line_of)
    return fields, _unknown(values, line_of)


def published(text: str) -> str | None:
    """`text` where it is a date that exists, as YYYY, YYYY-MM or YYYY-MM-DD; else None."""
    if not _DATE.fullmatch(text):
        return None
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return None
    return text


def web_address(text: str) -> str | None:
    """`text` where it is an http or https address with a host; else None."""
    if len(text) > _LONGEST_URL or re.search(r"\s", text):
        return None
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return None
    return text if parts.scheme.lower() in ("http", "https") and parts.hostname else None


def _unknown(values: Mapping[str, object], line_of: Callable[[str], int | None]) -> tuple[str, ...]:
    inner = values.get("reports_on")
    strange: list[tuple[str, tuple[str, ...]]] = [(key, KNOWN) for key in values if key not in KNOWN]
    if isinstance(inner, dict):
        strange += [(f"reports_on.{key}", KNOWN_ORIGINAL) for key in inner if key not in KNOWN_ORIGINAL]
    return tuple(
        f"unknown field {key[:60]!r}{_on_line(line_of(key))} is not used; known are {', '.join(known)}"
        for key, known in strange
    )


def _on_line(line: int | None) -> str:
    return f" on line {line}" if line else ""


def _bad(key: str, problem: str, line_of: Callable[[str], int | None]) -> ArticleError:
    return ArticleError("bad_field", f"The field {key!r} {problem}.", line_of(key))


def _text(key: str, value: object, line_of: Callable[[str], int | None]) -> str:
    if not isinstance(value, str):
        raise _bad(key, "must be text", line_of)
    text = " ".join(value.split())
    if len(text) > _LONGEST:
        raise _bad(key, f"is longer than {_LONGEST} characters", line_of)
    if _CONTROL.search(text):
        raise _bad(key, "contains control characters", line_of)
    return text


def _needed(key: str, value: object, line_of: Callable[[str], int | None]) -> str:
    text = _text(key, value, line_of)
    if not text:
        raise _bad(key, "is empty", line_of)
    return text


def _date(key: str, value: object, line_of: Callable[[str], int | None]) -> str | None:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = _text(key, str(value) if type(value) is int else value, line_of)
    if text and not published(text):
        raise _bad(key, f"must be a date such as 2023, 2023-05 or 2023-05-30, not {text[:40]!r}", line_of)
    return text or None


def _url(key: str, value: object, line_of: Callable[[str], int | None]) -> str | None:
    text = value.strip() if isinstance(value, str) and len(value) <= _LONGEST_URL else _text(key, value, line_of)
    if text and (_CONTROL.search(text) or not web_address(text)):
        raise _bad(key, "must be a web address that begins with http:// or https://", line_of)
    return text or None


def _language(value: object, line_of: Callable[[str], int | None]) -> str | None:
    text = _text("language", value, line_of)
    match = _LANGUAGE.fullmatch(text)
    if text and not match:
        raise _bad("language", f"must be a language code such as en or zh, not {text[:40]!r}", line_of)
    return match[1].lower() if match else None


def _authors(prefix: str, values: Mapping[str, object], line_of: Callable[[str], int | None]) -> tuple[str, ...]:
    if "author" in values and "authors" in values:
        raise _bad(prefix + "authors", "stands beside 'author'; use one of them", line_of)
    key = "author" if "author" in values else "authors"
    value = values[key]
    names = value if isinstance(value, list) else [value]
    read = (_text(prefix + key, name, line_of) for name in names)
    return tuple(dict.fromkeys(name for name in read if name))


def _original(value: object, line_of: Callable[[str], int | None]) -> Original | None:
    if value in ("", None):
        return None
    if not isinstance(value, dict):
        raise _bad("reports_on", "must hold fields of its own: title, author, outlet, date, url", line_of)
    if "title" not in value:
        raise _bad("reports_on", "needs a title", line_of)
    at = "reports_on."
    return Original(
        headline=_needed(at + "title", value["title"], line_of),
        authors=_authors(at, value, line_of) if "author" in value or "authors" in value else (),
        outlet=_text(at + "outlet", value.get("outlet", ""), line_of) or None,
        published=_date(at + "date", value.get("date", ""), line_of),
        url=_url(at + "url", value.get("url", ""), line_of),
    )
