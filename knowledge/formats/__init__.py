"""Files to articles: `read` opens a file with its sidecar, `parse` is the pure part; each format is one module here.

A format's module declares `SUFFIXES`, the endings of the file names it takes, and one of two ways to read them:
`read(text) -> Draft` for what is text, `read_bytes(raw) -> Draft` for everything else. What reads bytes leans on a
library that a bad file may hang or fill, and so belongs into a process of its own (`RISKY`); it may declare a
`LIMIT_BYTES` of its own and the `LIBRARIES` that decide what it finds. The modules are found by walking this folder, so
a new format is one new file.
"""

from __future__ import annotations

from knowledge.formats.assembly import formats, parse, source_text
from knowledge.formats.files import read, sidecar_of

SUFFIXES = tuple(sorted(formats()))
RISKY = frozenset(suffix for suffix, format_ in formats().items() if format_.read_bytes)
LIBRARIES = tuple(sorted({library for format_ in formats().values() for library in format_.libraries}))

__all__ = ["LIBRARIES", "RISKY", "SUFFIXES", "parse", "read", "sidecar_of", "source_text"]
