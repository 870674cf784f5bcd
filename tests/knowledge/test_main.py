"""The knowledge base from a terminal: what it prints, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from knowledge.__main__ import main
from tests.places import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = """---
title: The harbour stays open
author: Ines Writer
outlet: The Example Gazette
date: 2024-05-17
---

“We have never closed, and we never will,” said Ana Lopes (洛佩斯), the harbour master, in an interview.

Nobody had counted the gulls on the north mole since the great storm.
"""


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one article, and nothing set in the environment."""
    monkeypatch.delenv("DRAGOMAN_DATA", raising=False)
    monkeypatch.delenv("DRAGOMAN_ARTICLES", raising=False)
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "harbour.md").write_text(ARTICLE, encoding="utf-8")
    return folder


def test_build_reports_and_ends_with_0(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second time there is nothing to add."""
    arguments = ["build", "--articles", str(articles), "--data", str(tmp_path / "data")]
    assert main(arguments) == 0
    assert "added: harbour.md" in capsys.readouterr().out
    assert main(arguments) == 0
    assert "added" not in capsys.readouterr().out


def test_build_ends_with_1_when_an_article_is_set_aside(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the file, the reason and the code; as JSON too."""
    (articles / "empty.md").write_text("")
    assert main(["check", "--articles", str(articles)]) == 1
    assert "set aside: empty.md" in capsys.readouterr().out
    assert main(["check", "--json", "--articles", str(articles)]) == 1
    report = json.loads(capsys.readouterr().out)
    assert [each["file"] for each in report["set_aside"]] == ["empty.md"]
    assert report["stats"]["articles"] == 1


def test_build_ends_with_2_when_nothing_is_applied(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence, no trace."""
    assert main(["check", "--articles", str(tmp_path / "none")]) == 2
    assert "no folder of articles" in capsys.readouterr().err


def test_find_prints_words_with_speaker_and_citation(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And ends with 1 where nothing fits."""
    where = ["--articles", str(articles)]
    assert main(["find", "never closed", *where]) == 0
    shown = capsys.readouterr().out
    assert "Ana Lopes" in shown
    assert "Ines Writer, The harbour stays open, The Example Gazette, 2024-05-17" in shown
    assert main(["find", "never closed", "--json", "--speaker", "Lopes", "--kind", "direct", *where]) == 0
    assert json.loads(capsys.readouterr().out)["matches"][0]["excerpt"]["speaker"]["name"] == "Ana Lopes"
    assert main(["find", "zeppelin", *where]) == 1


def test_show_takes_people_articles_and_ids(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever it is called by."""
    where = ["--articles", str(articles)]
    assert main(["show", "洛佩斯", "--json", *where]) == 0
    assert json.loads(capsys.readouterr().out)[0]["person"]["name"] == "Ana Lopes"
    assert main(["show", "Lopes", *where]) == 0
    assert "Ana Lopes (洛佩斯)" in capsys.readouterr().out
    assert main(["show", "harbour.md", *where]) == 0
    assert "by Ana Lopes" in capsys.readouterr().out
    main(["find", "gulls on the north mole", "--json", *where])
    excerpt = json.loads(capsys.readouterr().out)["matches"][0]["excerpt"]["id"]
    assert main(["show", excerpt, *where]) == 0
    assert "the author’s words" in capsys.readouterr().out
    assert main(["show", "Xyzzy", *where]) == 1


def test_export_prints_one_object_a_line(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of every type."""
    assert main(["export", "--articles", str(articles)]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row["type"] for row in rows} == {"article", "person", "quotation"}


def test_source_prints_what_offsets_point_into(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a text it is the file itself; what cannot be read is said."""
    assert main(["source", str(articles / "harbour.md")]) == 0
    assert capsys.readouterr().out == ARTICLE
    assert main(["source", str(articles / "none.md")]) == 2
    (articles / "page.txt").write_text("<!doctype html><p>", encoding="utf-8")
    assert main(["source", str(articles / "page.txt")]) == 2
    assert "No such file" in (told := capsys.readouterr().err)
    assert "ends in .html" in told


def test_the_environment_names_the_folders(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As it does for the bot."""
    monkeypatch.setenv("DRAGOMAN_ARTICLES", str(articles))
    monkeypatch.setenv("DRAGOMAN_DATA", str(tmp_path / "data"))
    assert main(["build"]) == 0
    assert "added: harbour.md" in capsys.readouterr().out
    assert (tmp_path / "data" / "knowledge.db").exists()


def test_wrong_arguments_end_with_2() -> None:
    """And say how it is used."""
    command = [sys.executable, "-m", "knowledge", "destroy"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert done.returncode == 2
    assert "usage" in done.stderr


def test_corrections_of_a_file_are_in_force(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What finds nothing is told; a file with anything wrong in it is refused."""
    file = tmp_path / "corrections.toml"
    said = 'words = {text = "We have never closed, and we never will", file = "harbour.md"}'
    file.write_text(
        f'[[correction]]\nnumber = 1\nfix = "speaker"\n{said}\nperson = {{name = "Bo Lee"}}\n'
        '[[correction]]\nnumber = 2\nfix = "alias"\nalias = "Mossy"\nperson = {name = "Wu Ming"}\n'
    )
    arguments = ["--articles", str(articles), "--data", str(tmp_path / "data"), "--corrections", str(file)]
    assert main(["build", *arguments]) == 0
    told = "without effect: correction 2 (alias): Nobody is known by the name Wu Ming."
    assert told in capsys.readouterr().out
    assert main(["find", "never closed", *arguments]) == 0
    assert "direct, Bo Lee" in capsys.readouterr().out
    file.write_text("[[correction]]\n")
    for name, problem in ((str(file), "Line 1: Entry 1: 'fix' must be one of"), ("none.toml", "No such file")):
        with pytest.raises(SystemExit) as caught:
            main(["build", *arguments[:-1], name])
        assert caught.value.code == 2
        assert problem in capsys.readouterr().err
