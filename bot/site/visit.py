"""One look at one page: what is asked for, in which language, and how that page links to others."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from bot.errors import UserError
from bot.language import ENGLISH, language_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.language import Language
    from bot.reply import Choice

_WEIGHED = re.compile(r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?")
_MOST_LANGUAGES = 20
_FARTHEST = 100_000
PERSON, ARTICLE = re.compile(r"p[a-z2-7]{10}"), re.compile(r"a[a-z2-7]{10}")  # ids


class MissingError(Exception):
    """There is no such page; its text is shown."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One look at a page. `path` begins with a slash; `named` are its parts that name something, `query` what is asked.

    `lang` is the language that the visitor chose, where they did; links keep it.
    """

    path: str
    say: Language
    named: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    lang: str | None = None

    def to(self, *path: str, **query: object) -> str:
        """A link to another page, relative to this one, so that the site may stand under any address."""
        up = "../" * (self.path.count("/") - 1)
        asked = {name: value for name, value in query.items() if value}
        if self.lang is not None:
            asked.setdefault("lang", self.lang)
        there = f"{up}{'/'.join(quote(part, safe='') for part in path)}" or "./"
        return f"{there}?{urlencode(asked)}" if asked else there

    def again(self, **query: object) -> str:
        """A link to this page, asked with these values instead."""
        kept = {name: value for name, value in self.query.items() if name != "lang"}
        here = f"./{self.path.rpartition('/')[2]}"  # it is encoded already, and its colon begins no scheme
        asked = {**kept, **({"lang": self.lang} if self.lang else {}), **query}
        told = urlencode({name: value for name, value in asked.items() if value})
        return f"{here}?{told}" if told else here

    @property
    def page(self) -> int:
        """Which page of a list is asked for, the first by default; raises UserError where it is no page number."""
        said = self.query.get("page") or "1"
        if not (said.isascii() and said.isdecimal()) or len(said) > len(str(_FARTHEST)) or not int(said):
            raise UserError(self.say("A page is a number from 1 on; “{said}” is none.", said=said[:40]))
        return int(said)

    def taking(self, choice: Choice) -> str | None:
        """The page that a choice leads to, or None where it leads to none."""
        values = dict(choice.values)
        match choice.command:
            case "quote":
                return self.to("search", q=values.pop("phrase", ""), **values)
            case "expert":
                return self._one("people", values["name"], known=PERSON.fullmatch(values["name"]) is not None)
            case "article":
                return self._one("articles", values["name"], known=ARTICLE.fullmatch(values["name"]) is not None)
            case "source":
                return self.to("quotations", values["id"])
            case _:
                return None

    def _one(self, room: str, name: str, *, known: bool) -> str:
        return self.to(room, name) if known else self.to(room, name=name)


def spoken(accepted: str, otherwise: Language = ENGLISH) -> Language:
    """The language that an Accept-Language header likes best of those there are."""
    for tag in _by_weight(accepted):
        say = language_of(tag)
        if say.tag.partition("-")[0].lower() == tag.partition("-")[0].lower():
            return say
    return otherwise


def _by_weight(accepted: str) -> list[str]:
    found = [_WEIGHED.fullmatch(part) for part in accepted.split(",")[:_MOST_LANGUAGES]]
    weighed = [(float(each[2] or 1), each[1]) for each in found if each]
    return [tag for weight, tag in sorted(weighed, key=lambda pair: -pair[0]) if weight > 0]
