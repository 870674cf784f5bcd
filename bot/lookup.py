"""What a message says, short enough to be looked up."""

from __future__ import annotations

import re

from bot.dispatch import LONGEST, cleaned
from bot.wording import clipped

_MARKED = re.compile(r"[“\"«„「]([^”\"»“」]{12,})[”\"»“」]")


def telling(text: str) -> str:
    """The longest quotation in `text`, or all of it where it has none; empty where there are no words."""
    said = cleaned(text)
    return clipped(max(_MARKED.findall(said), key=len, default="") or said, LONGEST)
