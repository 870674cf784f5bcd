"""What counts as an article file, and when one counts as changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from knowledge import BuildError
from knowledge.build.scan import Found, scan
from tests.knowledge.fakes import age

SUFFIXES = frozenset({".txt", ".md"})


def put(path: Path, content: str = "words") -> Path:
    """A file that was written a while ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    age(path)
    return path


def files(*folders: Path) -> list[str]:
    """The names of what is found in these folders."""
    return [found.file for found in scan(folders, SUFFIXES)[0]]


def only(folder: Path) -> Found:
    """The one file in a folder."""
    ((found,), _) = scan([folder], SUFFIXES)
    return found


def test_finds_articles_at_any_depth_in_the_order_of_their_paths(tmp_path: Path) -> None:
    """Files of a folder come before those of its folders."""
    for name in ("b.txt", "a/z.md", "a/b/c.txt", "c.TXT"):
        put(tmp_path / name)
    assert files(tmp_path) == ["b.txt", "c.TXT", "a/z.md", "a/b/c.txt"]


@pytest.mark.parametrize(
    "name", ["README.md", "readme.MD", ".hidden.txt", ".git/x.txt", "a.toml", "people.toml", "a.pdf"]
)
def test_passes_over_what_is_no_article(tmp_path: Path, name: str) -> None:
    """Notes for writers, hidden files, sidecars and unknown kinds are neither read nor reported."""
    put(tmp_path / name)
    assert scan([tmp_path], SUFFIXES) == ((), ())


def test_passes_over_what_a_browser_saves_beside_a_page(tmp_path: Path) -> None:
    """Advertisements are pages too; a folder of that name without its page is like any other."""
    for name in ("story.html", "story_files/frame.html", "other_files/x.html"):
        put(tmp_path / name)
    assert [found.file for found in scan([tmp_path], {".html"})[0]] == ["story.html", "other_files/x.html"]


def test_passes_over_what_is_no_regular_file(tmp_path: Path) -> None:
    """A folder or a pipe named like an article would hang or fail."""
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    assert scan([tmp_path], SUFFIXES) == ((), ())


def test_follows_a_link_inside_the_folder_and_refuses_one_that_leads_out(tmp_path: Path) -> None:
    """A link must not make the bot recite any file of the machine."""
    outside = put(tmp_path / "outside.txt")
    folder = tmp_path / "articles"
    inside = put(folder / "real" / "a.txt")
    (folder / "out.txt").symlink_to(outside)
    (folder / "z.txt").symlink_to(inside)
    found, aside = scan([folder], SUFFIXES)
    assert [each.file for each in found] == ["z.txt"]
    assert [(each.file, each.code) for each in aside] == [("out.txt", "path_outside")]


def test_a_file_reached_twice_is_found_once(tmp_path: Path) -> None:
    """A folder named twice, or inside another, adds nothing."""
    put(tmp_path / "a" / "x.txt")
    assert files(tmp_path, tmp_path / "a", tmp_path) == ["a/x.txt"]


def test_a_file_name_that_is_not_text_is_set_aside(tmp_path: Path) -> None:
    """Nothing could store or show it."""
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("words")
    except OSError:
        pytest.skip("this file system takes no such name")
    found, aside = scan([tmp_path], SUFFIXES)
    assert found == ()
    assert [(each.file, each.code) for each in aside] == [("caf\\udce9.txt", "bad_name")]


def test_a_missing_folder_is_set_aside_while_another_is_there(tmp_path: Path) -> None:
    """The rest is built."""
    put(tmp_path / "a.txt")
    found, aside = scan([tmp_path / "none", tmp_path], SUFFIXES)
    assert len(found) == 1
    assert [(each.file, each.code) for each in aside] == [(str(tmp_path / "none"), "no_folder")]


@pytest.mark.parametrize("names", [[], ["none"], ["file.txt"]])
def test_no_folder_at_all_is_an_error_that_names_it(tmp_path: Path, names: list[str]) -> None:
    """An empty knowledge base by mistake would be worse."""
    put(tmp_path / "file.txt")
    with pytest.raises(BuildError, match=names[0] if names else "none was named"):
        scan([tmp_path / name for name in names], SUFFIXES)


def test_the_stamp_tells_a_change_of_file_or_sidecar(tmp_path: Path) -> None:
    """Size and time of both count."""
    path = put(tmp_path / "a.txt")
    stamps = [only(tmp_path).stamp]
    age(path, 1800)
    stamps.append(only(tmp_path).stamp)
    put(tmp_path / "a.toml")
    stamps.append(only(tmp_path).stamp)
    age(tmp_path / "a.toml", 1800)
    stamps.append(only(tmp_path).stamp)
    put(tmp_path / "a.txt.toml")
    stamps.append(only(tmp_path).stamp)
    assert len(set(stamps)) == 5


def test_a_file_just_written_has_no_stamp(tmp_path: Path) -> None:
    """It may be written again within one tick of the file system's clock, with the same size."""
    put(tmp_path / "a.txt")
    (tmp_path / "a.txt").write_text("now")
    assert only(tmp_path).stamp == ""


def test_the_hash_tells_a_change_of_content_and_nothing_else(tmp_path: Path) -> None:
    """A file that was only touched is the same; a sidecar is part of the content, wherever it begins."""
    path = put(tmp_path / "a.txt", "one")
    first = only(tmp_path).content_hash()
    age(path, 10)
    assert only(tmp_path).content_hash() == first
    put(tmp_path / "a.toml", "")
    with_empty = only(tmp_path).content_hash()
    put(tmp_path / "a.toml", "title = 1")
    assert len({first, with_empty, only(tmp_path).content_hash()}) == 3
