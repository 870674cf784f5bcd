"""What the documentation promises about itself: complete, linked, and clean of what is not the project's."""

from __future__ import annotations

import itertools
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from bot import commands, config
from bot.__main__ import main
from tests.places import ARTICLES, ROOT, needs_articles
from tests.tree import files, text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGES = [path for path in files(".md") if "articles" not in path.parts or path.name == "README.md"]
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^()\s]+)\)")
FENCE = re.compile(r"^(```+).*?^\1\s*$", re.MULTILINE | re.DOTALL)
LONGEST_RUN = 12
WORD = re.compile(r"[\w’']+")


def _named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=_named)
def test_links_lead_to_a_file_and_a_heading_that_are_there(page: Path) -> None:
    """Every relative link of the documentation resolves, its anchor included."""
    dead = [link for link in LINK.findall(FENCE.sub("", text(page))) if not _resolves(page, unquote(link))]
    assert dead == []


def test_every_setting_stands_in_the_example_file_with_a_comment() -> None:
    """`.env.example` names exactly the settings that are read, each under a line that explains it."""
    lines = text(ROOT / ".env.example").splitlines()
    explained = [line.partition("=")[0] for before, line in itertools.pairwise(lines) if before[:1] == "#"]
    assert sorted(name for name in explained if re.fullmatch(r"[A-Z_]+", name)) == sorted(config.NAMES)


@pytest.mark.parametrize("name", config.NAMES)
def test_every_setting_is_documented(name: str) -> None:
    """A setting that no page tells of cannot be found by the people who need it."""
    assert [_named(page) for page in PAGES if name in text(page)] != []


@pytest.mark.parametrize("name", list(commands.load()))
def test_every_command_is_documented(name: str) -> None:
    """docs/commands.md has each command of the table."""
    assert f"/{name}" in text(ROOT / "docs" / "commands.md")


def test_every_reason_to_set_an_article_aside_is_documented() -> None:
    """docs/writing-articles.md lists exactly the codes that the program can report."""
    raised = re.compile(r"""(?:ArticleError|SetAside|too_large|replaced)\([^"]*?"([a-z_0-9]+)",""")
    codes = {
        code for path in files(".py") if _named(path).startswith("knowledge/") for code in raised.findall(text(path))
    }
    page = text(ROOT / "docs" / "writing-articles.md")
    listed = re.findall(r"^(?:\| |One code is about no article: )`([a-z_0-9]+)`", page, re.MULTILINE)
    assert sorted(listed) == sorted(codes)


def test_the_session_in_the_readme_is_what_a_newcomer_sees(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each question of the README gets the answer printed below it; how many quotations there are may change."""
    asked = re.findall(r'^\$ dragoman ask "(.+)"\n((?:(?!```|\$ ).*\n)+)', text(ROOT / "README.md"), re.MULTILINE)
    shipped = {"DRAGOMAN_DATA": str(tmp_path), "DRAGOMAN_ARTICLES": str(config.SHIPPED_ARTICLES), "COLUMNS": "80"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in shipped.items():
            patch.setenv(name, value)
        answers = [(main(["ask", question]), capsys.readouterr().out) for question, _ in asked]
    assert asked
    assert [(status, _counted(answer)) for status, answer in answers] == [(0, _counted(told)) for _, told in asked]


def test_the_json_in_the_documentation_has_the_keys_of_the_real_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """docs/export.md shows an object of each kind; the program prints the same keys, in the same order."""
    monkeypatch.setenv("DRAGOMAN_DATA", str(tmp_path))
    monkeypatch.setenv("DRAGOMAN_ARTICLES", str(config.SHIPPED_ARTICLES))
    assert [main(["ask", "--json", "/expert Huasheng Zhao"]), main(["export"])] == [0, 0]
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    blocks = re.findall(r"^```json\n(.*?)^```$", text(ROOT / "docs" / "export.md"), re.MULTILINE | re.DOTALL)
    told = [shown for block in blocks for shown in _objects(block)]
    assert sorted(shown.get("type", "answer") for shown in told) == ["answer", "article", "person", "quotation"]
    for shown in told:
        of_its_kind = [each for each in printed if each.get("type") == shown.get("type")]
        assert [each for each in of_its_kind if not _alike(shown, each)] == []


def test_every_decision_is_numbered_once() -> None:
    """Records are named NNNN-words.md, no number twice, and open with their number."""
    records = [page for page in PAGES if page.parent.name == "decisions" and page.name != "README.md"]
    numbers = [page.name[:4] for page in records]
    assert len(set(numbers)) == len(numbers)
    assert [page.name for page in records if not text(page).startswith(f"# {page.name[:4]} ")] == []


def test_no_file_names_a_path_of_one_machine_or_a_package_index() -> None:
    """What is true on one machine only, or for one mirror only, stays out of the project."""
    own = "work|root|home/[a-z]+|Users/[A-Za-z]+"
    machine = re.compile(rf"(?:^|[^.\w$}}/-])/(?:{own})/")
    index = re.compile(r"--(?:extra-)?index-" + r"url\b|https?://\S*/" + r"simple\b|https?://(?:\w+\.)?py" + r"pi\.org")
    found = [
        f"{_named(path)}: {line.strip()[:100]}"
        for path in files()
        for line in text(path).splitlines()
        if machine.search(line) or index.search(line)
    ]
    assert found == []


@needs_articles
def test_no_file_repeats_the_source_articles_at_length() -> None:
    """The articles that the digests report on are not ours: no run of more than twelve of their words is shipped."""
    theirs = {run for path in ARTICLES.glob("*.txt") for run in _runs(text(path))}
    found = {_named(path): run for path in files() for run in _runs(text(path)) if run in theirs}
    assert theirs
    assert found == {}


def _objects(block: str) -> Iterator[dict[str, Any]]:
    """The objects that stand one after the other in `block`."""
    rest = block.strip()
    while rest:
        shown, end = json.JSONDecoder().raw_decode(rest)
        yield shown
        rest = rest[end:].lstrip()


def _alike(shown: object, real: object) -> bool:
    """Whether both have the same keys at every depth; null stands for anything, and an empty list for any list."""
    if shown is None or real is None:
        return True
    if isinstance(shown, dict) and isinstance(real, dict):
        return list(shown) == list(real) and all(_alike(shown[key], real[key]) for key in shown)
    if isinstance(shown, list) and isinstance(real, list):
        return all(_alike(shown[0], each) for each in real) if shown else True
    return isinstance(real, type(shown)) or {type(shown), type(real)} == {int, float}


def _counted(answer: str) -> list[str]:
    return [re.sub(r"\d+ quotations?", "some quotations", line.rstrip()) for line in answer.strip().splitlines()]


def _resolves(page: Path, link: str) -> bool:
    if re.match(r"[a-z]+:", link):
        return True
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    if not target.is_relative_to(ROOT) or not target.exists():
        return False
    return not anchor or anchor in _anchors(target)


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", text(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _runs(content: str) -> Iterator[tuple[str, ...]]:
    words = [word.lower() for word in WORD.findall(content)]
    return zip(*(words[start:] for start in range(LONGEST_RUN + 1)), strict=False)
