"""`/kb reload`, `/kb status` and `/kb set-aside`: what is there, and what became of it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.command import Request
from bot.reply import Outcome
from bot.state import Deed
from tests.bot.commands.kb.desk import ADMIN, EDITOR, lines

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.commands.kb.desk import Desk

NEWS = """---
title: A Bridge Opens
---

“The bridge will carry lorries by spring,” said Olga Lindt, the engineer in charge.
"""


async def test_a_reload_says_what_became_of_each_file(desk: Desk, folder: Path) -> None:
    """Added, changed, removed and set aside with the reason; who did it is written down."""
    (folder / "bridge.md").write_text(NEWS, encoding="utf-8")
    (folder / "market.md").unlink()
    (folder / "broken.md").write_text("---\ntitle: [\n---\n\nText.\n", encoding="utf-8")
    reply = await desk.ask("/kb reload")
    assert (reply.outcome, reply.private, reply.note) == (Outcome.FOUND, True, "The articles are read.")
    titles = {section.title: section.lines for section in reply.sections}
    assert titles["Added"] == ("bridge.md",)
    assert titles["Removed"] == ("market.md",)
    assert titles["Set aside"][0].startswith("broken.md")
    assert (await desk.ask("/quote carry lorries")).matches[0].excerpt.citation.file == "bridge.md"
    note = await desk.services.state.last_note(Deed.RELOAD)
    assert note is not None
    assert (note.by, note.place, note.about) == (f"discord:{EDITOR}", "discord:1", "+1 ~0 -1")


async def test_nothing_new_is_said_to_be_nothing(desk: Desk) -> None:
    """With the size of what is there."""
    reply = await desk.ask("/kb reload")
    assert (reply.note, [section.title for section in reply.sections]) == (
        "No article has changed.",
        ["What it knows"],
    )


async def test_two_reloads_at_once_queue(desk: Desk, folder: Path) -> None:
    """The second waits, is told so, and finds nothing left to do."""
    (folder / "bridge.md").write_text(NEWS, encoding="utf-8")
    told: list[str] = []

    async def tell(sentence: str) -> None:
        told.append(sentence)

    asked = Request("kb reload", platform="discord", asker=EDITOR, progress=tell)
    first, second = await asyncio.gather(*(desk.dispatcher.answer(asked) for _ in range(2)))
    assert (first.note, second.note) == ("The articles are read.", "No article has changed.")
    assert told.count("Another change is under way; this one waits for it.") == 1
    assert told.count("The articles are being read …") == 2
    assert "1 of 1 articles are read …" in told


async def test_the_status_tells_size_folders_and_who_read_last(desk: Desk) -> None:
    """An admin who is no editor is not told who it was, nor where folders stand on the machine."""
    await desk.ask("/kb reload")
    known = lines(await desk.ask("/kb status"))
    assert "3 articles" in known
    assert f"by discord:{EDITOR}: +0 ~0 -0" in known
    seen = lines(await desk.ask("/kb status", by=ADMIN))
    assert f"discord:{EDITOR}" not in seen
    assert "Where the articles are\narticles\n" in seen
    console = await desk.dispatcher.answer(replace(Request("kb status"), platform="console"))
    assert str(desk.services.base.folders[0]) in lines(console)


async def test_admins_who_are_no_editors_may_not_reload(desk: Desk) -> None:
    """They are told who makes them one."""
    refused = await desk.ask("/kb reload", by=ADMIN)
    assert refused.outcome is Outcome.ERROR
    assert f"DRAGOMAN_EDITORS=discord:{ADMIN}" in (refused.note or "")


async def test_what_was_set_aside_is_listed_page_by_page(desk: Desk, folder: Path) -> None:
    """Each file with its reason; where there is none, that is said."""
    assert (await desk.ask("/kb set-aside")).note == "Every file could be read."
    for number in range(12):
        (folder / f"broken{number:02}.md").write_text("", encoding="utf-8")
    await desk.ask("/kb reload")
    first = await desk.ask("/kb set-aside")
    assert first.title == "12 files set aside as unreadable"
    assert len(first.sections[0].lines) == 10
    second = await desk.take(first, "Next")
    assert [line.partition(":")[0] for line in second.sections[0].lines] == ["broken10.md", "broken11.md"]
    assert (await desk.ask("/kb set-aside 9")).outcome is Outcome.ERROR
    assert "Set aside" in [choice.label for choice in (await desk.ask("/kb status")).choices]


async def test_most_articles_gone_at_once_are_asked_about(desk: Desk, folder: Path) -> None:
    """A folder that was not mounted empties nothing; who means it says so."""
    for number in range(12):
        said = f"“Bridge {number} will carry {number * 7} lorries by spring,” said Olga Lindt, the engineer."
        (folder / f"{number}.md").write_text(f"# Bridge {number}\n\n{said}\n", encoding="utf-8")
    await desk.ask("/kb reload")
    for number in range(12):
        (folder / f"{number}.md").unlink()
    reply = await desk.ask("/kb reload")
    assert (reply.outcome, str(folder) in (reply.note or "")) == (Outcome.ERROR, False)
    assert (await desk.services.knowledge.stats()).articles == 15
    taken = await desk.take(reply, "Take them out all the same")
    assert taken.outcome is Outcome.FOUND
    assert (await desk.services.knowledge.stats()).articles == 3
