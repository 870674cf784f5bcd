"""Files of a corpus, from a work tree or straight from a bare git folder."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path


class Checkout(Protocol):
    """A tree of files that can be listed and read. Names are relative, with "/" between their parts."""

    def names(self, folder: str) -> list[str]:
        """Every file below `folder`, in order."""
        ...

    def read(self, name: str) -> bytes:
        """What the file holds. Raises KeyError where there is no such file."""
        ...


def open_checkout(path: Path) -> Checkout:
    """Open a work tree, a bare git folder, or a folder with one of the two in it, named `repo` or `.git`.

    Raises FileNotFoundError where it is none of these.
    """
    if (path / "data").is_dir():
        return WorkTree(path)
    for git in (path, path / "repo", path / ".git"):
        if (git / "HEAD").is_file() and (git / "objects").is_dir():
            return GitFolder(git)
    raise FileNotFoundError(f"neither a work tree nor a git folder: {path}")


class WorkTree:
    """Files as they lie on the disk."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def names(self, folder: str) -> list[str]:
        """Every file below `folder`, in order."""
        return sorted(
            file.relative_to(self._root).as_posix() for file in (self._root / folder).rglob("*") if file.is_file()
        )

    def read(self, name: str) -> bytes:
        """What the file holds. Raises KeyError where there is no such file."""
        try:
            return (self._root / name).read_bytes()
        except FileNotFoundError as error:
            raise KeyError(name) from error


class GitFolder:
    """Files of the commit that HEAD names, without a work tree."""

    def __init__(self, git: Path) -> None:
        self._git = git
        listed = self._output("ls-tree", "-r", "-z", "HEAD").decode("utf-8", "surrogateescape")
        rows = (row.split("\t", 1) for row in listed.split("\0") if row)
        self._blobs = {name: description.split()[2] for description, name in rows}

    def names(self, folder: str) -> list[str]:
        """Every file below `folder`, in order."""
        return sorted(name for name in self._blobs if name.startswith(f"{folder}/"))

    def read(self, name: str) -> bytes:
        """What the file holds. Raises KeyError where there is no such file, or a partial clone left its content out."""
        try:
            return self._output("cat-file", "blob", self._blobs[name])
        except subprocess.CalledProcessError as error:
            raise KeyError(name) from error

    def _output(self, *arguments: str) -> bytes:
        done = subprocess.run(["git", "--git-dir", str(self._git), *arguments], check=True, capture_output=True)
        return done.stdout
