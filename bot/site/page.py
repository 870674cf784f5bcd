"""Pages before they are drawn, and how they are drawn: templates that escape everything by themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot import wording
from bot.language import tags
from bot.site import texts
from knowledge import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.site.visit import Visit
    from knowledge import Person, Stats

PAGES = Path(__file__).with_name("pages")
LOOK = Path(__file__).with_name("look")
_OWN_NAMES = {"en": "English", "ru": "Русский", "zh-CN": "中文"}


@dataclass(frozen=True, slots=True)
class Page:
    """What a template draws, and how the answer is marked; `heading` is the page's title."""

    template: str
    heading: str
    values: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Turning:
    """Where in a list of pages one stands: `before` and `after` are links, where there are such pages."""

    number: int
    last: int
    before: str | None
    after: str | None


def turning(visit: Visit, size: int, total: int) -> Turning:
    """The pages beside the one that is asked for; the last one where it lies behind it."""
    last = max(1, -(-total // size))
    number = min(visit.page, last)
    before = visit.again(page=number - 1 if number > 2 else "") if number > 1 else None  # noqa: PLR2004 - the first has no number
    return Turning(number, last, before, visit.again(page=number + 1) if number < last else None)


def drawn(page: Page, visit: Visit, stats: Stats | None, site: str | None) -> str:
    """The page as HTML."""
    own = {"visit": visit, "say": visit.say, "heading": page.heading, "stats": stats, "site": site}
    return _templates().get_template(page.template).render(**own, **page.values)


@cache
def looks() -> Mapping[str, tuple[bytes, str]]:
    """The files that pages load, with a sign of their content."""
    files = {path.name: path.read_bytes() for path in LOOK.iterdir()}
    return {name: (content, sha256(content).hexdigest()[:12]) for name, content in files.items()}


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(PAGES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        auto_reload=False,
    )
    templates.globals.update(
        wording=wording,
        texts=texts,
        languages=[(tag, _OWN_NAMES.get(tag, tag)) for tag in tags()],
        look=lambda name: looks()[name][1],
        name_of=_name_of,
        native=_native,
        kinds=tuple(Kind),
    )
    return templates


def _shown(value: object) -> object:
    """What an expression of a template shows: nothing for None; text of others harmless to what stands beside it."""
    if value is None:
        return ""
    return texts.clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _name_of(person: Person) -> str:
    return texts.visible(person.name, person.id)


def _native(person: Person) -> Markup:
    """The native name in brackets, in its language; nothing where there is none."""
    if not person.native_name:
        return Markup("")
    tag = texts.language_of_script(person.native_name)
    told = Markup(' lang="{}"').format(tag) if tag else ""
    return Markup(" <bdi{}>({})</bdi>").format(told, texts.clean(person.native_name))
