"""Words in another script than Latin, as they stand in brackets after a name."""

from __future__ import annotations

import re

_HAN = re.compile(r"[\u3400-\u9fff]")
_OTHER_SCRIPT = re.compile(r"(?:(?![a-zA-ZÀ-ɏ])[^\W\d_]|(?<=\w)[·•\s'’-](?=\w))+")
_LONGEST_HAN = 4


def is_native_name(text: str) -> bool:
    """Whether words in another script can be a name: two to four characters in Chinese, else a few words."""
    if not _OTHER_SCRIPT.fullmatch(text):
        return False
    return len(text) <= _LONGEST_HAN or not _HAN.search(text) or "·" in text
