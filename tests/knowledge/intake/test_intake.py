"""Articles in and out: nothing is touched before somebody says so, and nothing is lost."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from knowledge import ArticleError, IntakeError, KnowledgeBase, Material, Preview
from tests.knowledge.fakes import FAKE, write
from tests.places import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge import BuildReport

WORDS = "Fish prices fall\noutlet: The Post\n\nAnn Lee, a baker, said: “Nobody buys herring”. Bo Lee noted: “I do”.\n"


def material(text: str = WORDS, name: str = "herring.txt", **known: str) -> Material:
    """An upload of plain text."""
    return Material(name, text.encode(), **known)  # type: ignore[arg-type]


async def kept(base: KnowledgeBase, given: Material | None = None) -> tuple[Preview, BuildReport]:
    """A material that is shown, and kept."""
    preview = await base.intake.preview(given or material())
    return preview, await base.intake.keep(preview.token)


def files(folder: Path) -> dict[str, str]:
    """Every file below a folder that is no database, with its text."""
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "knowledge.db" not in path.name
    }


async def failed(doing: object) -> str:
    """The code of the IntakeError that something ends with."""
    with pytest.raises(IntakeError) as raised:
        await doing  # type: ignore[misc]
    assert str(raised.value).endswith(".")
    return raised.value.code


# --------------------------------------------------------------------------------------------------- preview


async def test_a_preview_shows_the_article_and_leaves_the_base_alone(base: KnowledgeBase) -> None:
    """What it is, who speaks in it, and its first quotations; nobody else finds them yet."""
    before = await base.stats()
    preview = await base.intake.preview(material())
    citation = preview.article.citation
    assert (preview.file, citation.file, citation.headline, citation.outlet) == (
        "herring.txt",
        "herring.txt",
        "Fish prices fall",
        "The Post",
    )
    assert [(person.name, number) for person, number in preview.article.speakers] == [("Ann Lee", 1), ("Bo Lee", 1)]
    assert [excerpt.text for excerpt in preview.excerpts] == ["Nobody buys herring", "I do"]
    assert (preview.twin, preview.same_page) == (None, None)
    assert await base.stats() == before
    assert (await base.reload()).added == ()
    assert await base.quotations("herring") == (0, ())


async def test_a_material_waits_once_under_one_token(base: KnowledgeBase, tmp_path: Path) -> None:
    """However often it is shown; another text has another token."""
    tokens = [(await base.intake.preview(given)).token for given in (material(), material(), material(WORDS + "More."))]
    assert len(set(tokens)) == 2
    assert tokens[0] == tokens[1]
    assert all(len(token) == 10 and set(token) <= set("abcdefghijklmnopqrstuvwxyz234567") for token in tokens)
    assert sorted(path.name for path in (tmp_path / "data" / "waiting").iterdir()) == sorted(set(tokens))


async def test_what_is_in_the_base_already_is_said(base: KnowledgeBase) -> None:
    """The same text under another name, and the same article."""
    await kept(base)
    again = await base.intake.preview(material(WORDS.replace("Fish prices fall", "Herring")))
    assert (again.twin, again.same_page, again.file) == ("herring.txt", None, "herring-2.txt")
    same = await base.intake.preview(material("Herring\nid: herring.txt\n\nAnn Lee said: “New words”.\n"))
    assert (same.twin, same.same_page) == (None, "herring.txt")
    assert await failed(base.intake.keep(same.token)) == "same_page"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("herring.zip", b"PK\x03\x04", "archive"),
        ("herring.tar.gz", b"\x1f\x8b", "archive"),
        ("herring.exe", b"MZ", "kind_mismatch"),
        ("herring", b"words", "kind_mismatch"),
        ("herring.txt", b"", "empty"),
        ("herring.txt", b"Only a headline", "no_body"),
        ("herring.txt", b"Headline\n\nEXIT", "extractor_failed"),
        ("herring.txt", b"Headline\n\nCRASH", "extractor_failed"),
        ("herring.txt", b"\xff\xfe\x00", "extractor_failed"),
    ],
)
async def test_what_cannot_be_used_is_refused_and_forgotten(
    base: KnowledgeBase, tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    """With a code for scripts and a sentence for the person; a document that ends its process harms nobody."""
    with pytest.raises(ArticleError) as raised:
        await base.intake.preview(Material(name, content))
    assert raised.value.code == code
    assert files(tmp_path / "data") == {}


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """By the size that its sender states."""
    base = KnowledgeBase([tmp_path], tmp_path, FAKE, ())
    base.intake.check("herring.txt", 200 * 1024 * 1024)
    with pytest.raises(ArticleError, match="201 MB; at most 200 MB"):
        base.intake.check("herring.txt", 201 * 1024 * 1024)


async def test_closing_ends_what_is_being_read(base: KnowledgeBase) -> None:
    """Its sender is told."""
    reading = asyncio.create_task(base.intake.preview(material("Slow\n\nSLEEP")))
    await asyncio.sleep(0.1)
    await base.close()
    with pytest.raises(ArticleError) as raised:
        await reading
    assert raised.value.code == "not_read"


async def test_what_waits_is_bounded(base: KnowledgeBase, tmp_path: Path) -> None:
    """After seven days nothing waits any more, and the next preview clears it away."""
    old = await base.intake.preview(material())
    week = time.time() - 8 * 24 * 3600
    os.utime(tmp_path / "data" / "waiting" / old.token, (week, week))
    assert await failed(base.intake.keep(old.token)) == "not_waiting"
    new = await base.intake.preview(material(WORDS + "More."))
    assert [path.name for path in (tmp_path / "data" / "waiting").iterdir()] == [new.token]


# ------------------------------------------------------------------------------------------------ keep and drop


async def test_a_kept_article_can_be_asked_for(base: KnowledgeBase, tmp_path: Path) -> None:
    """It stands among the kept ones, as it came, and waits no longer."""
    preview, report = await kept(base)
    assert (report.added, report.applied) == (("herring.txt",), True)
    assert (await base.quotations("herring"))[0] == 1
    assert files(tmp_path / "data") == {"articles/herring.txt": WORDS}
    assert await failed(base.intake.keep(preview.token)) == "not_waiting"


async def test_a_button_works_after_a_restart(corpus: Path, tmp_path: Path) -> None:
    """And what was kept before is still there after it."""
    async with await KnowledgeBase.open([corpus], tmp_path / "data", pipeline=FAKE) as base:
        token = (await base.intake.preview(material())).token
    async with await KnowledgeBase.open([corpus], tmp_path / "data", pipeline=FAKE) as base:
        assert (await base.intake.keep(token)).added == ("herring.txt",)
    async with await KnowledgeBase.open([corpus], tmp_path / "data", pipeline=FAKE) as base:
        assert (await base.quotations("herring"))[0] == 1


async def test_no_file_is_ever_overwritten(base: KnowledgeBase, tmp_path: Path) -> None:
    """Neither a kept one, nor one whose name another folder has already: it would be taken for the same article."""
    given = [material(f"{n}\n\nAnn Lee said: “Number {n}”.", "harbour.txt") for n in range(3)]
    previews = [await base.intake.preview(each) for each in given]
    for preview in previews:
        await base.intake.keep(preview.token)
    assert [preview.file for preview in previews] == ["harbour-2.txt"] * 3
    assert sorted(files(tmp_path / "data")) == [f"articles/harbour-{n}.txt" for n in (2, 3, 4)]
    assert (await base.stats()).articles == 7


async def test_what_is_dropped_is_gone(base: KnowledgeBase, tmp_path: Path) -> None:
    """Dropping what is not there is no error; a token that is none reaches no other folder."""
    preview = await base.intake.preview(material())
    for token in (preview.token, preview.token, "../corpus", ""):
        await base.intake.drop(token)
    assert files(tmp_path / "data") == {}
    assert (tmp_path / "corpus").is_dir()
    for token in (preview.token, "../corpus", "", "a" * 10):
        assert await failed(base.intake.keep(token)) == "not_waiting"


async def test_the_sidecar_states_what_the_document_does_not(corpus: Path, tmp_path: Path) -> None:
    """With the formats that ship: the document's own word counts, and nothing is stated twice."""
    text = "---\ntitle: The harbour stays open\n---\n\n“We have never closed,” said Jan Maas.\n"
    given = Material(
        "harbour.md",
        text.encode(),
        url="https://gazette.example/harbour",
        accessed="2024-05-18",
        title="From the feed",
        authors=("Ada “Quick” Writer", ""),
        published="2024-05-17",
        outlet='The "Gazette"\n= 1',
        source="From the feed.\n[table]",
    )
    async with await KnowledgeBase.open([corpus], tmp_path / "data") as base:
        preview, _ = await kept(base, given)
        (article,) = (await base.articles("harbour.md")).articles
        again = await base.intake.preview(Material("x.md", b"# H\n\nWords.", url="http://www.gazette.example/harbour/"))
    assert files(tmp_path / "data" / "articles") == {
        "harbour.md": text,
        "harbour.md.toml": "# From the feed. [table]\n"
        'authors = ["Ada “Quick” Writer"]\n'
        'outlet = "The \\"Gazette\\" = 1"\n'
        'date = "2024-05-17"\n'
        'url = "https://gazette.example/harbour"\n'
        'accessed = "2024-05-18"\n',
    }
    assert article.citation == preview.article.citation
    assert (article.citation.published, article.warnings) == ("2024-05-17", ())
    assert again.same_page == "harbour.md"


# ------------------------------------------------------------------------------------------ remove and put back


async def test_a_removed_article_can_be_put_back(base: KnowledgeBase, tmp_path: Path) -> None:
    """To where it stood, to the letter, with its sidecar."""
    (tmp_path / "corpus" / "market.toml").write_text("outlet: The Stall")
    await base.reload()
    before = files(tmp_path / "corpus")
    (article,) = (await base.articles("market.txt")).articles
    report = await base.intake.remove(article.citation.article)
    assert report.removed == ("market.txt",)
    assert sorted(set(before) - set(files(tmp_path / "corpus"))) == ["market.toml", "market.txt"]
    assert [(each.file, each.headline) for each in await base.intake.removed()] == [
        ("market.txt", "Fish prices double")
    ]
    assert (await base.intake.put_back("market.txt")).added == ("market.txt",)
    assert files(tmp_path / "corpus") == before
    assert (await base.articles("market.txt")).articles == (article,)
    assert await base.intake.removed() == ()
    assert await failed(base.intake.put_back("market.txt")) == "not_removed"


async def test_a_sidecar_of_two_articles_stays_with_the_other(base: KnowledgeBase, tmp_path: Path) -> None:
    """Both find it where it was."""
    corpus = tmp_path / "corpus"
    (corpus / "market.toml").write_text("outlet: The Stall")
    (corpus / "market.md").write_text("Another")
    (article,) = (await base.articles("market.txt")).articles
    await base.intake.remove(article.citation.article)
    assert (corpus / "market.toml").exists()
    await base.intake.put_back("market.txt")
    assert (corpus / "market.txt").exists()


async def test_what_stands_in_its_place_is_not_overwritten(base: KnowledgeBase, tmp_path: Path) -> None:
    """Whoever wants it back moves the other one away first."""
    (article,) = (await base.articles("market.txt")).articles
    await base.intake.remove(article.citation.article)
    write(tmp_path / "corpus", "market.txt", "Another.")
    assert await failed(base.intake.put_back("market.txt")) == "taken"
    assert len(await base.intake.removed()) == 1


async def test_what_may_not_be_removed_is_said(tmp_path: Path) -> None:
    """An article that ships, one that nobody knows, one that went away by itself."""
    from bot.config import SHIPPED_ARTICLES  # noqa: PLC0415 - knowledge's own corpus, by its public name

    async with await KnowledgeBase.open([SHIPPED_ARTICLES], tmp_path) as base:
        shipped = (await base.articles(limit=1)).articles[0].citation.article
        assert await failed(base.intake.remove(shipped)) == "shipped"
        assert await failed(base.intake.remove("aaaaaaaaaaa")) == "unknown"
        preview, _ = await kept(base, Material("h.md", b"# Herring\n\n\xe2\x80\x9cYes,\xe2\x80\x9d said Ann Lee."))
        (tmp_path / "articles" / "h.md").unlink()
        assert await failed(base.intake.remove(preview.article.citation.article)) == "gone"


@pytest.mark.skipif(os.name == "nt" or (os.geteuid() == 0 and not shutil.which("setpriv")), reason="nothing is locked")
def test_a_folder_that_cannot_be_written_is_left_alone(tmp_path: Path) -> None:
    """As with articles mounted read-only; root has to lay down its privileges to see it."""
    locked = write(tmp_path / "locked", "market.txt", "Words.").parent
    locked.chmod(0o500)
    body = (
        "import sys\nfrom pathlib import Path\nfrom knowledge import IntakeError\n"
        "from knowledge.intake.shelf import Shelf, Standing\nfolder, data = map(Path, sys.argv[1:])\n"
        "try:\n    Shelf(data).take_away(Standing(folder, 'market.txt', 'Market'))\n"
        "except IntakeError as error:\n    print(error.code)\n"
    )
    under = ("setpriv", "--inh-caps=-all", "--bounding-set=-all") if os.geteuid() == 0 else ()
    command = [*under, sys.executable, "-c", body, str(locked), str(tmp_path / "data")]
    try:
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603
    finally:
        locked.chmod(0o700)
    assert told == "read_only\n"
    assert sorted(files(tmp_path)) == ["locked/market.txt"]
