"""Copies of articles are found out, and quotations that several articles carry become one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from knowledge import store
from knowledge.build.alignment import aligned
from knowledge.build.families import Families, find_copies
from knowledge.build.repeats import LEAST_WORDS, Repeats
from knowledge.build.traces import wording_of
from knowledge.corrections import Fix
from knowledge.search.normal import plain

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping, Sequence

    from knowledge.build.repeats import Disagreement
    from knowledge.build.watch import Watch
    from knowledge.correct.apply import Verdict

_QUOTED = 60  # characters of the words that copies disagree about


def find_families(db: sqlite3.Connection, fresh: Collection[str], watch: Watch) -> None:
    """Link the articles that came in to their copies, and look at the families again that lost or changed a member.

    Nothing else is compared: an article that stays as it was keeps its links to those that do.
    """
    before = store.families(db)
    there = store.articles_in(db)
    touched = {family for article, family in before.items() if article in fresh or article not in there}
    families = Families()
    for article, family in before.items():
        if family not in touched:
            families.link(article, family)
    sought = sorted({*fresh, *(a for a, family in before.items() if family in touched and a in there)})
    find_copies(sought, lambda: store.sketches(db), families, watch.check)
    after = families.named()
    store.put_families(db, after)
    changed = {after.get(article) for article in sought} | touched
    store.part(db, sorted((before.keys() - after.keys()) & there))
    _align(db, {article: family for article, family in after.items() if family in changed})


def find_repeats(db: sqlite3.Connection, fresh: Collection[str]) -> set[int]:
    """Decide anew which excerpts another is shown for; the keys of all for which that has changed."""
    repeats = Repeats()
    for alike in store.carried(db):
        repeats.settle(alike)
    before, after = store.repeats(db), repeats.shown
    store.put_repeats(db, after)
    store.put_disagreements(db, {warning for each in repeats.disagreements for warning in _warnings(each)})
    new = store.keys_of(db, sorted(fresh))
    changed = {key for key in before.keys() | after.keys() if key in new or before.get(key) != after.get(key)}
    return changed | {shown[key] for shown in (before, after) for key in changed if key in shown}


def in_copies(db: sqlite3.Connection, verdicts: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """The verdicts, and for quotations that an editor withholds the same on those that are one with them."""
    withheld = {key: verdict for key, verdict in verdicts.items() if verdict.fix is not Fix.SPEAKER}
    others = {other: verdict for key, verdict in withheld.items() for other in store.same_words(db, key, LEAST_WORDS)}
    return others | dict(verdicts)


def _align(db: sqlite3.Connection, members: Mapping[str, str]) -> None:
    """Find what is nearly the same in each of these families."""
    families: dict[str, list[str]] = defaultdict(list)
    for article, family in members.items():
        families[family].append(article)
    for articles in families.values():
        _align_family(db, articles)


def _align_family(db: sqlite3.Connection, articles: Sequence[str]) -> None:
    texts: dict[bool, dict[int, str]] = {True: {}, False: {}}
    holders: dict[int, set[str]] = defaultdict(set)
    rows = []
    for key, article, said, text in store.texts_in_family(db, sorted(articles)):
        folded = plain(text)
        wording = wording_of(folded if said else f"passage {folded}")
        texts[said][wording.number] = folded
        holders[wording.number].add(article)
        rows.append((key, article, wording))
    shared = aligned(texts[True], holders) | aligned(texts[False], holders)
    store.align(db, ((key, article, w.number, shared[w.number], w.words) for key, article, w in rows))


def _warnings(found: Disagreement) -> tuple[tuple[str, str], tuple[str, str]]:
    one, other = found.one, found.other
    words = f"{one.text[:_QUOTED]}…" if len(one.text) > _QUOTED else one.text
    says = "“{}” is {}’s here and {}’s in {}, which is a copy; each stands as it is."
    return (
        (one.file, says.format(words, one.name, other.name, other.file)),
        (other.file, says.format(words, other.name, one.name, one.file)),
    )
