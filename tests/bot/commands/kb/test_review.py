"""`/kb review` and `/reports`: one case at a time, until nothing waits."""

from __future__ import annotations

from bot.reply import Outcome
from tests.bot.commands.kb.desk import ADMIN, Desk, labelled, lines


async def test_doubts_come_first_and_are_settled_by_the_correction(desk: Desk) -> None:
    """With what the reader wrote; judged, the next one is a press away."""
    said = await desk.excerpt("never closed")
    await desk.ask(f"/report {said.id} note:Bruno said it.", by="5")
    reply = await desk.ask("/kb review")
    assert reply.context is not None
    assert reply.context.excerpt == said
    assert "Bruno said it." in lines(reply)
    made = await desk.take(reply, "Bruno Baker")
    assert (await desk.services.state.open_reports(None, 1))[0] == 0
    assert (await desk.services.state.corrections(1))[1][0].report == 1
    following = await desk.take(made, "Next one")
    assert "Doubted" not in lines(following)
    assert following.context is not None


async def test_the_least_certain_comes_first(desk: Desk) -> None:
    """And what was judged does not come again."""
    _, (least,) = await desk.services.knowledge.uncertain(1)
    reply = await desk.ask("/kb review")
    assert reply.context is not None
    assert reply.context.excerpt == least
    assert reply.title == "1 of 15"
    following = await desk.take(await desk.take(reply, "Right as it is"), "Next one")
    assert following.title == "1 of 14"
    assert following.context is not None
    assert following.context.excerpt != least


async def test_a_case_can_be_passed_over(desk: Desk) -> None:
    """The page is kept: after judging the second, the next is the one that has come into its place."""
    second = await desk.take(await desk.ask("/kb review"), "Next")
    assert second.title == "2 of 15"
    judged = await desk.take(second, "Nobody named")
    assert labelled(judged, "Next one").values == {"page": "2"}


async def test_a_doubt_about_words_that_are_gone_can_be_settled(desk: Desk) -> None:
    """They are shown as they were, with the way to have done with it."""
    said = await desk.excerpt("never closed")
    await desk.ask(f"/report {said.id} note:Bruno said it.", by="5")
    await desk.ask(f"/kb fix {said.id} what:hide")
    reply = await desk.ask("/kb review")
    assert "no longer shown" in (reply.note or "")
    assert said.text in lines(reply)
    settled = await desk.take(reply, "Settle 1")
    assert settled.note == "Report 1 is settled."


async def test_everything_judged_is_said_to_be(desk: Desk) -> None:
    """The queue ends."""
    for _ in range(15):
        await desk.take(await desk.ask("/kb review"), "Right as it is")
    assert (await desk.ask("/kb review")).note == "Nothing waits to be judged."


async def test_editors_see_the_reports_of_every_place_and_admins_their_own(desk: Desk) -> None:
    """Only editors are led to judge them."""
    said = await desk.excerpt("never closed")
    await desk.ask(f"/report {said.id} note:x", by="5")
    assert "Judge them" in [choice.label for choice in (await desk.ask("/reports")).choices]
    seen = await desk.ask("/reports", by=ADMIN)
    assert (seen.title, "Judge them" in [choice.label for choice in seen.choices]) == ("1 open report", False)
    assert (await desk.ask("/kb review", by=ADMIN)).outcome is Outcome.ERROR


async def test_an_editor_who_doubts_can_judge_at_once(desk: Desk) -> None:
    """The doubt is settled with the correction; nobody else is offered that."""
    said = await desk.excerpt("never closed")
    assert (await desk.ask(f"/report {said.id} note:x", by="5")).choices == ()
    doubted = await desk.ask(f"/report {said.id} note:Bruno said it.")
    case = await desk.take(doubted, "Judge it")
    await desk.take(case, "Bruno Baker")
    total, (left,) = await desk.services.state.open_reports(None, 5)
    assert (total, left.reporter) == (1, "discord:5")
