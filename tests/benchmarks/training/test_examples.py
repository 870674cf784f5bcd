"""GUM's files as a parser learns from them, on two sentences made up here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.training.examples import columns, paragraphs_of
from benchmarks.training.gum import read
from benchmarks.training.marks import straight

if TYPE_CHECKING:
    from pathlib import Path

CONLLU = """# newdoc id = one
# newpar
# text = “Go,” said Ada Lee.
1	“	“	PUNCT	``	_	2	punct	_	SpaceAfter=No
2	Go	go	VERB	VB	_	5	ccomp	_	SpaceAfter=No
3	,	,	PUNCT	,	_	2	punct	_	SpaceAfter=No
4	”	”	PUNCT	''	_	2	punct	_	_
5	said	say	VERB	VBD	_	0	root	_	_
6	Ada	Ada	PROPN	NNP	_	5	nsubj	_	Entity=(1-person-new
7	Lee	Lee	PROPN	NNP	_	6	flat	_	Entity=1)|SpaceAfter=No
8	.	.	PUNCT	.	_	5	punct	_	_

# text = He left.
1	He	he	PRON	PRP	_	2	nsubj	_	Entity=(1-person-giv)
2	left	leave	VERB	VBD	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_

# newpar
# text = Rain.
1	Rain	rain	NOUN	NN	_	0	root	_	SpaceAfter=No
2	.	.	PUNCT	.	_	1	punct	_	_
"""


def test_paragraphs_keep_their_trees(tmp_path: Path) -> None:
    """Heads count from the paragraph's first word, a root is its own head, marks are straight, names are one."""
    file = tmp_path / "made-up.conllu"
    file.write_text(CONLLU, encoding="utf-8")
    (document,) = read(file)
    first, second = paragraphs_of(document)
    found = columns(first)
    assert found["words"] == ['"', "Go", ",", '"', "said", "Ada", "Lee", ".", "He", "left", "."]
    assert found["heads"] == [1, 4, 1, 1, 4, 4, 5, 4, 9, 9, 9]
    assert found["deps"][4] == found["deps"][9] == "ROOT"
    assert [n for n, starts in enumerate(found["sent_starts"]) if starts] == [0, 8]
    assert found["ents"][4:9] == ["O", "B-PER", "I-PER", "O", "O"]
    assert [n for n, blank in enumerate(found["spaces"]) if blank] == [3, 4, 5, 7, 8, 10]
    assert columns(second)["words"] == ["Rain", "."]


def test_straight_marks_stand_where_others_stood() -> None:
    """No character moves, so that places in the text stay true."""
    text = "“One,” ``two'' ‘three’ «four»"
    assert straight(text) == '"One,"  "two"  \'three\' "four"'
    assert len(straight(text)) == len(text)
