"""people.toml: whom it knows is shown as it says; whom it may mean besides another is left alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from knowledge import Article, Correction, Fix, KnowledgeBase, Name
from knowledge.build import build
from knowledge.extract import unify
from knowledge.formats.people_file import KNOWN
from knowledge.knowledge_base import FILE
from knowledge.model import Findings, Gender
from tests.knowledge.build.conftest import content
from tests.knowledge.correct.editor import quotation, words
from tests.knowledge.fakes import FAKE, age, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from knowledge import BuildReport

TRUE = replace(FAKE, unify=unify)
WANG = """
[[person]]
name = "Wang Yi"
native_name = "王毅"
aliases = ["Yi Wang", "Director Wang"]
transliterations = ["Ван И"]
gender = "male"
wikidata = "Q15031"

[[person.affiliations]]
text = "foreign minister"
from = 2013-03-16
until = "2022-12"

[[person.affiliations]]
text = "director of the commission"
from = 2022
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One person under two names, with a namesake of his surname."""
    where = tmp_path / "articles"
    write(where, "a.txt", "Wang Yi (王毅), a diplomat, said: “alpha one”. Wang Bo said: “beta two”.", date="2024")
    write(where, "b.txt", "Yi Wang said: “gamma three”. Wang said: “delta four”.")
    return where


def state(folder: Path, text: str) -> None:
    """Write people.toml."""
    (folder / "people.toml").write_text(text, encoding="utf-8")


def built(folder: Path, **options: object) -> BuildReport:
    """Build without asking anything."""
    return build([folder], folder.parent / FILE, pipeline=TRUE, **options)  # type: ignore[arg-type]


def speakers(folder: Path) -> dict[str, str | None]:
    """Who said what, by the persons' names."""
    rows = content(folder.parent / FILE)
    names = {row[0]: str(row[1]) for row in rows["persons"]}
    return {str(row[5]): names.get(row[8]) for row in rows["excerpts"] if row[2]}


async def opened(folder: Path, *corrections: Correction) -> KnowledgeBase:
    """The same in service."""
    return await KnowledgeBase.open([folder], folder.parent, pipeline=TRUE, corrections=corrections)


async def test_whoever_is_known_is_shown_as_stated(folder: Path) -> None:
    """Under one name, with both scripts, found by every form, with affiliations and their dates."""
    state(folder, WANG)
    async with await opened(folder) as base:
        assert base.report.set_aside == ()
        assert base.report.warnings == ()
        for called in ("Wang Yi", "王毅", "Yi Wang", "Ван И", "Director Wang"):
            (profile,) = (await base.people(called)).profiles
            assert (profile.person.name, profile.person.native_name) == ("Wang Yi", "王毅")
        assert (profile.person.wikidata, profile.counts.direct) == ("Q15031", 2)
        assert [(each.text, each.known, each.since, each.until) for each in profile.affiliations] == [
            ("director of the commission", True, "2022", None),
            ("foreign minister", True, "2013-03-16", "2022-12"),
            ("a diplomat", False, None, None),
        ]
        assert profile.affiliations[0].citation.file == "people.toml"
        assert (await quotation(base, "alpha one")).affiliation == "a diplomat"


async def test_a_surname_alone_is_never_known(folder: Path) -> None:
    """Not even as an alias; a namesake of the surname is not touched."""
    state(folder, WANG.replace('"Director Wang"', '"Wang", "Yi"'))
    built(folder)
    assert speakers(folder) == {
        "alpha one": "Wang Yi",
        "beta two": "Wang Bo",
        "gamma three": "Wang Yi",
        "delta four": "Wang",
    }


async def test_a_stated_role_finds_its_holder(folder: Path) -> None:
    """As a role that an article states does."""
    state(folder, WANG)
    async with await opened(folder) as base:
        (profile,) = (await base.people("foreign minister")).profiles
    assert profile.person.name == "Wang Yi"


def test_a_change_reads_no_article(folder: Path) -> None:
    """And taking the file away leaves nothing of it."""
    built(folder)
    plain = content(folder.parent / FILE)
    state(folder, WANG)
    read: list[str] = []
    report = built(folder, progress=lambda _done, _total, file: read.append(file))
    assert (read, report.unchanged) == ([], ("a.txt", "b.txt"))
    assert speakers(folder)["gamma three"] == "Wang Yi"
    state(folder, WANG.replace('"Wang Yi"', '"WANG Yi"'))
    built(folder)
    assert speakers(folder)["gamma three"] == "WANG Yi"
    (folder / "people.toml").unlink()
    built(folder)
    assert content(folder.parent / FILE) == plain


def test_a_comment_changes_nothing(folder: Path) -> None:
    """The base stays the very same file."""
    state(folder, WANG)
    built(folder)
    before = (folder.parent / FILE).stat().st_mtime_ns
    state(folder, f"# my people\n{WANG}")
    built(folder)
    assert (folder.parent / FILE).stat().st_mtime_ns == before


def test_of_two_entries_that_fit_neither_does(folder: Path) -> None:
    """Unless a native name tells."""
    two = '[[person]]\nname = "Li Na"\nnative_name = "李娜"\n[[person]]\nname = "Li Na"\nnative_name = "李纳"\n'
    state(folder, two.replace('"Li Na"', '"Na Li"', 1).replace("[[person]]", '[[person]]\naliases = ["Li Na"]', 1))
    write(folder, "c.txt", "Li Na said: “one of two”.")
    write(folder, "d.txt", "Li Na (李娜) said: “the first”.")
    built(folder)
    found = speakers(folder)
    assert (found["one of two"], found["the first"]) == ("Li Na", "Na Li")


def test_a_native_name_that_no_entry_has_is_somebody_else_s(folder: Path) -> None:
    """And then the name alone tells nothing any more."""
    state(folder, '[[person]]\nname = "Na Li"\naliases = ["Li Na"]\nnative_name = "李娜"\n')
    write(folder, "c.txt", "Li Na said: “one of two”.")
    built(folder)
    assert speakers(folder)["one of two"] == "Na Li"
    write(folder, "d.txt", "Li Na (李纳) said: “the other”.")
    built(folder)
    found = speakers(folder)
    assert (found["one of two"], found["the other"]) == ("Li Na", "Li Na")


def test_an_entry_without_native_name_fits_where_only_one_is_known(folder: Path) -> None:
    """Two native names are two people."""
    state(folder, '[[person]]\nname = "Na Li"\naliases = ["Li Na"]\n')
    write(folder, "c.txt", "Li Na (李娜) said: “the first”.")
    built(folder)
    assert speakers(folder)["the first"] == "Na Li"
    write(folder, "d.txt", "Li Na (李纳) said: “the other”.")
    built(folder)
    assert speakers(folder)["the first"] == "Li Na"


def _of_gender(gender: Gender) -> Callable[[Article], Findings]:
    def extract(article: Article) -> Findings:
        findings = FAKE.extract(article)
        return replace(findings, people=tuple(replace(each, gender=gender) for each in findings.people))

    return extract


@pytest.mark.parametrize(("gender", "name"), [(Gender.MALE, "Wang Yi"), (Gender.FEMALE, "Yi Wang")])
def test_another_gender_is_another_person(folder: Path, gender: Gender, name: str) -> None:
    """Where the article tells it."""
    state(folder, WANG)
    build([folder], folder.parent / FILE, pipeline=replace(TRUE, extract=_of_gender(gender)))
    assert speakers(folder)["gamma three"] == name


def test_two_people_of_one_article_are_one_if_both_names_are_the_entry_s(folder: Path) -> None:
    """An article may use both; two of one name are two people."""
    state(folder, WANG)
    write(folder, "c.txt", "Wang Yi said: “five”. Yi Wang said: “six”. Wang Xi Yi said: “seven”.")
    built(folder)
    found = speakers(folder)
    assert (found["five"], found["six"], found["seven"]) == ("Wang Yi", "Yi Wang", "Wang Xi Yi")
    write(folder, "c.txt", "Wang Yi said: “five”. Yi Wang said: “six”.")
    built(folder)
    found = speakers(folder)
    assert (found["five"], found["six"]) == ("Wang Yi", "Wang Yi")


def test_a_group_is_known_too(folder: Path) -> None:
    """An organisation, under all of its names."""
    state(folder, '[[person]]\nname = "The Ministry"\naliases = ["Yi Wang"]\ngroup = true\n')
    built(folder)
    groups = {str(row[1]): row[4] for row in content(folder.parent / FILE)["persons"]}
    assert groups["The Ministry"] == 1


async def test_an_editor_may_name_whom_only_the_file_knows(folder: Path) -> None:
    """By any form; until then nobody finds them."""
    state(folder, WANG + '[[person]]\nname = "Sergei Moss"\ntransliterations = ["Сергей Мосс"]\n')
    async with await opened(folder) as base:
        assert (await base.people("Sergei Moss")).profiles == ()
        given = Correction(1, Fix.SPEAKER, await words(base, "beta two"), Name("Сергей Мосс"))
        assert (await base.correct([given])).unapplied == ()
        found = await quotation(base, "beta two")
        assert found.speaker is not None
        assert found.speaker.name == "Sergei Moss"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("[[person]\n", 1, "This is not valid TOML"),
        ("person = 1", None, "'person' must be written as [[person]], once for each."),
        ("\n[[person]]\nnative_name = '王毅'", 2, "Entry 1: 'name' is missing or empty."),
        ("[[person]]\nname = 3", 1, "Entry 1: 'name' must be text in quotation marks."),
        (f"[[person]]\nname = '{'x' * 201}'", 1, "Entry 1: 'name' is longer than 200 characters."),
        ("[[person]]\nname = 'A\u202eB'", 1, "Entry 1: 'name' contains characters that cannot be seen."),
        ("[[person]]\nname = '...'", 1, "Entry 1: 'name' has neither a letter nor a digit."),
        ("[[person]]\nname = 'A B'\naliases = 'C'", 1, "'aliases' must be a list of texts in square brackets."),
        (f"[[person]]\nname = 'A B'\naliases = {[str(n) for n in range(41)]}", 1, "'aliases' has more than 40 texts."),
        ("[[person]]\nname = 'A B'\ngender = 'm'", 1, "'gender' must be one of female, male, unknown."),
        ("[[person]]\nname = 'A B'\ngroup = 'yes'", 1, "'group' must be true or false."),
        ("[[person]]\nname = 'A B'\nwikidata = '42'", 1, "'wikidata' must be an id such as Q42, not '42'."),
        ("[[person]]\nname = 'A B'\naffiliations = 'c'", 1, "must be written as [[person.affiliations]]"),
        (f"[[person]]\nname = 'A B'\naffiliations = [{'{text = 1}, ' * 41}]", 1, "there are more than 40"),
        ("[[person]]\nname = 'A B'\n[[person.affiliations]]\nfrom = 2013", 1, "an affiliation has no 'text'."),
        (
            "[[person]]\nname = 'A B'\naffiliations = [{text = 'c', from = '2013-02-30'}]",
            1,
            "'from' must be a date such as 2023, 2023-05 or 2023-05-30, not '2013-02-30'.",
        ),
        (
            "[[person]]\nname = 'A B'\naffiliations = [{text = 'c', from = 2013-02-03, until = 2012}]",
            1,
            "the affiliation 'c' ends before it begins.",
        ),
        ("[[person]]\nname = 'A B'\n[[person]]\nname = 'a b'", 3, "Entry 2: this is entry 1 again; tell two people"),
        (
            "[[person]]\nname = 'A B'\nwikidata = 'Q1'\n[[person]]\nname = 'C D'\nwikidata = 'Q1'",
            4,
            "Entry 2: this is entry 1 again",
        ),
    ],
)
def test_a_broken_file_is_set_aside_with_its_reason(folder: Path, text: str, line: int | None, reason: str) -> None:
    """And the base is built without it."""
    state(folder, text)
    report = built(folder)
    (aside,) = report.set_aside
    assert (aside.file, aside.code, aside.line) == ("people.toml", "bad_people", line)
    assert reason in aside.reason
    assert report.added == ("a.txt", "b.txt")
    assert built(folder).set_aside == (aside,)


def test_bytes_that_are_no_text_are_set_aside(folder: Path) -> None:
    """With the line they stand on; and so is a file that is too large."""
    (folder / "people.toml").write_bytes(b"[[person]]\nname = '\xff'")
    assert [(each.code, each.line) for each in built(folder).set_aside] == [("bad_people", 2)]
    (folder / "people.toml").write_bytes(b"#" * (5 * 1024 * 1024 + 1))
    assert [each.code for each in built(folder).set_aside] == ["too_large"]


def test_unknown_keys_are_warned_about(folder: Path) -> None:
    """Everything else of the file is used."""
    state(folder, f"version = 1\n{WANG}color = 'red'\n[[person]]\nname = 'A B'\nborn = 1990")
    assert built(folder).warnings == (
        ("people.toml", "unknown field 'version' is not used; people are written as [[person]]"),
        ("people.toml", "entry 1 on line 3: unknown field 'affiliations.color' is not used"),
        (
            "people.toml",
            "entry 2 on line 20: unknown field 'born' is not used; known are " + ", ".join(KNOWN),
        ),
    )


def test_of_two_folders_the_first_counts(folder: Path, tmp_path: Path) -> None:
    """For a person whom both state."""
    state(folder, WANG)
    (tmp_path / "more").mkdir()
    state(
        tmp_path / "more", WANG.replace('"Wang Yi"', '"Wang Y."') + '[[person]]\nname = "Wang Bo"\naliases = ["B W"]\n'
    )
    report = build([folder, tmp_path / "more"], folder.parent / FILE, pipeline=TRUE)
    assert report.warnings == (
        ("people.toml", "Wang Y. is stated by the people.toml of an earlier folder, which counts"),
    )
    assert speakers(folder)["alpha one"] == "Wang Yi"


def test_people_toml_is_no_sidecar(tmp_path: Path) -> None:
    """Of an article that is called people."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "people.md").write_text("# People of the harbour\n\nWang Yi said that the harbour was closed today.\n")
    age(folder / "people.md")
    state(folder, WANG)
    report = build([folder], tmp_path / FILE)
    assert (report.added, report.set_aside, report.warnings) == (("people.md",), (), ())
    (folder / "people.md.toml").write_text('title = "Another headline"')
    assert build([folder], tmp_path / FILE).changed == ("people.md",)
    assert [row[2] for row in content(tmp_path / FILE)["articles"]] == ["Another headline"]
