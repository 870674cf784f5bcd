"""A corpus that means no good: markup, handlers in links, signs that reorder, names without a sign, endless words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = "<script>alert(1)</script>"
OVERRIDE = "\u202e"
LONG = "W" * 3000
NAME = "Xaver" + "y" * 290

MARKUP = f"""---
title: '{SCRIPT}"onload=x & <b>bold</b>'
author: '<img src=x onerror=alert(1)>'
outlet: 'Out & "About"'
date: 2024-05-17
url: 'https://out.example/"onclick=alert(1)//'
language: en
---

“Never {SCRIPT} trust {{{{ 7*7 }}}} an input,” said Ana Reis (罗安娜), the "harbour" master.

“Reversed {OVERRIDE}words end here,” said Bruno Baker.

“{LONG} and on,” said Carla {NAME}.

“{"a word " * 1500}ends,” said Dora Finch.
"""
QUIET = """---
title: "\u200b\u200b"
date: 2024-05-18
url: https://quiet.example/?a=1&b="><script>
---

“Zero \u200b\u200c\u200d width,” said Emil Stone (إميل\u202e).
"""


def write(folder: Path) -> Path:
    """Put the articles into `folder`, which is made."""
    folder.mkdir(parents=True)
    (folder / "markup.md").write_text(MARKUP, encoding="utf-8")
    (folder / "quiet.md").write_text(QUIET, encoding="utf-8")
    return folder
