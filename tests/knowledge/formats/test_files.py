"""Opening files: nothing outside the folder, nothing special, nothing huge; every failure is an ArticleError."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from knowledge.errors import ArticleError
from knowledge.formats import read

STORY = b"---\ntitle: A Harbour\n---\nThe harbour stayed open.\n"


def code_of(path: Path, root: Path) -> str:
    """The code with which reading fails."""
    with pytest.raises(ArticleError) as caught:
        read(path, root)
    assert caught.value.reason.endswith(".")
    return caught.value.code


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder of articles with another folder beside it."""
    for name in ("articles", "articles/deep", "outside"):
        (tmp_path / name).mkdir()
    (tmp_path / "outside" / "secret.md").write_bytes(STORY)
    return tmp_path / "articles"


def test_the_file_is_named_from_its_folder_with_slashes(root: Path) -> None:
    """The name is the path below the folder, in composed Unicode."""
    path = root / "deep" / "cafe\u0301.md"
    path.write_bytes(STORY)
    assert read(path, root).file == "deep/caf\u00e9.md"
    assert read(Path(os.path.relpath(path)), Path(os.path.relpath(root))).file == "deep/caf\u00e9.md"


def test_a_path_outside_the_folder_is_refused(root: Path) -> None:
    """Neither `..` nor a link leads out."""
    assert code_of(root / ".." / "outside" / "secret.md", root) == "path_outside"
    (root / "link.md").symlink_to(root.parent / "outside" / "secret.md")
    assert code_of(root / "link.md", root) == "path_outside"
    (root / "door").symlink_to(root.parent / "outside")
    assert code_of(root / "door" / "secret.md", root) == "path_outside"


def test_a_sidecar_may_not_lead_outside_either(root: Path) -> None:
    """A link to a file elsewhere is refused for sidecars as well."""
    (root / "a.md").write_bytes(STORY)
    (root / "a.toml").symlink_to(root.parent / "outside" / "secret.md")
    assert code_of(root / "a.md", root) == "path_outside"


def test_a_link_inside_the_folder_is_followed(root: Path) -> None:
    """The folder itself may be a link, too."""
    (root / "a.md").write_bytes(STORY)
    (root / "b.md").symlink_to("a.md")
    assert read(root / "b.md", root).file == "b.md"
    other = root.parent / "other"
    other.symlink_to(root)
    assert read(other / "a.md", other).headline == "A Harbour"


def test_special_files_are_never_opened(root: Path) -> None:
    """A pipe would block for ever; a folder is no article."""
    os.mkfifo(root / "pipe.md")
    assert code_of(root / "pipe.md", root) == "special_file"
    (root / "folder.md").mkdir()
    assert code_of(root / "folder.md", root) == "special_file"


def test_size_is_checked_before_reading(root: Path) -> None:
    """A sparse file of 100 GB is refused by its size alone."""
    with (root / "huge.txt").open("wb") as file:
        file.truncate(100 * 1024**3)
    assert code_of(root / "huge.txt", root) == "too_large"


def test_what_cannot_be_read_is_said(root: Path) -> None:
    """Missing files, loops of links and impossible names."""
    assert code_of(root / "missing.md", root) == "unreadable"
    (root / "loop.md").symlink_to("loop.md")
    assert code_of(root / "loop.md", root) == "unreadable"
    assert code_of(root / "nul\0.md", root) == "unreadable"
    assert code_of(root / "x.md", root / "no such folder" / "..") == "unreadable"


def test_a_name_that_is_no_utf8_is_shown_as_escapes(root: Path) -> None:
    """Such an article is read, and its name can still be printed."""
    path = os.fsdecode(os.fsencode(root) + b"/caf\xe9.md")
    try:
        Path(path).write_bytes(STORY)
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    assert read(Path(path), root).file == "caf\\xe9.md"


def test_other_suffixes_have_no_format(root: Path) -> None:
    """Only the suffixes of the formats are read."""
    (root / "a.docx").write_bytes(STORY)
    assert code_of(root / "a.docx", root) == "kind_mismatch"
    (root / "README").write_bytes(STORY)
    assert code_of(root / "README", root) == "kind_mismatch"
