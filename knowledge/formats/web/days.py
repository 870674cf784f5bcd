"""The day that a page states in one of its fields, where only one day can be meant."""

from __future__ import annotations

import re

from knowledge.formats import bylines
from knowledge.formats.fields import published

_ISO = re.compile(r"(\d{4})([-/.]?)(\d{2})(?:\2(\d{2}))?(?![\d/.-])(?=\D|$)")
_YEAR = re.compile(r"\d{4}")
_LONGEST = 80
_FIRST_YEAR = "1500"
_UNSET = ("1970-01-01",)  # what a machine's clock says before anyone has set it


def stated_day(value: str) -> str | None:
    """The day as YYYY-MM-DD, or as much of it as is stated; None where it could be read two ways (02/03/2024)."""
    text = value.strip()[:_LONGEST]
    day = _iso(text) or _written(text)
    return day if day and day[:4] >= _FIRST_YEAR and day not in _UNSET else None


def _iso(text: str) -> str | None:
    if _YEAR.fullmatch(text):
        return text
    found = _ISO.match(text)
    if not found or (not found[2] and not found[4]):  # 202405 is no month of 2024 to everybody
        return None
    return published("-".join(part for part in (found[1], found[3], found[4]) if part))


def _written(text: str) -> str | None:
    days = {day for day, _ in bylines.dates_in(text)}
    return days.pop() if len(days) == 1 else None
