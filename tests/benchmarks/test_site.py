"""The benchmark of the site runs, and prints what it promises."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from benchmarks import site

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_every_sort_of_page_is_set_against_the_floor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One row each, alone and at once, with both servers' times and their ratio."""
    monkeypatch.setattr(sys, "argv", ["site", "--quotations", "60", "--rounds", "1", "--folder", str(tmp_path)])
    assert site.main() == 0
    row = re.compile(r"^\| (a search|a quotation|not modified) \| (1|10) \| (.*) \|$", re.MULTILINE)
    rows = row.findall(capsys.readouterr().out)
    assert [(sort, many) for sort, many, _ in rows] == [
        (sort, many) for sort in ("a search", "a quotation", "not modified") for many in ("1", "10")
    ]
    for _, _, columns in rows:
        assert re.fullmatch(
            r"[\d.]+ / [\d.]+ \| [\d.]+ / [\d.]+ \| [\d.]+ / [\d.]+ \| [\d.]+ / [\d.]+ = [\d.]+", columns
        )
