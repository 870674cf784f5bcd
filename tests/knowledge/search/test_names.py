"""The right person from part of a name, and never somebody else."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.names import NameEntry, NameIndex, NamesFound
from tests.knowledge.search.conftest import LAW

PEOPLE = (
    NameEntry(
        "huasheng",
        "Zhao Huasheng",
        "赵华胜",
        ("Zhao",),
        ("a professor at Fudan University", "senior fellow at the Beijing Club for International Dialogue"),
        9,
    ),
    NameEntry("long", "Zhao Long", "赵隆", (), ("deputy director at the Shanghai institute",), 5),
    NameEntry("yi", "Wang Yi", "王毅", ("Wang", "the top diplomat"), ("China’s foreign minister",), 7),
    NameEntry("xi", "Xi Jinping", "习近平", ("Xi",), ("Chinese leader",), 12),
    NameEntry("putin", "Vladimir Putin", "Владимир Путин", ("Putin",), ("Russia’s president",), 11),
    NameEntry("lucian", "Lucian Kim", None, (), ("correspondent",), 3),
    NameEntry("joaquin", "Joaquin Phoenix"),
    NameEntry("nixon", "Richard Nixon", None, ("Tricky Dick",)),
    NameEntry("geddes", "Alicja des Garets Geddes", None, ("Des Garets Geddes",)),
    NameEntry(
        "arho", "Tuomas Arho-Havren", None, (), ("fellow at the Center for Strategic and International Studies",), 2
    ),
    NameEntry("bove", "José Bové"),
    NameEntry("tolkien", "J.R.R. Tolkien"),
    NameEntry("brien", "Conor O’Brien"),
    NameEntry("officials", "senior U.S. officials", weight=4),
    NameEntry("several", "Lee, Zhao and others", weight=1),
)
INDEX = NameIndex(PEOPLE)


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("Zhao Huasheng", ["huasheng"]),
        ("Huasheng Zhao", ["huasheng"]),
        ("ZHAO, Huasheng", ["huasheng"]),
        ("Zhao", ["huasheng", "long"]),
        ("Huasheng", ["huasheng"]),
        ("Zhao Hua-sheng", ["huasheng"]),
        ("Hua Sheng Zhao", ["huasheng"]),
        ("zhaohuasheng", ["huasheng"]),
        ("huashengzhao", ["huasheng"]),
        ("H. Zhao", ["huasheng"]),
        ("Zhao H", ["huasheng"]),
        ("Professor Zhao", ["huasheng", "long"]),
        ("Mr. Putin", ["putin"]),
        ("Zhao (Fudan)", ["huasheng"]),
        ("赵华胜", ["huasheng"]),
        ("趙華勝", ["huasheng"]),
        ("华胜", ["huasheng"]),
        ("赵", ["huasheng", "long"]),
        ("胜", ["huasheng"]),
        ("JD Putin", []),
        ("CDGG Geddes", []),
        ("Ti-chi-yi Chi-chu-ti-pu", []),
        ("赵华胜 Zhao", ["huasheng"]),
        ("Путин", ["putin"]),
        ("владимир", ["putin"]),
        ("Xi", ["xi"]),
        ("Kim", ["lucian"]),
        ("Garets Geddes", ["geddes"]),
        ("des garets geddes", ["geddes"]),
        ("Geddes", ["geddes"]),
        ("Alicja Geddes", ["geddes"]),
        ("Arho Havren", ["arho"]),
        ("arhohavren", ["arho"]),
        ("Havren", ["arho"]),
        ("Jose Bove", ["bove"]),
        ("JRR Tolkien", ["tolkien"]),
        ("J. R. R. Tolkien", ["tolkien"]),
        ("O'Brien", ["brien"]),
        ("OBrien", ["brien"]),
        ("O Brien", ["brien"]),
        ("Tricky Dick", ["nixon"]),
        ("Nix", ["nixon"]),
        ("Huash", ["huasheng"]),
        ("Richard Nixn", ["nixon"]),
        ("Huasehng", ["huasheng"]),
        ("Zhoa Huasheng", ["huasheng"]),
        ("Vladmir Putin", ["putin"]),
        ("Zhao Huashegn", ["huasheng"]),
        ("zhaohuashegn", ["huasheng"]),
        ("Chao Hua-sheng", ["huasheng"]),
        ("Hsi Chin-p'ing", ["xi"]),
        ("Fudan", ["huasheng"]),
        ("top diplomat", ["yi"]),
        ("the top diplomat", ["yi"]),
        ("foreign minister of China", ["yi"]),
        ("CSIS", ["arho"]),
        ("fellow", ["huasheng", "arho"]),
        ("Fudan Universty", ["huasheng"]),
        ("U.S. officials", ["officials"]),
        ("Lee, Zhao and others", ["several"]),
    ],
)
def test_who_is_meant(typed: str, best: list[str]) -> None:
    """Either order, parts, initials, joined or parted names, scripts, typos, roles; equals in order of weight."""
    assert list(INDEX.find(typed).best) == best


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("IHF managing director", ["roe"]),
        ("managing director of the IHF", ["roe"]),
        ("HU president", ["orde"]),
        ("US president", ["lund"]),
        ("U.S. President", ["lund"]),
        ("the president of the US", ["lund"]),
        ("WHO inspector", ["falk"]),
        ("president", ["lund", "orde"]),
        ("us president", ["lund", "orde"]),
        ("US vice president", ["vega"]),
        ("vice president", ["vega"]),
        ("former inspector", ["falk"]),
        ("Oldport envoy", ["gill"]),
        ("US inspector", []),
        ("inspector", ["falk"]),
        ("deputy keeper", ["hart"]),
        ("keeper", []),
        ("HU", []),
        ("who", []),
    ],
)
def test_short_forms_of_organisations(typed: str, best: list[str]) -> None:
    """Beside other words also those of two letters, and those that would be common words in small letters."""
    index = NameIndex(
        [
            NameEntry("roe", "Ada Roe", roles=("Managing Director of the International Harbour Fund",)),
            NameEntry("orde", "Bo Orde", roles=("President of the Harbour Union",)),
            NameEntry("lund", "Cy Lund", roles=("U.S. President",), weight=1),
            NameEntry("falk", "Di Falk", roles=("a former inspector for the World Harbour Organization",)),
            NameEntry("vega", "Eli Vega", roles=("U.S. Vice President",), weight=2),
            NameEntry("hart", "Gus Hart", roles=("deputy keeper of the light",)),
            NameEntry("gill", "Fay Gill", roles=("the president’s special envoy to Oldport’s harbours",)),
        ]
    )
    assert list(index.find(typed).best) == best


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Никсон", ["nixon"]),
        ("ричард никсон", ["nixon"]),
        ("Чжао Хуашэн", ["huasheng"]),
        ("王义", ["yi"]),
        ("닉슨", []),
        ("Ωμέγα", []),
    ],
)
def test_another_script_is_offered(typed: str, near: list[str]) -> None:
    """Nobody is sure to be meant by a name written by ear in other letters; whoever may be is offered."""
    people = (NameEntry("nixon", "Richard Nixon"), NameEntry("huasheng", "Zhao Huasheng"), NameEntry("yi", "Wang Yi"))
    found = NameIndex(people).find(typed)
    assert (list(found.best), list(found.near)) == ([], near)


@pytest.mark.parametrize(
    ("typed", "best", "near"),
    [
        ("Ivo al-Marsh", ["marsh"], []),
        ("el Marsh", ["marsh"], []),
        ("Sheikh Ivo el-Marsh", ["marsh"], []),
        ("Col. Marsh", ["marsh"], []),
        ("Gen. Sen", ["sen"], []),
        ("Sen", ["sen"], []),
        ("Sen. Marsh", ["marsh"], []),
        ("AMLO", ["orta"], []),
        ("Korventinno", ["korvantino"], []),
        ("al", [], []),
    ],
)
def test_particles_titles_and_initials(typed: str, best: list[str], near: list[str]) -> None:
    """A particle may be another, a title may be missing, unless somebody bears it."""
    index = NameIndex(
        [
            NameEntry("marsh", "Ivo el-Marsh"),
            NameEntry("sen", "Mira Sen"),
            NameEntry("orta", "Ana Maria López Orta"),
            NameEntry("korvantino", "Gil Korvantino"),
        ]
    )
    found = index.find(typed)
    assert (list(found.best), list(found.near)) == (best, near)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Yen Hsueh-chen", "Yan Xuezhen"),
        ("Ho Tzu-lo", "He Ziluo"),
        ("Lo Jo-i", "Luo Ruoyi"),
        ("K’uei Ssu-to", "Kui Siduo"),
        ("Yu Cho-ko", "You Zhuoge"),
        ("Ts’o Yu-hsiung", "Cuo Yuxiong"),
    ],
)
def test_older_romanisations_of_every_syllable(typed: str, name: str) -> None:
    """Also of those that follow no rule."""
    assert NameIndex([NameEntry("one", name, None), NameEntry("other", "Bo Orde", None)]).find(typed).best == ("one",)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Wang Yiwei", ["yi"]),
        ("Zhou Huasheng", ["huasheng"]),
        ("Zhao Huashang", ["huasheng"]),
        ("zhaohuashang", ["huasheng"]),
        ("Zheo", ["huasheng", "long"]),
        ("Chao Hua Sheng", ["huasheng"]),
        ("Zhao Lo", ["long"]),
        ("Xq Huasheng", ["huasheng"]),
        ("zhaohuasng", ["huasheng"]),
        ("赵华升", ["huasheng"]),
        ("John Tolkien", ["tolkien"]),
        ("Kim Jong Un", []),
        ("Joaquin Sorolla", []),
        ("Xyzzy", []),
        ("Lee", []),
        ("enix", []),
        ("汽车", []),
        ("", []),
        ("“—”", []),
        ("'; DROP TABLE person; --", []),
    ],
)
def test_nobody_else_is_meant(typed: str, near: list[str]) -> None:
    """What could as well be another person is offered and not given; what is like nobody gives nobody."""
    found = INDEX.find(typed)
    assert found.best == ()
    assert list(found.near[: len(near)]) == near
    assert near or not found.near


def test_a_longer_name_is_not_answered_with_a_shorter_nor_the_other_way() -> None:
    """Wang Yiwei is not Wang Yi, whichever of them is known."""
    assert NameIndex([NameEntry("yiwei", "Wang Yiwei", "王义桅")]).find("Wang Yi") == NamesFound((), ("yiwei",))
    assert NameIndex([NameEntry("yi", "Wang Yi")]).find("Wang Yiwei") == NamesFound((), ("yi",))


def test_a_name_that_somebody_bears_is_no_typo_of_another() -> None:
    """Zheng is known, so "Zheng Weiming" is not Zhang Weiming misspelt."""
    index = NameIndex([NameEntry("zhang", "Zhang Weiming"), NameEntry("zheng", "Zheng Li")])
    assert index.find("Zheng Weiming").best == ()
    assert "zhang" in index.find("Zheng Weiming").near


def test_the_better_fit_wins() -> None:
    """As written > turned round > alias > whole words > a beginning > a role > a typo, then weight."""
    entries = [
        NameEntry("written", "Marin Costa"),
        NameEntry("turned", "Costa Marin", weight=1),
        NameEntry("alias", "Ana Reis", aliases=("Marin Costa",), weight=2),
        NameEntry("words", "Marin Silva Costa", weight=3),
        NameEntry("beginning", "Marinela Costa", weight=4),
        NameEntry("role", "Rui Dias", roles=("head of the Marin Costa foundation",), weight=5),
        NameEntry("typo", "Maarin Costa", weight=6),
    ]
    order = []
    while entries:
        (best,) = NameIndex(entries).find("Marin Costa").best
        order.append(best)
        entries = [entry for entry in entries if entry.id != best]
    assert order == ["written", "turned", "alias", "words", "beginning", "role", "typo"]


def test_equals_come_by_weight_as_many_as_are_wanted() -> None:
    """The most quoted first, then by name."""
    index = NameIndex(NameEntry(f"{n}", f"Zhao {chr(97 + n) * 3}", weight=n % 3) for n in range(9))
    assert index.find("zhao", limit=4).best == ("2", "5", "8", "1")


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("", ("xi", "putin", "huasheng", "yi")),
        ("z", ("huasheng", "long")),
        ("zhao l", ("long",)),
        ("Huash", ("huasheng",)),
        ("hua-sh", ("huasheng",)),
        ("华", ("huasheng",)),
        ("王", ("yi",)),
        ("Fud", ("huasheng",)),
        ("arho-h", ("arho",)),
        ("Пу", ("putin",)),
        ("Vladmir Pu", ("putin",)),
        ("Zhoa Hua", ("huasheng",)),
        ("huashneg z", ("huasheng",)),
        ("Zhao Hua-shegn", ("huasheng",)),
        ("Chao Hua-sh", ("huasheng",)),
        ("Fudn", ("huasheng",)),
        ("Fudan Zh", ("huasheng",)),
        ("of Fudan Hua", ("huasheng",)),
        ("qqqq", ()),
    ],
)
def test_completion_offers_who_may_be_meant(typed: str, ids: tuple[str, ...]) -> None:
    """Names that begin so in any order and script, then roles, then likely typos; the heaviest for nothing typed."""
    assert INDEX.complete(typed, 4)[: len(ids)] == ids
    assert ids or not INDEX.complete(typed, 4)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Chen Wexin", ["Chen Weixin"]),
        ("Ken Smtih", ["Ken Smith"]),
        ("Chao zzzz", []),
        ("Chao Pe", ["Zhao Pengxi"]),
        ("editor S", ["Ken Smith"]),
        ("editor zz", []),
    ],
)
def test_completion_offers_no_strangers(typed: str, names: list[str]) -> None:
    """Nobody who shares a syllable, or a role, alone."""
    people = ["Chen Weixin", "Zheng Pei", "Zheng Wen", "Ken Smith", "Gennady Orlov", "Zhao Pengxi", "Zhao Lin"]
    index = NameIndex(NameEntry(name, name, None, (), ("the editor",)) for name in people)
    assert list(index.complete(typed)) == names


def test_an_empty_index_answers() -> None:
    """There is nobody, and no error."""
    assert NameIndex([]).find("Zhao") == NamesFound()
    assert NameIndex([]).complete("") == ()


NAMES = st.lists(st.text(string.ascii_lowercase, min_size=2, max_size=9), min_size=1, max_size=4).map(" ".join)
ANY = st.text(st.characters(), max_size=40)


@LAW
@given(st.lists(NAMES, min_size=1, max_size=8, unique=True), st.data())
def test_everybody_is_found_by_the_name(names: list[str], data: st.DataObject) -> None:
    """Whole or turned round, in any case; and it is somebody of that very name."""
    index = NameIndex(NameEntry(name, name) for name in names)
    name = data.draw(st.sampled_from(names))
    assert index.find(name.upper()).best == (name,)
    assert name in index.complete(name, len(names))
    first, *rest = name.split()
    turned = " ".join([*rest, first])
    assert turned in names or name in index.find(turned, len(names)).best


@LAW
@given(ANY, st.lists(ANY, max_size=4), st.integers(0, 5))
def test_anything_is_taken(typed: str, names: list[str], limit: int) -> None:
    """As a name or as a question, whatever its characters; nobody is given twice, nor more than are wanted."""
    index = NameIndex(NameEntry(f"{n}", name, name, (name,), (name,)) for n, name in enumerate(names))
    found = index.find(typed, limit)
    assert len({*found.best, *found.near}) == len(found.best) + len(found.near)
    assert len(found.best) <= limit
    assert len(index.complete(typed, limit)) <= limit


@pytest.mark.parametrize(
    "typed", ["a" * 10_000, "zhao " * 3_000, "赵" * 5_000, "\ud800\0\u202e🙂", '"*)(', "Zh\u200bao"]
)
def test_hostile_questions_are_answered(typed: str) -> None:
    """Length and odd characters make no difference to soundness."""
    assert isinstance(INDEX.find(typed), NamesFound)
    assert isinstance(INDEX.complete(typed), tuple)


def test_a_role_may_be_worded_in_any_way() -> None:
    """However many little words stand between its names, and however far apart."""
    hostile = "Abbot" + "  of - the" * 60 + "  abbey"
    index = NameIndex([NameEntry("one", "Ada Roe", roles=(hostile, "Head of  the International - Harbour Fund"))])
    assert index.find("head IHF").best == ("one",)
