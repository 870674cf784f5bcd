"""Any article that might come, and many that never will: what the laws are tried on."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.knowledge.extract.reading import article_of

BOUNDED = settings(
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

MARKS = [
    "“",
    "”",
    "‘",
    "’",
    '"',
    "'",
    "«",
    "»",
    "„",
    "‟",
    "「",
    "」",
    "『",
    "』",
    "〝",
    "〞",
    "＂",
    "``",
    "''",
    "‚",
    "‛",
    "`",
]
NAMES = [
    "Ann Lee", "Lee", "Mr Lee", "Mrs. Lee", "Bo Lee", "Wang Bo (王波)", "Wang", "Dr. Ines O’Hara", "O’Hara", "She",
    "J. K. Orde", "the harbour board", "officials", "he", "they", "the minister", "A spokesman", "赵明",
]  # fmt: skip
CUES = [
    "said", "says", "according to", "told reporters", "asked", "warned that", "added", "wrote", "insists", "called it",
    "has said that", "worries about", "regrets", "was quoted as saying", "in his words", "who said", "tweeted",
]  # fmt: skip
REST = [
    "the pier was unsafe", "It is late", "we agree", "good", "half a million", "6'2\"", "the ’90s", "rock ’n’ roll",
    "the dogs’ bowl", "U.S.", "e.g.", "No. 2", "3,000", "半边天", "中国说：", "😀", "🚢👨‍👩‍👧", "שלום",
    "\u202eabc\u202c", "\0", "e\u0301", "\u0301", "\u200b", "\ufeff", "\xa0", "\u2028", "ﬁ", "İ", "ǅ", "ß", "[sic]",
    "[the pier]", "…", "...", "–", "--", ",", ".", "?", "!", ":", ";", "(", ")", "[", "]", "that", "and", "who",
    "a professor at", "the director of", "http://a.b/c", "\t", "\n", " ",
]  # fmt: skip
SEPARATORS = ["", " ", " ", " "]


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """Words, names, cues and marks in any order, with spaces between them or not."""
    piece = st.one_of(
        st.sampled_from(MARKS),
        st.sampled_from(NAMES),
        st.sampled_from(CUES),
        st.sampled_from(REST),
        st.text(max_size=6),
    )
    parts = draw(st.lists(st.tuples(piece, st.sampled_from(SEPARATORS)), max_size=40))
    return "".join(text + space for text, space in parts)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Sentences that report, or nearly: a name, a cue and marked words, in the orders in which they are written."""
    opening, closing = draw(st.sampled_from([("“", "”"), ("‘", "’"), ('"', '"'), ("'", "'"), ("«", "»"), ("``", "''")]))
    frame = draw(
        st.sampled_from(
            [
                "{o}{a},{c} {v} {n}.", "{o}{a},{c} {n} {v}. {o}{b}.{c}", "{o}{a},{c} {n} {v}, {o}{b}.{c}",
                "{n} {v}: {o}{a}. {b}.{c}", "{n} {v} {a}.", "{a}, {n} {v}.", "{n}, {n2}, {v} that {a} {o}{b}{c}.",
                "{n} {v} {o}{a}", "{o}{a}. {b}.", "{n} ({n2}) {v} {o}{a}{c} and {o}{b}{c}.", "According to {n}, {a}.",
            ]
        )
    )  # fmt: skip
    return frame.format(
        o=opening,
        c=closing,
        a=draw(st.sampled_from(REST)),
        b=draw(st.sampled_from(REST)),
        n=draw(st.sampled_from(NAMES)),
        n2=draw(st.sampled_from(NAMES)),
        v=draw(st.sampled_from(CUES)),
    )


ARTICLES = st.lists(
    st.one_of(paragraphs(), st.lists(sentences(), min_size=1, max_size=4).map(" ".join), st.just("")), max_size=6
).map(lambda texts: article_of(*texts, language="en"))
