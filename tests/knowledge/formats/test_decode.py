"""Bytes to text: what is not text is named, what nearly is gets a warning, and offsets mean what Python means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.errors import ArticleError
from knowledge.formats import parse

if TYPE_CHECKING:
    from pathlib import Path

STORY = "# A Harbour\n\nThe café by the harbour stayed open.\n"


@pytest.mark.parametrize(
    ("raw", "code", "line"),
    [
        (b"", "empty", None),
        (b" \n\t\r\n", "empty", None),
        (b"\xef\xbb\xbf\n", "empty", None),
        (b"%PDF-1.7\n", "kind_mismatch", 1),
        (b"PK\x03\x04....", "kind_mismatch", 1),
        (b"{\\rtf1 text}", "kind_mismatch", 1),
        (b"\x89PNG\r\n\x1a\n\0", "kind_mismatch", 1),
        (b"\n <!DOCTYPE html><html>", "kind_mismatch", 1),
        (b"\xef\xbb\xbf<html>", "kind_mismatch", 1),
        (b"# T\n\nwo\0rds\n", "binary", 3),
        (b"\0\xff\0\xff", "binary", None),
        (b"# Caf\xe9\n\nThe caf\xe9 stayed open.\n", "not_utf8", 1),
        ("# T\n\nwords".encode("utf-16-le"), "binary", 1),
        (b"\xff\xfe" + b"a", "not_utf8", None),
        (STORY.encode("utf-32"), "not_utf8", None),
    ],
)
def test_what_is_no_text_is_named(raw: bytes, code: str, line: int | None) -> None:
    """Each kind of wrong file has its code, and the line where there is one."""
    with pytest.raises(ArticleError) as caught:
        parse(raw, "x.md")
    assert (caught.value.code, caught.value.line) == (code, line)


def test_a_few_stray_bytes_are_a_warning() -> None:
    """Below one in a thousand each bad byte is read as a replacement character, and offsets count it so."""
    raw = b"# A Harbour\n\nThe caf\xe9 stayed open. " + b"It was full every day. " * 100
    article = parse(raw, "x.md")
    assert "caf\ufffd stayed" in article.body
    assert any("line 3" in warning for warning in article.warnings)
    text = raw.decode(errors="replace")
    assert article.source_spans(article.passages[0].span)[0].of(text) == article.body


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_offsets_are_those_of_an_opened_file(tmp_path: Path, encoding: str, newline: str) -> None:
    """Whoever opens the file with `newline=""` finds every passage at its offsets; a UTF-8 mark counts."""
    path = tmp_path / "x.md"
    path.write_bytes(STORY.replace("\n", newline).encode(encoding))
    article = parse(path.read_bytes(), "x.md")
    with path.open(encoding="utf-16" if encoding == "utf-16" else "utf-8", newline="") as file:
        text = file.read()
    (span,) = article.source_spans(article.passages[0].span)
    assert span.of(text) == "The café by the harbour stayed open."


def test_too_many_bytes_are_refused_when_parsed_directly() -> None:
    """The limit holds for bytes from anywhere."""
    with pytest.raises(ArticleError) as caught:
        parse(b"x" * (5 * 1024 * 1024 + 1), "x.txt")
    assert caught.value.code == "too_large"
