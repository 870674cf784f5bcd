"""A message or a view, as it is sent to Slack, as an HTML page that looks like Slack's light theme."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    Part = dict[str, Any]

_LOOK = Path(__file__).with_name("slack.css")
_TAGS = {"bold": "b", "italic": "em", "strike": "s", "code": "code"}


def page(blocks: Iterable[Part], *, private: bool, unfolded: bool = False) -> str:
    """The page that shows a message of these blocks; `unfolded` shows the options of its lists too."""
    seen = '<div class="seen">👁 Only visible to you</div>' if private else ""
    return _page(
        f'{seen}<div class="message"><div class="avatar">D</div><div class="body"><div class="author">Dragoman'
        f"<span>APP</span><time>9:41</time></div>{_drawn(blocks, unfolded=unfolded)}</div></div>"
    )


def view_page(view: Part) -> str:
    """The page that shows a form, or the Home."""
    title = f'<div class="title">{_text(view["title"])}</div>' if "title" in view else ""
    foot = "".join(
        f'<span class="button {look}">{_text(view[name])}</span>'
        for name, look in (("close", ""), ("submit", "primary"))
        if name in view
    )
    below = f'<div class="foot">{foot}</div>' if foot else ""
    return _page(f'<div class="view {view["type"]}">{title}{_drawn(view["blocks"], unfolded=False)}{below}</div>')


def _page(body: str) -> str:
    return f'<!doctype html><meta charset="utf-8"><style>{_LOOK.read_text(encoding="utf-8")}</style>{body}'


def _drawn(blocks: Iterable[Part], *, unfolded: bool) -> str:
    return "".join(f'<div class="block">{_block(block, unfolded=unfolded)}</div>' for block in blocks)


def _block(block: Part, *, unfolded: bool) -> str:
    match block["type"]:
        case "header":
            shown = f"<h1>{_text(block['text'])}</h1>"
        case "context":
            shown = f'<div class="context">{"  ".join(map(_text, block["elements"]))}</div>'
        case "section":
            beside = _element(block["accessory"], unfolded=unfolded) if "accessory" in block else ""
            shown = f'<div class="section"><div>{_text(block["text"])}</div>{beside}</div>'
        case "divider":
            shown = "<hr>"
        case "actions":
            shown = f'<div class="row">{"".join(_element(each, unfolded=unfolded) for each in block["elements"])}</div>'
        case "input":
            optional = " <i>(optional)</i>" if block.get("optional") else ""
            shown = f'<div class="label">{_text(block["label"])}{optional}</div>{_input(block["element"])}'
        case "rich_text":
            shown = "".join(map(_part, block["elements"]))
        case other:
            raise ValueError(f"the bot sends no block of type {other}")
    return shown


def _part(part: Part) -> str:
    if part["type"] == "rich_text_list":
        return f"<ul>{''.join(f'<li>{_line(each)}</li>' for each in part['elements'])}</ul>"
    tag = {"rich_text_quote": "blockquote", "rich_text_preformatted": "pre"}.get(part["type"], "div")
    return f"<{tag}>{_line(part)}</{tag}>"


def _line(part: Part) -> str:
    return "".join(map(_inline, part["elements"]))


def _inline(element: Part) -> str:
    match element["type"]:
        case "link":
            shown = f'<a href="{escape(element["url"])}">{escape(element["text"])}</a>'
        case "user" | "channel":
            shown = '<span class="mention">@somebody</span>' if element["type"] == "user" else "<a>#briefings</a>"
        case "date":
            shown = escape(element["fallback"])
        case _:
            shown = escape(element["text"])
    for style in element.get("style", {}):
        shown = f"<{_TAGS[style]}>{shown}</{_TAGS[style]}>"
    return shown


def _element(element: Part, *, unfolded: bool) -> str:
    if element["type"] == "button":
        return f'<span class="button {element.get("style", "")}">{_text(element["text"])}</span>'
    options = "".join(
        f"<div>{_text(each['text'])}<span>{_text(each['description']) if 'description' in each else ''}</span></div>"
        for each in element["options"]
    )
    menu = f'<div class="menu">{options}</div>' if unfolded else ""
    return f'<span class="field">{_text(element["placeholder"])}<i>⌄</i></span>{menu}'


def _input(element: Part) -> str:
    chosen = element.get("initial_option", {}).get("text") or element.get("placeholder")
    said = escape(element.get("initial_value", "")) or (_text(chosen) if chosen else "&nbsp;")
    return f'<span class="field wide">{said}{"" if element["type"] == "plain_text_input" else "<i>⌄</i>"}</span>'


def _text(text: Part) -> str:
    return escape(text["text"])
