"""Whatever is corrected, in whatever order: the base is that of its articles and corrections, and of nothing before."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Correction, Fix, Name, Words
from knowledge.build import build
from knowledge.ids import short_id
from tests.knowledge.build.conftest import content
from tests.knowledge.fakes import FAKE, write

if TYPE_CHECKING:
    from random import Random

ARTICLES = {
    "a.txt": "Ann Lee (李安), a pilot, said: “one of the longer quotations of this corpus”. Ann Lee said: “twice”.",
    "b.txt": "Ann Lee noted: “twice”. Bo Chen said: “twice”.\n\nSomebody said: “whose words are these”.",
    "c.txt": "Bo B Chen, the mayor, said: “something else entirely”. Cy Ode hinted: “it may rain”.",
    "d.txt": "Bo Chen said: “one of the longer quotations of this corpus”.",
}
PEOPLE = '[[person]]\nname = "Boris Chen"\naliases = ["Bo Chen", "Bob Chen"]\n[[person.affiliations]]\ntext = "mayor"\n'
TEXTS = [
    "one of the longer quotations of this corpus",
    "one of the long quotations of this corpus",
    "twice",
    "whose words are these",
    "something else entirely",
    "it may rain",
    "nobody ever said this",
]
FILES = [*ARTICLES, "gone.txt"]


def article_id(file: str) -> str:
    """What the fakes make of a file's name."""
    return short_id("a", file)


@st.composite
def words(draw: st.DrawFn) -> Words:
    """A quotation that may exist, with an id that may be its own."""
    file, text = draw(st.sampled_from(FILES)), draw(st.sampled_from(TEXTS))
    occurrence = draw(st.sampled_from(["0", "0", "1", "9"]))
    return Words(short_id("q", article_id(file), text, occurrence), text, article_id(file), file)


NAMES = st.builds(
    Name,
    st.sampled_from(["Ann Lee", "Bo Chen", "Bo B Chen", "Bob Chen", "Boris Chen", "Cy Ode", "Chen", "Wu Ming", "李安"]),
    st.sampled_from([None, None, "李安", "吴明"]),
    st.sampled_from(["", "", short_id("p", "Ann Lee"), short_id("p", "Bo Chen"), "pgone"]),
)
NUMBERS = st.integers(1, 30)
CORRECTIONS = st.one_of(
    st.builds(Correction, NUMBERS, st.just(Fix.SPEAKER), words(), st.none() | NAMES),
    st.builds(Correction, NUMBERS, st.sampled_from([Fix.HIDE, Fix.TERM]), words()),
    st.builds(Correction, NUMBERS, st.just(Fix.MERGE), person=NAMES, other=NAMES),
    st.builds(
        Correction,
        NUMBERS,
        st.just(Fix.SPLIT),
        person=NAMES,
        other=NAMES,
        article=st.sampled_from(FILES).map(article_id),
    ),
    st.builds(
        Correction, NUMBERS, st.just(Fix.ALIAS), person=NAMES, alias=st.sampled_from(["Bo Chen", "Captain", "陈"])
    ),
)
SETS = st.lists(CORRECTIONS, max_size=6, unique_by=lambda each: each.number)
STATES = st.tuples(st.sets(st.sampled_from(list(ARTICLES)), min_size=1), st.booleans(), SETS)

State = tuple[set[str], bool, list[Correction]]


def bring(folder: Path, state: State, database: str = "x.db") -> tuple[int, ...]:
    """Make the folder hold these articles, and build with these corrections; the numbers of those without effect."""
    files, known, corrections = state
    for file, body in ARTICLES.items():
        if file in files:
            write(folder / "articles", file, body)
        else:
            (folder / "articles" / file).unlink(missing_ok=True)
    (folder / "articles" / "people.toml").write_text(PEOPLE if known else "")
    report = build([folder / "articles"], folder / database, pipeline=FAKE, corrections=corrections)
    return tuple(each.correction.number for each in report.unapplied)


def all_of(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """What a base knows, but when its files were looked at."""
    return {name: rows for name, rows in content(database).items() if name != "files"}


@settings(max_examples=20)
@given(st.lists(STATES, min_size=1, max_size=3))
def test_a_base_does_not_remember_what_was_before(states: list[State]) -> None:
    """Corrections and articles come and go; what is left is as if it had always been so."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for state in states:
            unapplied = bring(folder, state)
        fresh = bring(folder, states[-1], "fresh.db")
        assert all_of(folder / "x.db") == all_of(folder / "fresh.db")
        assert unapplied == fresh


@settings(max_examples=20)
@given(SETS, st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_a_set_makes_no_difference(corrections: list[Correction], random: Random, known: bool) -> None:  # noqa: FBT001 - drawn
    """The numbers alone count; and without any, the base is the one that was extracted."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        everything = set(ARTICLES)
        bring(folder, (everything, known, []))
        extracted = all_of(folder / "x.db")
        bring(folder, (everything, known, corrections))
        corrected = all_of(folder / "x.db")
        shuffled = list(corrections)
        random.shuffle(shuffled)
        bring(folder, (everything, known, shuffled), "y.db")
        assert all_of(folder / "y.db") == corrected
        bring(folder, (everything, known, []))
        assert all_of(folder / "x.db") == extracted


@settings(max_examples=20)
@given(SETS)
def test_nothing_is_dropped_in_silence(corrections: list[Correction]) -> None:
    """Each correction of words is seen in the base, or reported."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        unapplied = bring(folder, (set(ARTICLES), False, corrections))
        with closing(sqlite3.connect(folder / "x.db")) as db:
            judged = db.execute("SELECT count(*) FROM corrected").fetchone()[0]
            hidden = db.execute("SELECT count(DISTINCT json_extract(excerpt, '$[9]')) FROM withheld").fetchone()[0]
            rules = {rule for (rule,) in db.execute("SELECT rule FROM attributions JOIN corrected USING (key)")}
        counting = [each for each in corrections if each.number not in unapplied]
        spoken = [each for each in counting if each.fix is Fix.SPEAKER]
        withheld = [each for each in counting if each.fix in {Fix.HIDE, Fix.TERM}]
        assert rules <= {"corrected", "confirmed"}
        assert bool(spoken) == bool(judged)
        assert bool(withheld) == bool(hidden)
        assert judged + hidden <= len(spoken) + len(withheld)
