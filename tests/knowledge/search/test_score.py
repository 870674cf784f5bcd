"""What a text may score is known before its words are placed: else the better of two would be passed over."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.search.question import read_question, reread, stems_of_readings, stems_to_count, weighed
from knowledge.search.score import Comparison
from knowledge.search.texts import add_texts, create_index
from knowledge.search.vocabulary import count_texts, find_spellings
from tests.knowledge.search.conftest import LAW, quotation

_WORDS = """on stage onstage podium heavy heavier human pass passion read reads reading farm house housing farmhouse
    u s us ussr w www treaty traety old olde the of in 北京 北京大学 大 学""".split()
_ROUNDED = 0.05
_texts = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=12).map(" ".join)
_questions = st.lists(
    st.builds(lambda word, end: word[:end], st.sampled_from(_WORDS), st.integers(1, 9)), min_size=1, max_size=6
).map(" ".join)


@LAW
@example(["human passion", "human pass"], "human pass")
@given(st.lists(_texts, min_size=1, max_size=6), _questions)
def test_no_text_scores_more_than_it_may(texts: list[str], question: str) -> None:
    """Whatever stands in it: repetitions, words in one and in two, letters, characters, unfinished words."""
    with closing(sqlite3.connect(":memory:")) as db:
        create_index(db)
        add_texts(db, (quotation(at, text) for at, text in enumerate(texts)))
        asked = read_question(question)
        known = count_texts(db, stems_to_count(asked))
        spellings = find_spellings(db, dict(enumerate(asked)))
        asked = tuple(reread(weighed(word, known), spellings.get(at, ()), known.size) for at, word in enumerate(asked))
        known |= count_texts(db, stems_of_readings(asked, known))
    if not asked:
        return
    comparison = Comparison(asked, known)
    for text in texts:
        look = comparison.look(text, "")
        most = look.most
        found = comparison.look_closer(look)
        assert comparison.score(found).score - _ROUNDED <= found.most <= most
