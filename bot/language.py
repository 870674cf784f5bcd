"""The asker's language: sentences, numbers and dates. English stands in the code; the others in `locales/*.po`."""

from __future__ import annotations

import calendar
import datetime as dt
import gettext
import re
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).parent / "locales"
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_LONE_MONTH = "yMMMM"  # the CLDR skeleton for a month and its year


class Language:
    """One language that the bot speaks. Calling it says a sentence: `say("Nobody called {name}.", name=…)`.

    Sentences are looked up whole, by their English, and filled in afterwards; one that is missing is said in English.
    """

    def __init__(self, tag: str = "en", sentences: gettext.NullTranslations | None = None) -> None:
        self.tag = tag
        self._sentences = sentences or gettext.NullTranslations()

    def __call__(self, sentence: str, /, **parts: object) -> str:
        """The sentence in this language, with its parts filled in."""
        said = self._sentences.gettext(sentence)
        return said.format(**parts) if parts else said

    def many(self, one: str, more: str, count: int, /, **parts: object) -> str:
        """The sentence for this `count`, which stands in it as `{count}`."""
        return self._sentences.ngettext(one, more, count).format(count=self.number(count), **parts)

    def listed(self, parts: Iterable[str | None]) -> str:
        """The parts that there are, one after the other, as this language sets them apart."""
        say = self
        return say(", ").join(part for part in parts if part)

    def together(self, *sentences: str | None) -> str:
        """The sentences that there are, one after the other."""
        say, (first, *others) = self, [sentence for sentence in sentences if sentence] or [""]
        for other in others:
            first = say("{first} {second}", first=first, second=other)
        return first

    def number(self, number: int) -> str:
        """A number with its thousands set apart."""
        if self.tag == "en":
            return f"{number:,}"
        from babel.numbers import format_decimal  # noqa: PLC0415 - English, the usual case, starts faster without

        return format_decimal(number, locale=self._locale)

    def day(self, published: str | None) -> str | None:
        """A date as people write it: "30 May 2023", "May 2023" or "2023"; other text stays as it is."""
        found = _DAY.fullmatch(published or "")
        if found is None:
            return published
        year, month, date = (int(part) if part else None for part in found.groups())
        if not year or month is None:
            return published
        try:
            return self._date(year, month, date)
        except ValueError:  # no such month or day
            return published

    def _date(self, year: int, month: int, date: int | None) -> str:
        known = dt.date(year, month, date or 1)
        if self.tag == "en":
            return " ".join(part for part in (date and str(date), calendar.month_name[month], str(year)) if part)
        from babel.dates import format_date, format_skeleton  # noqa: PLC0415 - as above

        if date is None:
            return format_skeleton(_LONE_MONTH, known, locale=self._locale)
        return format_date(known, "long", locale=self._locale)

    @property
    def _locale(self) -> str:
        return self.tag.replace("-", "_")


ENGLISH = Language()


def tags() -> tuple[str, ...]:
    """The languages there are, as IETF tags: English first."""
    return (ENGLISH.tag, *sorted(path.stem for path in FOLDER.glob("*.po")))


@lru_cache(128)
def language_of(locale: str) -> Language:
    """The language nearest to a locale such as "ru", "zh-TW" or "en-US"; English where none is near."""
    wanted = locale.replace("_", "-").lower()
    known = tags()
    main = wanted.partition("-")[0]
    tag = next((each for each in known if each.lower() == wanted), None)
    tag = tag or next((each for each in known if each.lower().partition("-")[0] == main), ENGLISH.tag)
    return ENGLISH if tag == ENGLISH.tag else _read(tag)


@cache
def _read(tag: str) -> Language:
    """A language from its catalogue, which is compiled in memory: so what people edit is what is said."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - English, the usual case, starts faster without
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = BytesIO()
    with (FOLDER / f"{tag}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=tag.replace("-", "_")))
    compiled.seek(0)
    return Language(tag, gettext.GNUTranslations(compiled))
