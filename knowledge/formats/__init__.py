"""Files to articles: `read` opens a file with its sidecar, `parse` is the pure part; each format is one module here.

A format's module declares `SUFFIXES`, the endings of the file names it takes, and `read(text) -> Draft`. The modules
are found by walking this folder, so a new format is one new file.
"""

from __future__ import annotations

from knowledge.formats.assembly import formats, parse
from knowledge.formats.files import read, sidecar_of

SUFFIXES = tuple(sorted(formats()))

__all__ = ["SUFFIXES", "parse", "read", "sidecar_of"]
