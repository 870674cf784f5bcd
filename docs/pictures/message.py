"""A message's components, as they are sent to Discord, as an HTML page that looks like Discord's dark theme."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docs.pictures.markdown import html

if TYPE_CHECKING:
    from collections.abc import Sequence

    Part = dict[str, Any]

_LOOK = Path(__file__).with_name("look.css")
_STYLES = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link"}


def page(asked: str, components: Sequence[Part], *, private: bool, unfolded: bool = False) -> str:
    """The page that shows what was asked and the answer; `unfolded` shows the options of its lists too."""
    body = "".join(_part(part, unfolded=unfolded) for part in components)
    seen = '<div class="private">👁 Only you can see this · <a>Dismiss message</a></div>' if private else ""
    return (
        f'<!doctype html><meta charset="utf-8"><style>{_LOOK.read_text(encoding="utf-8")}</style>'
        f'<div class="asked"><span class="dot"></span><b>asker</b> used <a>{escape(asked)}</a></div>'
        '<div class="message"><div class="avatar">D</div><div class="body"><div class="author">Dragoman'
        f"<span>APP</span><time>Today at 09:41</time></div>{body}{seen}</div></div>"
    )


def _part(part: Part, *, unfolded: bool) -> str:
    inner = "".join(_part(each, unfolded=unfolded) for each in part.get("components", ()))
    match part["type"]:
        case 17:
            shown = (
                f'<div class="container" style="border-left-color:#{part.get("accent_color") or 0:06x}">{inner}</div>'
            )
        case 10:
            shown = f'<div class="text">{html(part["content"])}</div>'
        case 9:
            beside = _part(part["accessory"], unfolded=unfolded)
            shown = f'<div class="section"><div>{inner}</div><div class="beside">{beside}</div></div>'
        case 14:
            shown = '<hr class="line">' if part.get("divider", True) else '<div class="gap"></div>'
        case 1:
            shown = f'<div class="row">{inner}</div>'
        case 2:
            shown = f'<span class="button {_STYLES[part["style"]]}">{escape(part["label"])}</span>'
        case 3:
            shown = _select(part, unfolded=unfolded)
        case other:
            raise ValueError(f"the bot sends no component of type {other}")
    return shown


def _select(part: Part, *, unfolded: bool) -> str:
    options = "".join(
        f"<div><b>{escape(each['label'])}</b><span>{escape(each.get('description') or '')}</span></div>"
        for each in part["options"]
    )
    menu = f'<div class="menu">{options}</div>' if unfolded else ""
    return f'<div class="select"><div class="field">{escape(part.get("placeholder") or "")}<i>⌄</i></div>{menu}</div>'
