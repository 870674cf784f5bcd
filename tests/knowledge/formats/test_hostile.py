"""Whatever the bytes: an article, or a code with a sentence; no format raises anything else."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.formats import SUFFIXES
from tests.knowledge.formats.samples import JSON_LD, book, code_of, drawn, page, saved, word

SEEDS = {
    ".html": page(JSON_LD).encode(),
    ".mhtml": saved(page(JSON_LD)),
    ".pdf": drawn([(70, 760, 18, "Harbour Master Counts"), (70, 700, 11, "The harbour stayed open all winter long.")]),
    ".docx": word(),
    ".epub": book(),
}
MARKS = [raw[:8] for raw in SEEDS.values()] + [
    b"",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"<!DOCTYPE html>",
    b"<?xml",
]


@settings(max_examples=200)
@given(st.sampled_from(MARKS), st.binary(max_size=300), st.sampled_from(SUFFIXES))
def test_any_bytes_give_an_article_or_a_sentence(mark: bytes, rest: bytes, suffix: str) -> None:
    """Under every name that is read."""
    assert not code_of(mark + rest, f"story{suffix}").startswith("no sentence")


@settings(max_examples=150)
@given(st.sampled_from(sorted(SEEDS)), st.data())
def test_a_damaged_file_gives_an_article_or_a_sentence(suffix: str, data: st.DataObject) -> None:
    """Bytes changed, cut out or doubled."""
    raw = bytearray(SEEDS[suffix])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw) - 1))
        change = data.draw(st.sampled_from(["set", "cut", "double"]))
        if change == "set":
            raw[at] = data.draw(st.integers(0, 255))
        elif change == "cut":
            del raw[at : at + data.draw(st.integers(1, 400))]
        else:
            raw[at:at] = raw[at : at + 200]
        if not raw:
            break
    assert not code_of(bytes(raw), f"story{suffix}").startswith("no sentence")
