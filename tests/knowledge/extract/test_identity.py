"""One identity over all articles: as if everybody were compared with everybody, at a fraction of the comparisons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.extract import clusters, fullnames, unify
from knowledge.extract.fullnames import FullNames, same_person
from knowledge.extract.names import name_parts
from knowledge.model import Findings, Gender, LocalPerson

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MANY = 2_000
NAMES = ["Ann Lee", "Ann B Lee", "Ann C Lee", "Ann B C Lee", "Lee", "Bo Lee"]
PEOPLE = st.builds(
    LocalPerson,
    name=st.sampled_from(NAMES),
    native_name=st.sampled_from([None, None, "李安", "李兰"]),
    gender=st.sampled_from(list(Gender)),
    group=st.sampled_from([False, False, False, True]),
)
ARTICLES = st.dictionaries(
    st.sampled_from("abcdefgh"), st.lists(PEOPLE, max_size=6).map(lambda p: Findings(people=tuple(p)))
)


def by_comparing_all(articles: Mapping[str, Findings]) -> set[frozenset[tuple[str, int]]]:
    """The promise spelled out: each joins the first of those before whom they can be, then native names settle."""
    classes: dict[tuple[str, ...], list[list[tuple[str, int, LocalPerson]]]] = {}
    for article in sorted(articles):
        for index, person in enumerate(articles[article].people):
            parts = name_parts(person.name)
            ends = parts if person.group or len(parts) < 3 else (parts[0], parts[-1])
            found = classes.setdefault(("group" if person.group else "person", *ends), [])
            fitting = (members for members in found if fits(members, article, person))
            first = next(fitting, None)
            if first is None:
                found.append([(article, index, person)])
            else:
                first.append((article, index, person))
    return {frozenset((a, i) for a, i, _ in members) for found in classes.values() for members in settled(found)}


def fits(members: list[tuple[str, int, LocalPerson]], article: str, person: LocalPerson) -> bool:
    """Whether a person can be the one of these members."""
    fullest = max((name_parts(p.name) for _, _, p in members), key=lambda p: (len(p), p))
    short, long = sorted((fullest, name_parts(person.name)), key=len)
    one_name = short == long or (len(short) == 2 and len(long) > 2)
    genders = {p.gender for _, _, p in members} | {person.gender}
    apart = {Gender.FEMALE, Gender.MALE} <= genders or any(a == article for a, _, _ in members)
    return one_name and not apart and members[0][2].native_name == person.native_name


Members = list[tuple[str, int, LocalPerson]]


def settled(found: list[Members]) -> list[Members]:
    """Where one native name is known, whoever can only be its bearer joins them."""
    native = [members for members in found if members[0][2].native_name is not None]
    if len(native) != 1:
        return found
    fitting = [members for members in found if members not in native and not are_two(native[0], members)]
    joining = [one for one in fitting if not any(hinders(one, other) for other in fitting)]
    if {Gender.FEMALE, Gender.MALE} <= {gender for members in fitting for gender in genders(members)}:
        joining = []
    rest = [members for members in found if members not in native and members not in joining]
    return [[one for members in [*native, *joining] for one in members], *rest]


def are_two(some: Members, others: Members) -> bool:
    """Whether these cannot be one person: by gender, by middle name, or because an article names both."""
    articles = {article for article, _, _ in some} & {article for article, _, _ in others}
    middles = {middle(some), middle(others)} - {()}
    return bool(articles) or len(middles) > 1 or {Gender.FEMALE, Gender.MALE} <= genders(some) | genders(others)


def hinders(some: Members, others: Members) -> bool:
    """Whether these cannot both join a third."""
    named = bool(middle(some)) and middle(others) not in {(), middle(some)}
    return some is not others and (named or bool({a for a, _, _ in some} & {a for a, _, _ in others}))


def genders(members: Members) -> set[Gender]:
    """Those that are known."""
    return {person.gender for _, _, person in members} - {Gender.UNKNOWN}


def middle(members: Members) -> tuple[str, ...]:
    """The middle names of the fullest name."""
    return max((name_parts(p.name) for _, _, p in members), key=lambda p: (len(p), p))[1:-1]


@given(ARTICLES)
def test_identities_are_those_of_comparing_all(articles: dict[str, Findings]) -> None:
    """Groups, middle names, native names and genders bring together and keep apart as they always did."""
    found = {frozenset(identity.members) for identity in unify(articles)}
    assert found == by_comparing_all(articles)


def one_article(_: int) -> str:
    """All of them in one."""
    return "a"


def own_articles(i: int) -> str:
    """Each in an article of their own."""
    return f"a{i:05}"


def pairs(i: int) -> str:
    """Two in an article."""
    return f"a{i // 2:05}"


@pytest.mark.parametrize("article", [one_article, own_articles, pairs])
@pytest.mark.parametrize("middles", [False, True])
def test_namesakes_are_not_compared_pairwise(
    article: Callable[[int], str], *, middles: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two thousand people of one name cost a few comparisons each, whether of one article or of many."""
    looked_at = 0
    stands = clusters.stands

    def counted(cluster: clusters.Cluster, parts: tuple[str, ...], gender: Gender) -> bool:
        nonlocal looked_at
        looked_at += 1
        return stands(cluster, parts, gender)

    monkeypatch.setattr(clusters, "stands", counted)
    people: dict[str, list[LocalPerson]] = {}
    for i in range(MANY):
        name = f"Ann M{i} Lee" if middles and i % 3 else "Ann Lee"
        people.setdefault(article(i), []).append(LocalPerson(name=name, gender=list(Gender)[i % 3]))
    found = unify({where: Findings(people=tuple(who)) for where, who in people.items()})
    assert sum(len(identity.members) for identity in found) == MANY
    assert looked_at <= 12 * MANY


WORDS = st.sampled_from(["ann", "a", "a.", "b.", "bill", "william", "will", "lee", "bo", "orde", "lee", "."])
FULL_NAMES = st.lists(WORDS, min_size=1, max_size=4).map(tuple)


@given(st.lists(FULL_NAMES, max_size=12), FULL_NAMES)
def test_a_full_name_is_found_as_by_comparing_all(names: list[tuple[str, ...]], asked: tuple[str, ...]) -> None:
    """Initials, nicknames, middle names and second family names find the first who bears them."""
    kept = FullNames()
    for number, name in enumerate(names):
        kept.put(number, name)
    assert kept.find(asked) == next((n for n, name in enumerate(names) if same_person(name, asked)), None)


@pytest.mark.parametrize("names", ["A{} Lee", "Ann M{} Lee", "Ann Lee L{}", "M{} Ann Lee", "A. B{} Lee"])
def test_full_names_of_an_article_are_not_compared_pairwise(names: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two thousand people of one family name cost a few comparisons each."""
    compared = 0

    def counted(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
        nonlocal compared
        compared += 1
        return same_person(a, b)

    monkeypatch.setattr(fullnames, "same_person", counted)
    kept = FullNames()
    for number in range(MANY):
        parts = name_parts(names.format(number))
        kept.find(parts)
        kept.put(number, parts)
    assert compared <= 4 * MANY


def apart(**people: LocalPerson) -> int:
    """How many identities there are of so many people, each of an article of their own."""
    return len(unify({article: Findings((person,)) for article, person in people.items()}))


def test_a_native_name_does_not_join_another_gender() -> None:
    """Li Na who plays and Li Na who governs are two, and whoever else is called so may be either."""
    player = LocalPerson("Li Na", "李娜", gender=Gender.FEMALE)
    assert apart(a=player, b=LocalPerson("Li Na", gender=Gender.MALE)) == 2
    assert apart(a=player, b=LocalPerson("Li Na", gender=Gender.FEMALE)) == 1
    assert apart(a=player, b=LocalPerson("Li Na")) == 1
    bearer = LocalPerson("Li Na", "李娜")
    assert (
        apart(a=bearer, b=LocalPerson("Li Na", gender=Gender.MALE), c=LocalPerson("Li Na", gender=Gender.FEMALE)) == 3
    )


def test_a_native_name_does_not_join_two_people_of_one_article() -> None:
    """Nor two middle names."""
    both = Findings((LocalPerson("Ann Lee", gender=Gender.MALE), LocalPerson("Ann Lee", "李安")))
    assert len(unify({"a": both})) == 2
    assert apart(a=LocalPerson("Ann Lee", "李安"), b=LocalPerson("Ann B Lee"), c=LocalPerson("Ann C Lee")) == 3
