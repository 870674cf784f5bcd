"""Time zones by what people call them: a city in their language, a zone's name, roughly written."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from rapidfuzz import fuzz

from bot.language import tags

if TYPE_CHECKING:
    from collections.abc import Iterator

NEAREST = 3
_ALIKE = 75.0  # the likeness of two names, of 100, from which one may be meant by the other
_OLD = ("Etc/", "SystemV/", "US/", "Canada/", "Brazil/", "Mexico/", "Chile/")  # second names of zones that have a city
# Cities that give no zone its name, in the languages spoken here.
_ELSEWHERE = {
    "Asia/Shanghai": "Beijing Peking 北京 Пекин",
    "America/New_York": "Washington 华盛顿 Вашингтон Boston",
    "America/Los_Angeles": "San_Francisco Seattle 旧金山",
    "Asia/Kolkata": "Delhi New_Delhi Mumbai 德里 孟买 Дели",
    "Europe/Moscow": "St_Petersburg Санкт-Петербург 圣彼得堡",
    "Europe/Berlin": "Hamburg Munich Frankfurt 慕尼黑 Мюнхен",
    "Europe/Zurich": "Geneva 日内瓦 Женева",
    "Asia/Dubai": "Abu_Dhabi",
    "Australia/Sydney": "Canberra",
    "America/Toronto": "Ottawa",
    "UTC": "GMT",
}


def known(zone: str) -> bool:
    """Whether there is a zone of exactly this name."""
    return zone in _names()


def meant(text: str) -> str | None:
    """The zone that is called so, or that has a city called so in some language; None where none or several have."""
    said = _folded(text)
    exact = [zone for zone in _names() if _folded(zone) == said]
    cities = exact or [zone for zone, cities in _cities().items() if said in cities]
    current = [zone for zone in cities if not zone.startswith(_OLD)] or cities
    shortest = sorted(current, key=lambda zone: (zone.count("/"), zone))
    return shortest[0] if shortest else None


def complete(typed: str, limit: int) -> tuple[str, ...]:
    """Zones that may be meant by what has been typed so far, best first; with nothing typed, one of every region."""
    said = _folded(typed)
    if not said:
        return _USUAL[:limit]
    ranks = {zone: rank for zone in _names() if (rank := _rank(zone, said)) is not None}
    ranked = sorted(
        ranks, key=lambda zone: (ranks[zone], zone not in _USUAL, zone.startswith(_OLD), zone.count("/"), zone)
    )
    return tuple(ranked[:limit])


def near(text: str) -> tuple[str, ...]:
    """The zones whose names or cities are most like this text."""
    return complete(text, NEAREST)


def _rank(zone: str, said: str) -> float | None:
    """How well a zone fits, the lowest first: its city begins so, its name does, it has the words, it is nearly so."""
    cities, name = _cities()[zone], _folded(zone)
    if said in cities or said == name:
        return 0
    if any(city.startswith(said) for city in cities):
        return 1
    if name.startswith(said) or any(f" {said}" in each for each in (*cities, name)):
        return 2
    alike = max(fuzz.ratio(said, each) for city in (*cities, name) for each in (city, city[: len(said)]))
    return 3 + (100 - alike) / 100 if alike >= _ALIKE else None


@cache
def _names() -> frozenset[str]:
    return frozenset(zone for zone in available_timezones() if zone not in {"Factory", "localtime"})


@cache
def _cities() -> dict[str, frozenset[str]]:
    """The folded names of each zone's cities."""
    cities = {zone: {_folded(zone.rpartition("/")[2])} for zone in _names()}
    for zone, name in _translated():
        cities.setdefault(zone, set()).add(_folded(name))
    for zone, names in _ELSEWHERE.items():
        cities.setdefault(zone, set()).update(map(_folded, names.split()))
    return {zone: frozenset(names) for zone, names in cities.items() if zone in _names()}


def _translated() -> Iterator[tuple[str, str]]:
    """Every zone's city as the languages spoken here write it."""
    from babel import Locale  # noqa: PLC0415 - slow to import, and seldom needed

    for tag in tags():
        for zone, told in Locale.parse(tag.replace("-", "_")).time_zones.items():
            if "city" in told:
                yield zone, told["city"]


def _folded(text: str) -> str:
    """A name in small letters without accents, its words set apart by blanks."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() or char == "+" else " " for char in bare.casefold()).split())


_USUAL = (
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Moscow",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "Africa/Johannesburg",
)
