"""What waits is little, and does not wait for ever."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from knowledge import IntakeError, Material
from knowledge.intake import waiting
from knowledge.intake.waiting import WaitingRoom

if TYPE_CHECKING:
    from pathlib import Path


def admitted(room: WaitingRoom, text: str) -> str:
    """The token of a material that was tried and waits."""
    trial = room.begin(Material("a.txt", text.encode(), url="https://x.example/"), "a.txt")
    try:
        return room.admit(trial, "aarticle", "https://x.example/")
    finally:
        room.end(trial)


def waits(room: WaitingRoom, token: str) -> bool:
    """Whether anything waits there."""
    try:
        room.find(token)
    except IntakeError:
        return False
    return True


def test_what_waits_is_found_whole(tmp_path: Path) -> None:
    """With the id and the address that it was shown with."""
    room = WaitingRoom(tmp_path)
    found = room.find(admitted(room, "Words"))
    assert (found.file, found.wanted, found.content, found.sidecar) == ("a.txt", "a.txt", b"Words", None)
    assert (found.article, found.url) == ("aarticle", "https://x.example/")


def test_of_too_many_the_oldest_go(tmp_path: Path) -> None:
    """Never the one that comes."""
    room = WaitingRoom(tmp_path)
    tokens = []
    for n in range(waiting.MOST + 2):
        tokens.append(admitted(room, f"Words {n}"))
        os.utime(tmp_path / tokens[-1], (n, time.time() - 1000 + n))
    assert [waits(room, token) for token in tokens] == [False, False, *[True] * waiting.MOST]
    admitted(room, "The last")
    assert [waits(room, token) for token in tokens[:4]] == [False, False, False, True]


def test_of_too_much_the_oldest_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in bytes; one that is too large for the room alone may still wait."""
    monkeypatch.setattr(waiting, "MOST_BYTES", 1000)
    room = WaitingRoom(tmp_path)
    first = admitted(room, "x" * 600)
    os.utime(tmp_path / first, (1, time.time() - 1000))
    second = admitted(room, "y" * 600)
    assert [waits(room, first), waits(room, second)] == [False, True]
    assert waits(room, admitted(room, "z" * 2000))


def test_what_a_crash_left_half_done_is_cleared_away(tmp_path: Path) -> None:
    """An hour later, by the next who comes."""
    room = WaitingRoom(tmp_path)
    old = room.begin(Material("a.txt", b"Words"), "a.txt")
    young = room.begin(Material("a.txt", b"Words"), "a.txt")
    os.utime(old.work, (1, time.time() - 7200))
    admitted(room, "More")
    assert (old.work.exists(), young.work.exists()) == (False, True)


@pytest.mark.parametrize(
    "token", ["", ".", "..", "../../etc", "a" * 9, "A" * 10, "aaaaa/aaaa", "ａ" * 10, ".trial-aaaa"]
)
def test_a_token_that_is_none_leads_nowhere(tmp_path: Path, token: str) -> None:
    """Whoever made it up."""
    room = WaitingRoom(tmp_path / "waiting")
    kept = admitted(room, "Words")
    assert not waits(room, token)
    room.leave(token)
    assert waits(room, kept)


def test_a_record_that_is_damaged_is_as_none(tmp_path: Path) -> None:
    """Nobody keeps half an article."""
    room = WaitingRoom(tmp_path)
    token = admitted(room, "Words")
    for damaged in (b"", b"[]", b"{}", b"\xff"):
        (tmp_path / token / ".record.json").write_bytes(damaged)
        assert not waits(room, token)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """In a sentence."""
    (tmp_path / "waiting").write_text("a file")
    with pytest.raises(IntakeError, match="cannot be kept waiting"):
        WaitingRoom(tmp_path / "waiting").begin(Material("a.txt", b"Words"), "a.txt")
