"""Discord's markdown as HTML: as much of it as the bot writes."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape
from itertools import groupby

_ESCAPED = re.compile(r"\\([^\w\s])")
_KEPT = 0xF0000  # escaped signs hide in a private plane until all markdown is read
_HIDDEN = re.compile(f"[{chr(_KEPT)}-{chr(_KEPT + 0xFFFD)}]")
_INLINE = (
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
    (re.compile(r"\[([^\]]+)\]\((?:&lt;)?(\S+?)(?:&gt;)?\)"), r'<a href="\2">\1</a>'),
    (re.compile(r"\*\*(.+?)\*\*"), r"<b>\1</b>"),
    (re.compile(r"__(.+?)__"), r"<u>\1</u>"),
    (re.compile(r"\*(.+?)\*"), r"<i>\1</i>"),
    (re.compile(r"(?<!\w)_(.+?)_(?!\w)"), r"<i>\1</i>"),
    (re.compile(r"~~(.+?)~~"), r"<s>\1</s>"),
    (re.compile(r"&lt;@!?(\d+)&gt;"), r'<span class="mention">@somebody</span>'),
)
_MOMENT = re.compile(r"&lt;t:(\d+)(?::(\w))?&gt;")
_FENCE = re.compile(r"```(?:\w*\n)?(.*?)\n?```", re.DOTALL)
_HEADS = {"# ": "h1", "## ": "h2", "### ": "h3", "-# ": "small"}
_TIMES = {"T": "%H:%M:%S", "t": "%H:%M", "d": "%d/%m/%Y", "D": "%d %B %Y", "f": "%d %B %Y %H:%M"}


def html(markdown: str) -> str:
    """The markdown of one text display as HTML."""
    parts = _FENCE.split(markdown)
    return "".join(
        f"<pre>{escape(part)}</pre>" if at % 2 else _lines(part.strip("\n")) for at, part in enumerate(parts)
    )


def _lines(text: str) -> str:
    shown = []
    hidden = _ESCAPED.sub(lambda found: chr(_KEPT + ord(found[1])), text)
    for kind, lines in groupby(hidden.split("\n") if hidden else [], key=_kind):
        inner = [_inline(line.removeprefix(kind)) for line in lines]
        if kind == "> ":
            shown.append(f"<blockquote>{'<br>'.join(inner)}</blockquote>")
        elif kind == "- ":
            shown.append(f"<ul>{''.join(f'<li>{line}</li>' for line in inner)}</ul>")
        else:
            tag = _HEADS.get(kind, "p")
            shown += [f"<{tag}>{line or '&nbsp;'}</{tag}>" for line in inner]
    return "".join(shown)


def _kind(line: str) -> str:
    return next((start for start in ("> ", "- ", *_HEADS) if line.startswith(start)), "")


def _inline(line: str) -> str:
    shown = escape(line, quote=False)
    for pattern, replacement in _INLINE:
        shown = pattern.sub(replacement, shown)
    shown = _MOMENT.sub(_moment, shown)
    return _HIDDEN.sub(lambda found: escape(chr(ord(found[0]) - _KEPT), quote=False), shown)


def _moment(found: re.Match[str]) -> str:
    moment, form = datetime.fromtimestamp(int(found[1]), UTC), found[2] or "f"
    said = "in a moment" if form == "R" else moment.strftime(_TIMES.get(form, _TIMES["f"]))
    return f'<span class="time">{said}</span>'
