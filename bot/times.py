"""Times of day and days of the week as people write them, read and written back. Pure: no clock, no zone."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.language import Language

EVERY_DAY = tuple(range(7))
WORKDAYS, WEEKEND = EVERY_DAY[:5], EVERY_DAY[5:]
MOST_TIMES = 24
_RANGE = 3  # days in a row from which they are written as a range
_NOON = 12

_APART = re.compile(r"[,;、/&+]|\b(?:and|at|и|в)\b|和|及|\s+(?!(?:am|pm|a\.m\.|p\.m\.|утра|дня|вечера|ночи)\b)")
_TIME = re.compile(
    r"(?P<before>上午|早上|下午|晚上)?(?P<hour>\d{1,2}?)(?:[:.h时點点ч]?(?P<minute>\d{2}|半)分?|[:h时點点ч])?"
    r"\s*(?P<after>am|pm|a\.m\.|p\.m\.|утра|дня|вечера|ночи)?"
)
_NAMED = {
    "noon": "12:00",
    "midnight": "00:00",
    "полдень": "12:00",
    "полночь": "00:00",
    "中午": "12:00",
    "午夜": "00:00",
}
_MORNING = {"am", "a.m.", "утра", "ночи", "上午", "早上"}

_DAYS = {
    name: day
    for day, names in enumerate(
        (
            "monday понедельник пн 周一 星期一 礼拜一 一",
            "tuesday вторник вт 周二 星期二 礼拜二 二",
            "wednesday среда среду ср 周三 星期三 礼拜三 三",
            "thursday четверг чт 周四 星期四 礼拜四 四",
            "friday пятница пятницу пт 周五 星期五 礼拜五 五",
            "saturday суббота субботу сб 周六 星期六 礼拜六 六",
            "sunday воскресенье вс 周日 周天 星期日 星期天 礼拜日 礼拜天 日",
        )
    )
    for name in names.split()
}
_SETS = {
    **dict.fromkeys(("daily", "every day", "everyday", "ежедневно", "каждый день", "每天", "每日"), EVERY_DAY),
    **dict.fromkeys(("weekdays", "workdays", "working days", "будни", "по будням", "рабочие дни", "工作日"), WORKDAYS),
    **dict.fromkeys(("weekend", "weekends", "выходные", "по выходным", "周末"), WEEKEND),
}
_LEAST = 2  # letters of a day's name that tell which it is, at least
_BETWEEN_DAYS = re.compile(r"[,;、/&+\s]+|\b(?:and|и)\b|和|及")
_TO = re.compile(r"\s*(?:[-–—~]|\bto\b|\bthrough\b|\bпо\b|至|到)\s*")


class UnreadableError(ValueError):
    """What was said cannot be read; `said` is the part that cannot."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


def read_times(text: str) -> tuple[str, ...]:
    """The times of day in "9:00, 17.30", "9am and 5 pm", "в 9 утра" or "上午9点": "HH:MM", sorted, none twice.

    Raises UnreadableError where a part is no time of day, or there is none, or more than 24.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    parts = [part for each in _APART.split(plain) if (part := each.strip())]
    found = sorted({_time(part) for part in parts})
    if not 1 <= len(found) <= MOST_TIMES:
        raise UnreadableError(text)
    return tuple(found)


def read_weekdays(text: str) -> tuple[int, ...]:
    """The days in "weekdays", "mon, wed, fri", "пн-пт" or "周一至周五": numbers from 0 for Monday, sorted.

    Raises UnreadableError where a part is no day, or there is none.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if plain in _SETS:
        return _SETS[plain]
    parts = [part for part in _BETWEEN_DAYS.split(_TO.sub("-", plain)) if part]
    found = {day for part in parts for day in _days(part)}
    if not found:
        raise UnreadableError(text)
    return tuple(sorted(found))


def write_times(times: Iterable[str], say: Language = ENGLISH) -> str:
    """The times as `read_times` reads them back: "09:00, 17:30"."""
    return say.listed(times)


def write_weekdays(weekdays: Sequence[int], say: Language = ENGLISH) -> str:
    """The days as `read_weekdays` reads them back: "daily", "Mon-Fri" or "Mon, Wed, Fri"."""
    if tuple(weekdays) == EVERY_DAY:
        return say("daily")
    names = short_names(say)
    return say.listed(
        f"{names[run[0]]}-{names[run[-1]]}" if len(run) >= _RANGE else say.listed(names[day] for day in run)
        for run in _runs(weekdays)
    )


def short_names(say: Language = ENGLISH) -> tuple[str, ...]:
    """The days of the week, shortened, from Monday on."""
    return (say("Mon"), say("Tue"), say("Wed"), say("Thu"), say("Fri"), say("Sat"), say("Sun"))


def _time(part: str) -> str:
    if part in _NAMED:
        return _NAMED[part]
    found = _TIME.fullmatch(part)
    if found is None:
        raise UnreadableError(part)
    hour, half = int(found["hour"]), found["before"] or found["after"]
    minute = 30 if found["minute"] == "半" else int(found["minute"] or 0)
    if half:
        if not 1 <= hour <= _NOON:
            raise UnreadableError(part)
        hour = hour % _NOON + (0 if half in _MORNING else _NOON)
    try:
        return f"{_within(hour, 24):02}:{_within(minute, 60):02}"
    except ValueError:
        raise UnreadableError(part) from None


def _within(number: int, end: int) -> int:
    if number >= end:
        raise ValueError(number)
    return number


def _days(part: str) -> tuple[int, ...]:
    if part in _SETS:
        return _SETS[part]
    first, dash, last = part.partition("-")
    if not dash:
        return (_day(part),)
    start, end = _day(first), _day(last)
    return tuple((start + step) % 7 for step in range((end - start) % 7 + 1))


def _day(name: str) -> int:
    bare = name.rstrip(".")
    if bare in _DAYS:
        return _DAYS[bare]
    bare = bare.removesuffix("s") if bare.isascii() and len(bare) > len("tues") else bare
    fitting = {day for known, day in _DAYS.items() if len(bare) >= _LEAST and known.startswith(bare)}
    if len(fitting) != 1:
        raise UnreadableError(name)
    return fitting.pop()


def _runs(weekdays: Sequence[int]) -> list[list[int]]:
    """The days, those that follow each other together."""
    runs = [[day] for day in weekdays[:1]]
    for before, day in pairwise(weekdays):
        if day == before + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs
