"""Stable short names for things: the same content has the same id in every build."""

from __future__ import annotations

import base64
import hashlib

LENGTH = 10


def short_id(prefix: str, *parts: str) -> str:
    """`prefix` and ten characters of a-z2-7 (50 bits), derived from the parts alone.

    Among a million ids of one prefix the chance of any collision is 1 in 2,000; a build that meets one fails.
    """
    digest = hashlib.blake2b("\0".join((prefix, *parts)).encode(), digest_size=20).digest()
    return prefix + base64.b32encode(digest).decode("ascii").lower()[:LENGTH]
