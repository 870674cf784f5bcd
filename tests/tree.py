"""The files of the project, as version control sees them."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from tests.places import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def files(suffix: str = "") -> tuple[Path, ...]:
    """Every file that is tracked, or new and not ignored, whose name ends in `suffix`."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, check=True, capture_output=True).stdout.decode().split("\0")  # noqa: S603
    found = (ROOT / name for name in names if name.endswith(suffix) and name)
    return tuple(sorted(path for path in found if path.is_file()))


def text(path: Path) -> str:
    """The file's text; bytes that are no text come out as replacement characters."""
    return path.read_text(encoding="utf-8", errors="replace")
