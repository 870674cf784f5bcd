"""Opening an article's file safely: inside its folder, a regular file, of bounded size, with its sidecar."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import ArticleError
from knowledge.formats import sidecar
from knowledge.formats.assembly import format_of, parse, too_large
from knowledge.formats.people_file import FILE as PEOPLE

if TYPE_CHECKING:
    from knowledge.model import Article

SIDECAR = ".toml"


def read(path: Path, root: Path) -> Article:
    """The article at `path`, somewhere below the folder `root`. Raises ArticleError, and nothing else."""
    file = _below(path, root)
    raw = bytes_of(path, root, format_of(file).limit)
    beside = sidecar_of(path)
    stated = bytes_of(beside, root, sidecar.LIMIT_BYTES) if os.path.lexists(beside) else None
    article = parse(raw, file, stated)
    general = path.with_suffix(SIDECAR)
    if beside != general and general.name != PEOPLE and general.exists():
        warning = f"the sidecar {general.name} is not read, because {beside.name} is"
        return replace(article, warnings=(*article.warnings, warning))
    return article


def sidecar_of(path: Path) -> Path:
    """The sidecar that counts for `path`, whether it exists or not: `story.txt.toml` if it does, else `story.toml`.

    `people.toml` is no article's: it tells of people.
    """
    own, general = path.with_name(path.name + SIDECAR), path.with_suffix(SIDECAR)
    return own if os.path.lexists(own) or general.name == PEOPLE else general


def _below(path: Path, root: Path) -> str:
    """The path below `root`, with slashes; bytes of a name that are no UTF-8 are shown as escapes."""
    try:
        inner = Path(os.path.abspath(path)).relative_to(os.path.abspath(root))  # noqa: PTH100 - links are resolved later
    except ValueError as error:
        raise _outside() from error
    return os.fsencode(inner.as_posix()).decode(errors="backslashreplace")


def bytes_of(path: Path, root: Path, limit: int) -> bytes:
    """What a regular file below `root` holds, at most one byte more than `limit`. Raises ArticleError."""
    try:
        target = os.path.realpath(path, strict=True)
        if os.path.commonpath([target, os.path.realpath(root, strict=True)]) != os.path.realpath(root):
            raise _outside()
        found = Path(target).stat()
        if not stat.S_ISREG(found.st_mode):
            raise ArticleError("special_file", "This is not a regular file.")
        if found.st_size > limit:
            raise too_large(found.st_size, limit)
        with Path(target).open("rb") as file:
            return file.read(limit + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise ArticleError("unreadable", f"The file cannot be read: {reason or 'its name is not usable'}.") from error


def _outside() -> ArticleError:
    return ArticleError("path_outside", "The file lies outside the folder of articles.")
