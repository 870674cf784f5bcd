"""Every request becomes a reply: checked, run, and told what went wrong."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.command import Command, Option, Request, Services
from bot.dispatch import LONGEST, LONGEST_LABEL, Dispatcher, parse
from bot.editors import Editors
from bot.errors import UserError
from bot.reply import Outcome, Reply
from bot.state import State
from knowledge import BuildError, KnowledgeBase


async def _fails(_request: Request, _services: Services) -> Reply:
    raise RuntimeError("the disk is on fire")


async def _objects(_request: Request, _services: Services) -> Reply:
    raise UserError("Ask something else.")


def failing(knowledge: KnowledgeBase) -> Dispatcher:
    """A dispatcher whose commands go wrong."""
    commands = {"fail": Command("fail", "Fails", _fails), "object": Command("object", "Objects", _objects)}
    return Dispatcher(Services(knowledge, commands, State()))


async def note(dispatcher: Dispatcher, command: str, **values: str) -> str:
    """The sentence with which a request is refused."""
    reply = await dispatcher.answer(Request(command, values))
    assert (reply.outcome, reply.private) == (Outcome.ERROR, True)
    assert reply.note is not None
    return reply.note


async def test_a_failure_has_a_reference_that_is_in_the_log(
    knowledge: KnowledgeBase, caplog: pytest.LogCaptureFixture
) -> None:
    """The asker gets a sentence, the operator the trace, and both the reference."""
    told = await note(failing(knowledge), "fail")
    reference = re.search(r"[0-9a-f]{6}", told)
    assert reference is not None
    assert "fire" not in told
    assert reference[0] in caplog.text
    assert "RuntimeError: the disk is on fire" in caplog.text


async def test_a_reply_carries_the_sites_address_and_a_faults_reference(knowledge: KnowledgeBase) -> None:
    """The one for platforms to draw, the other for whoever must tell a fault from a refusal."""
    services = replace(failing(knowledge).services, site="https://quotes.example.org")
    fault = await Dispatcher(services).answer(Request("fail"))
    refusal = await Dispatcher(services).answer(Request("object"))
    assert fault.site == refusal.site == "https://quotes.example.org"
    assert f"{fault.note}".endswith(f" {fault.reference}.")
    assert refusal.reference is None


async def test_an_objection_is_shown_as_it_is(knowledge: KnowledgeBase, caplog: pytest.LogCaptureFixture) -> None:
    """It is no failure, and nothing is logged."""
    assert await note(failing(knowledge), "object") == "Ask something else."
    assert caplog.text == ""


async def test_a_closed_knowledge_base_is_told(dispatcher: Dispatcher, knowledge: KnowledgeBase) -> None:
    """While the program ends, a question still gets a sentence."""
    await knowledge.close()
    assert "not open" in await note(dispatcher, "experts")
    assert await dispatcher.complete("expert", "name", "a") == ()


async def test_what_is_asked_is_not_logged(dispatcher: Dispatcher, caplog: pytest.LogCaptureFixture) -> None:
    """Neither a question nor a mistyped one."""
    caplog.set_level(logging.INFO)
    for line in ("/expert Bruno Baker", "/quote Bruno Baker", "/Bruno Baker", "/quote x kind:Bruno"):
        await dispatcher.answer(parse(line, dispatcher.commands))
    assert "Bruno" not in caplog.text


async def test_a_required_option_is_asked_for(dispatcher: Dispatcher) -> None:
    """With an example; blanks and control characters are nothing."""
    assert await note(dispatcher, "expert") == "/expert needs a value for name, for example: /expert Zhao"
    assert (
        await note(dispatcher, "expert", name=" \x00\t ") == "/expert needs a value for name, for example: /expert Zhao"
    )


async def test_an_unknown_option_is_named(dispatcher: Dispatcher) -> None:
    """With the one that was meant, or all there are."""
    assert await note(dispatcher, "quote", phrase="x", speker="y") == (
        "/quote has no option “speker”. Did you mean “speaker:”?"
    )
    assert "It takes name, topic or page." in await note(dispatcher, "expert", name="x", zzz="y")


async def test_a_value_that_is_no_choice_is_refused(dispatcher: Dispatcher) -> None:
    """With the choices there are; capitals do not matter."""
    assert await note(dispatcher, "quote", phrase="x", kind="loud") == (
        "kind takes direct, mixed or indirect; “loud” is none of them."
    )
    assert (await dispatcher.answer(Request("quote", {"phrase": "ice", "kind": "DIRECT"}))).matches


async def test_a_long_question_is_refused_kindly(dispatcher: Dispatcher) -> None:
    """With its length and the limit."""
    assert "10,000 characters, and 300 is the most" in await note(dispatcher, "quote", phrase="x" * 10_000)
    assert (await dispatcher.answer(Request("quote", {"phrase": "x" * LONGEST}))).outcome is Outcome.NOT_FOUND


async def test_an_unknown_command_offers_the_nearest(dispatcher: Dispatcher) -> None:
    """With the same words."""
    reply = await dispatcher.answer(parse("/exprt Bruno Baker topic:ice", dispatcher.commands))
    assert reply.outcome is Outcome.ERROR
    taken = reply.choices[0]
    assert (taken.command, dict(taken.values)) == ("expert", {"name": "Bruno Baker", "topic": "ice"})


async def test_words_without_a_command_can_be_looked_up(dispatcher: Dispatcher) -> None:
    """As a name, a phrase or a topic."""
    reply = await dispatcher.answer(parse("Bruno Baker", dispatcher.commands))
    assert [choice.label for choice in reply.choices] == [
        "/brief Bruno Baker",
        "/expert Bruno Baker",
        "/quote Bruno Baker",
        "/who-said Bruno Baker",
    ]


async def test_an_empty_line_is_told_what_to_do(dispatcher: Dispatcher) -> None:
    """Nothing asked is no failure."""
    assert await note(dispatcher, "") == "Nothing was asked. Type /help to see what can be."


HOSTILE = [
    "'; DROP TABLE quotation; --",
    '" OR 1=1 --',
    'NEAR("a" "b", 3) AND * NOT ^x:y',
    "(((((",
    "%_%_%",
    "🙂👩‍👩‍👧",
    "שלום עולם",
    "\u202eabc",
    "a\x00b",
    "a\ud800b",
    "半",
    "-",
    "a" * LONGEST,
    "“" * 50,
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("command", ["expert", "quote", "article", "source", "help"])
async def test_hostile_text_gets_an_answer(
    dispatcher: Dispatcher, caplog: pytest.LogCaptureFixture, command: str, text: str
) -> None:
    """Quotes, operators, SQL, emoji, right-to-left, control characters: an answer, and nothing in the log."""
    option = dispatcher.commands[command].options[0].name
    reply = await dispatcher.answer(Request(command, {option: text}))
    assert reply.outcome in {Outcome.FOUND, Outcome.NOT_FOUND, Outcome.AMBIGUOUS}
    await dispatcher.complete(command, option, text)
    assert caplog.text == ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=st.text(max_size=LONGEST))
async def test_any_text_gets_an_answer(dispatcher: Dispatcher, caplog: pytest.LogCaptureFixture, text: str) -> None:
    """Whatever is typed, nothing goes wrong."""
    for line in (text, f"/quote {text}", f"/expert {text}", f"/quote x speaker:{text}"):
        await dispatcher.answer(parse(line, dispatcher.commands))
    assert caplog.text == ""


async def test_names_are_completed(dispatcher: Dispatcher) -> None:
    """The label tells people apart, the value is an id, the text a name that can be typed."""
    found = await dispatcher.complete("expert", "name", "rei")
    assert {each.text for each in found} == {"Ana Reis", "Carla Reis"}
    for each in found:
        reply = await dispatcher.answer(Request("expert", {"name": each.value}))
        assert reply.profiles[0].person.name == each.text
        assert len(each.label) <= LONGEST_LABEL


async def test_with_nothing_typed_the_most_quoted_are_offered(dispatcher: Dispatcher) -> None:
    """And never more than asked for."""
    assert len(await dispatcher.complete("expert", "name", "", 2)) == 2


@pytest.mark.parametrize(
    ("command", "option", "typed", "expected"),
    [
        ("quote", "kind", "d", ["direct"]),
        ("quote", "kind", "", ["direct", "mixed", "indirect"]),
        ("help", "command", "/qu", ["quote"]),
        ("quote", "article", "fish", ["Fish Prices Double"]),
        ("quote", "page", "1", []),
        ("quote", "nothing", "1", []),
        ("nothing", "nothing", "1", []),
    ],
)
async def test_other_values_are_completed(
    dispatcher: Dispatcher, command: str, option: str, typed: str, expected: list[str]
) -> None:
    """Choices, commands and articles; nothing where nothing can be."""
    assert [each.text for each in await dispatcher.complete(command, option, typed)] == expected


async def test_phrases_are_completed(dispatcher: Dispatcher) -> None:
    """With words of the corpus that find something."""
    found = await dispatcher.complete("quote", "phrase", "break")
    assert found
    assert (await dispatcher.answer(Request("quote", {"phrase": found[0].value}))).matches


def test_a_long_list_of_options_is_spoken() -> None:
    """An option table can be of any size."""
    assert Command("x", "X", _fails, (Option("a", "A", required=True), Option("b", "B"))).usage == "/x a [b:…]"


async def test_a_slip_in_a_group_offers_its_own_commands(dispatcher: Dispatcher) -> None:
    """The nearest, or the group itself where nothing is near; never words to search for."""
    slip = await dispatcher.answer(parse("/kb relod", dispatcher.commands))
    assert (slip.note or "").startswith("There is no command /kb relod.")
    assert slip.choices[0].label == "/kb reload"
    nothing = await dispatcher.answer(parse("/kb zzzz", dispatcher.commands))
    assert [choice.label for choice in nothing.choices] == ["/kb"]
    lost = await dispatcher.answer(Request("nosuch thing"))
    assert lost.outcome is Outcome.ERROR


class _Asker(NamedTuple):
    platform: str = "discord"
    asker: str = "7"
    admin: bool = True
    sole: bool = True


@pytest.mark.parametrize(
    ("editors", "asker", "may"),
    [
        (Editors(), _Asker("console", "", admin=False, sole=False), True),
        (Editors(), _Asker(), False),
        (Editors(alone=True), _Asker(), True),
        (Editors(alone=True), _Asker(sole=False), False),
        (Editors(alone=True), _Asker(admin=False), False),
        (Editors(frozenset({"discord:7"})), _Asker(admin=False, sole=False), True),
        (Editors(frozenset({"discord:7"}), alone=True), _Asker(asker="8"), False),
        (Editors(frozenset({"discord:7"}), alone=True), _Asker("slack"), False),
        (Editors(frozenset({"discord:"})), _Asker(asker=""), False),
    ],
)
async def test_only_editors_change_what_everybody_is_answered(
    knowledge: KnowledgeBase, editors: Editors, asker: _Asker, *, may: bool
) -> None:
    """Those named; nobody named: the admins of the only place there is; whoever runs the bot always."""

    async def change(_request: Request, _services: Services) -> Reply:
        return Reply(note="changed")

    commands = {"kb change": Command("kb change", "Changes", change, admin=True, editor=True)}
    services = Services(knowledge, commands, State(), editors=editors)
    request = Request(
        "kb change", platform=asker.platform, asker=asker.asker, place="x:1", admin=asker.admin, sole=asker.sole
    )
    reply = await Dispatcher(services).answer(request)
    assert (reply.note == "changed") is may
    if not may:
        assert f"DRAGOMAN_EDITORS={request.by}" in (reply.note or "")


async def test_an_editor_may_look_where_admins_may(knowledge: KnowledgeBase) -> None:
    """Who may change everything may see it, without managing the server."""
    commands = {"look": Command("look", "Looks", _looks, admin=True)}
    dispatcher = Dispatcher(Services(knowledge, commands, State(), editors=Editors(frozenset({"discord:7"}))))
    asked = Request("look", platform="discord", asker="7", place="x:1")
    assert (await dispatcher.answer(asked)).note == "seen"
    assert (await dispatcher.answer(replace(asked, asker="8"))).outcome is Outcome.ERROR


async def _looks(_request: Request, _services: Services) -> Reply:
    return Reply(note="seen")


async def test_a_build_that_fails_says_why(knowledge: KnowledgeBase, caplog: pytest.LogCaptureFixture) -> None:
    """What is in service was not touched, and the log has it too."""

    async def reload(_request: Request, _services: Services) -> Reply:
        raise BuildError("The disk is full.")

    dispatcher = Dispatcher(Services(knowledge, {"reload": Command("reload", "Reloads", reload)}, State()))
    assert await note(dispatcher, "reload") == "Nothing was changed. The disk is full."
    assert "The disk is full." in caplog.text


async def test_whatever_a_command_asks_is_answered_from_one_snapshot(articles: Path, tmp_path: Path) -> None:
    """A reload between two of its questions changes no answer but the next one's; an editor's command sees it."""
    folder = Path(copytree(articles, tmp_path / "articles"))

    async def twice(_request: Request, services: Services) -> Reply:
        before = (await services.knowledge.stats()).articles
        (folder / f"later-{before}.md").write_text(f"# Later\n\nThere were {before} lamps.\n", encoding="utf-8")
        await services.base.reload()
        return Reply(note=str((await services.knowledge.stats()).articles - before))

    editors = Editors(frozenset({"discord:7"}))
    known = {"look": Command("look", "Looks", twice), "edit": Command("edit", "Edits", twice, editor=True)}
    async with await KnowledgeBase.open([folder], tmp_path / "data") as knowledge:
        dispatcher = Dispatcher(Services(knowledge, known, State(), editors=editors))
        looked, edited = [
            (await dispatcher.answer(Request(name, platform="discord", asker="7"))).note for name in ("look", "edit")
        ]
    assert (looked, edited) == ("0", "1")
