"""`/kb add`, `keep`, `drop`, `remove` and `put-back`: articles come in when an editor has seen them, and go again."""

from __future__ import annotations

import pytest

from bot.reply import Outcome
from bot.state import Deed
from tests.bot.commands.kb.desk import ADMIN, Desk, lines

BRIDGE = """---
title: A Bridge Opens
author: Jo Reporter
---

“The bridge will carry lorries by spring,” said Olga Lindt, the engineer in charge.
""".encode()


async def test_an_article_is_shown_before_it_comes_in(desk: Desk) -> None:
    """Each field, with what is not stated; the first quotations; nothing of it is found yet."""
    reply = await desk.hand_over("kb add", "bridge.md", BRIDGE)
    shown = lines(reply)
    for part in ("Headline: A Bridge Opens", "Authors: Jo Reporter", "Outlet: not stated", "Date: not stated"):
        assert part in shown
    assert "“The bridge will carry lorries by spring” Olga Lindt, the engineer in charge (direct quotation)" in shown
    assert (await desk.ask("/expert Olga Lindt")).outcome is Outcome.NOT_FOUND
    kept = await desk.take(reply, "Keep")
    assert "bridge.md" in lines(kept)
    assert (await desk.ask("/expert Olga Lindt")).outcome is Outcome.FOUND
    note = await desk.services.state.last_note(Deed.ADD)
    assert note is not None


async def test_what_is_dropped_cannot_be_kept(desk: Desk) -> None:
    """And what was kept cannot be kept twice."""
    reply = await desk.hand_over("kb add", "bridge.md", BRIDGE)
    assert (await desk.take(reply, "Drop")).note == "It was not taken in."
    assert (await desk.take(reply, "Keep")).outcome is Outcome.ERROR
    again = await desk.hand_over("kb add", "bridge.md", BRIDGE)
    await desk.take(again, "Keep")
    assert (await desk.take(again, "Keep")).outcome is Outcome.ERROR
    twin = await desk.hand_over("kb add", "other.md", BRIDGE)
    assert "has the same text already" in lines(twin)


async def test_an_article_goes_and_comes_back(desk: Desk) -> None:
    """Asked once; put back with one press, or from the list of what was removed."""
    await desk.hand_over("kb add", "bridge.md", BRIDGE, sure="yes")
    asked = await desk.ask("/kb remove bridge")
    assert [each.citation.file for each in asked.articles] == ["bridge.md"]
    assert (await desk.ask("/expert Olga Lindt")).outcome is Outcome.FOUND
    removed = await desk.take(asked, "Remove")
    assert (await desk.ask("/expert Olga Lindt")).outcome is Outcome.NOT_FOUND
    assert "1 article can be put back" in lines(await desk.ask("/kb status"))
    assert [choice.label for choice in (await desk.ask("/kb put-back")).choices] == ["A Bridge Opens"]
    await desk.take(removed, "Put it back")
    assert (await desk.ask("/expert Olga Lindt")).outcome is Outcome.FOUND
    assert (await desk.ask("/kb put-back")).note == "No article was removed."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.md", b""),
        ("empty.md", b"   \n"),
        ("program.exe", b"MZ"),
        ("all.zip", b"PK"),
        ("broken.md", b"---\ntitle: [\n---\n\nText.\n"),
        ("../../etc/passwd", b"root"),
    ],
)
async def test_what_is_no_article_is_refused_with_its_reason(desk: Desk, name: str, content: bytes) -> None:
    """As a sentence; nothing waits and nothing is changed."""
    reply = await desk.hand_over("kb add", name, content)
    assert (reply.outcome, reply.choices) == (Outcome.ERROR, ())
    assert (reply.note or "").startswith("Nothing was changed. ")
    assert (await desk.services.knowledge.stats()).articles == 3


async def test_the_web_is_asked_only_where_that_is_allowed(desk: Desk) -> None:
    """Whoever runs the bot switches it on; a file is needed otherwise."""
    for line in ("/kb add url:https://gazette.example/harbour", "/kb add https://gazette.example/harbour"):
        assert "DRAGOMAN_FETCH=1" in ((await desk.ask(line)).note or "")
    assert (await desk.ask("/kb add")).note == "Which article? Hand over a file, or give its address with url:"


async def test_what_is_named_loosely_is_asked_back_before_it_goes(desk: Desk) -> None:
    """Several fits are a choice, none is told."""
    assert (await desk.ask("/kb remove gazette sure:yes")).outcome is Outcome.AMBIGUOUS
    assert (await desk.ask("/kb remove zzzz sure:yes")).outcome is Outcome.NOT_FOUND
    assert (await desk.services.knowledge.stats()).articles == 3


async def test_who_is_no_editor_takes_nothing_in_or_out(desk: Desk) -> None:
    """Not with somebody else's button either."""
    shown = await desk.hand_over("kb add", "bridge.md", BRIDGE)
    assert (await desk.take(shown, "Keep", by=ADMIN)).outcome is Outcome.ERROR
    assert (await desk.ask("/kb remove harbour sure:yes", by=ADMIN)).outcome is Outcome.ERROR
    assert (await desk.services.knowledge.stats()).articles == 3
