"""The languages: complete catalogues, within Discord's limits, and sentences, numbers and dates that are right."""

from __future__ import annotations

import re
from operator import attrgetter
from string import Formatter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot import catalogues, commands, wording
from bot.command import Request
from bot.cutting import units
from bot.dispatch import parse
from bot.language import ENGLISH, FOLDER, language_of, tags
from bot.orders import Orders
from bot.platforms.console import draw as terminal
from bot.platforms.discord import draw as discord
from bot.platforms.discord.fit import BUTTON_LABEL, DESCRIPTION, FIELD_LABEL, FORM_TITLE, HINT, MENU_NAME
from bot.platforms.slack import draw as slack
from bot.platforms.slack.spoken import whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from babel.messages.catalog import Catalog

    from bot.dispatch import Dispatcher
    from bot.reply import Reply

TRANSLATED = tags()[1:]
IN_CODE = catalogues.in_code()
SENTENCES = [str(message.id if isinstance(message.id, str) else message.id[1]) for message in IN_CODE if message.id]
FILLED_ONCE = [sentence for sentence in SENTENCES if re.findall(r"\{\w+\}", sentence) == ["{words}"]]
LONGEST_NAME = "N" * 40
SELECT = 150  # the words on a select that is closed
_BY_CHANCE = 3  # words that may stand together in an article
_BETWEEN = re.compile(r" · |, | \(|(?<=[.:?]) ")
LIMITS = {
    "Who said this?": MENU_NAME,
    "Whether you alone see the answer": DESCRIPTION,
    "Wrong attribution?": FORM_TITLE,
    "What is wrong?": FIELD_LABEL,
    "Who said it instead, if you know": HINT,
    "Context": BUTTON_LABEL,
    "More by {name}": BUTTON_LABEL - len(LONGEST_NAME) + len("{name}"),
    "More on this": BUTTON_LABEL,
    "Cite": BUTTON_LABEL,
    "Open": BUTTON_LABEL,
    "Share": BUTTON_LABEL,
    "Dismiss": BUTTON_LABEL,
    "It was said by …": SELECT,
    "Look at which one?": SELECT,
    "Next": BUTTON_LABEL,
    "Previous": BUTTON_LABEL,
}
# What the small corpus answers in every way there is, beside the commands' own examples.
ASKED = (
    "",
    "/expert Reis",
    "/expert Ana Reis",
    "/expert Ana Reis topic:herring",
    "/expert Anna Rais",
    "/expert Dora Finch",
    "/expert Ines Writer",
    "/expert Emil Stone page:9",
    "/experts page:one",
    "/quote",
    f"/quote {'w' * 301}",
    "/expert Gazette",
    "/article gazette",
    "/article harbour",
    "/article zzzz",
    "/quote second wall",
    "/quote lighthouse lamps go out",
    "/quote ice speaker:Brunno Bakker",
    "/quote ice kind:mixed",
    "/quote prices would fall before Christmas",
    "/quote harbour speaker:Reis",
    "/quote tide speaker:Ana Reis",
    "/quote ice kind:loud",
    "/quote ice artcle:harbour",
    "/who-said rope remembers the knot",
    "/brief ice",
    "/compare Ana Reis with:Bruno Baker",
    "/compare Ana Reis with:Bruno Baker topic:herring",
    "/random Emil Stone",
    "/source nosuch",
    "/help nosuch",
    "/reports settle:7",
    "/settings",
    "/settings answers:public",
    "/nosuch",
    "/nosuch at all",
    "/kb nosuch",
    "/kb undo",
    "/kb redo 7",
    "/kb put-back",
    "/kb add",
    "/kb add url:https://gazette.example/",
    "/kb import",
    "/kb drop nosuch",
    "/kb remove harbour",
    "/kb merge Ana Reis other:Ana Reis",
    "/kb merge Ana Reis other:Zed Zedson",
)
ASKED_OF_ONE = (
    "/source {id}",
    "/source {id} around:0",
    "/cite {id}",
    "/related {id}",
    "/report {id} note:x",
    "/reports",
    "/kb review",
    "/reports settle:1",
    "/kb fix {id}",
    "/kb fix {id} what:speaker",
    "/kb fix {id} person:Zed Zedson",
    "/kb fix {id} person:Baker why:x",
    "/kb fix {id} what:hide",
    "/kb corrections",
    "/kb undo",
    "/kb redo 2",
    "/kb undo 2",
    "/kb alias Emil Stone name:x",
    "/kb merge Ana Reis other:Carla Reis",
    "/kb split Bruno Baker article:market name:Bert Baker",
    "/kb corrections",
    "/kb undo",
    "/kb log",
    "/kb export",
    "/kb status",
)


def _shown(sentence: str) -> Callable[[str], object] | None:
    """What finds the sentence as a part of a reply, or anywhere in one where it is too long to be there by chance.

    None for one word and a placeholder, such as "to {hearer}", which may well stand in what people say.
    """
    fixed = re.split(r"\{\w+\}", sentence.rstrip(":"))
    words = sum(len(re.findall(r"[A-Za-z]+", text)) for text in fixed)
    pattern = re.compile(".+?".join(map(re.escape, fixed)))
    if words > _BY_CHANCE:
        return pattern.search
    return pattern.fullmatch if words > 1 or len(fixed) == 1 else None


PLACES = {
    sentence: [place for place, _ in message.locations]
    for sentence, message in zip(SENTENCES, filter(attrgetter("id"), IN_CODE), strict=True)
}
SHOWN = {sentence: shown for sentence in SENTENCES if (shown := _shown(sentence))}


# ------------------------------------------------------------------------------------------------- catalogues


@pytest.mark.parametrize("tag", TRANSLATED)
def test_a_catalogue_has_the_sentences_of_the_code(tag: str) -> None:
    """No sentence is missing, and none is kept that is said no more."""
    said, kept = _keys(catalogues.in_code()), _keys(catalogues.kept(FOLDER / f"{tag}.po"))
    assert (said - kept, kept - said) == (set(), set()), f"run “poe catalogues”, then translate what is new in {tag}.po"


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_sentence_is_translated_in_every_form(tag: str) -> None:
    """Nothing is empty or doubtful, and each form has the placeholders of the English, no more and no fewer."""
    catalogue = catalogues.kept(FOLDER / f"{tag}.po")
    for message in catalogue:
        if not message.id:
            continue
        one, forms = _texts(message.id), _texts(message.string)
        assert not message.fuzzy, message.id
        assert len(forms) == (catalogue.num_plurals if message.pluralizable else 1), message.id
        assert [form for form in forms if not form.strip()] == [], message.id
        assert [form for form in forms if _placeholders(form) != _placeholders(one[-1])] == [], message.id


def test_calls_are_found_wherever_they_stand() -> None:
    """Inside an f-string, with a constant, with both of its forms, and as a description."""
    assert {"if you like", "Who said this?", "Drawn"} & set(SENTENCES) == {"if you like", "Who said this?"}
    assert ("{count} excerpt", "{count} excerpts") in _keys(IN_CODE)
    assert _descriptions() - set(SENTENCES) == set()


def test_bringing_a_catalogue_up_to_date_keeps_what_is_translated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New sentences come in, those no longer said go, and a second time changes nothing."""
    path = tmp_path / "ru.po"
    path.write_text('msgid "Open"\nmsgstr "Открыть"\n\nmsgid "No more"\nmsgstr "Нет"\n', encoding="utf-8")
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)
    catalogues.main()
    once = path.read_text(encoding="utf-8")
    catalogues.main()
    assert path.read_text(encoding="utf-8") == once
    assert 'msgid "Open"\nmsgstr "Открыть"\n' in once
    assert "No more" not in once
    assert _keys(catalogues.kept(path)) == _keys(IN_CODE)


@pytest.mark.parametrize("tag", TRANSLATED)
def test_translations_are_within_discords_limits(tag: str) -> None:
    """Descriptions, names and labels are shown whole in every language."""
    say = language_of(tag)
    limits = {**dict.fromkeys(_descriptions(), DESCRIPTION), **LIMITS}
    assert set(limits) - set(SENTENCES) == set()
    assert {sentence: said for sentence, most in limits.items() if units(said := say(sentence)) > most} == {}


# ------------------------------------------------------------------------------------------------- languages


@pytest.mark.parametrize(
    ("locale", "tag"),
    [
        ("ru", "ru"),
        ("ru-RU", "ru"),
        ("RU", "ru"),
        ("zh-CN", "zh-CN"),
        ("zh_CN", "zh-CN"),
        ("zh-TW", "zh-CN"),
        ("zh-HK", "zh-CN"),
        ("zh", "zh-CN"),
        ("en", "en"),
        ("en-GB", "en"),
        ("en-US", "en"),
        ("fr", "en"),
        ("", "en"),
    ],
)
def test_the_nearest_language_is_spoken(locale: str, tag: str) -> None:
    """The very one, else another region's; English where none is near."""
    assert language_of(locale).tag == tag


@pytest.mark.parametrize(
    ("published", "en", "zh", "ru"),
    [
        ("2023-05-30", "30 May 2023", "2023年5月30日", "30 мая 2023 г."),
        ("2023-05", "May 2023", "2023年5月", "май 2023 г."),
        ("2023", "2023", "2023", "2023"),
        ("2023-02-30", "2023-02-30", "2023-02-30", "2023-02-30"),
        ("2023-13", "2023-13", "2023-13", "2023-13"),
        ("0000-05", "0000-05", "0000-05", "0000-05"),
        ("in May", "in May", "in May", "in May"),
        (None, None, None, None),
    ],
)
def test_a_day_is_written_as_each_language_writes_it(
    published: str | None, en: str | None, zh: str | None, ru: str | None
) -> None:
    """As exact as it is known; what is no day stays as it is."""
    days = [language_of(tag).day(published) for tag in ("en", "zh-CN", "ru")]
    assert [day and " ".join(day.split()) for day in days] == [en, zh, ru]  # some blanks do not break


def test_thousands_are_set_apart_as_each_language_does() -> None:
    """By a comma, or by a blank that does not break."""
    numbers = [" ".join(language_of(tag).number(1_234_567).split()) for tag in ("en", "zh-CN", "ru")]
    assert numbers == ["1,234,567", "1,234,567", "1 234 567"]


@pytest.mark.parametrize(
    ("count", "en", "zh", "ru"),
    [
        (0, "0 quotations", "0条引语", "0 цитат"),
        (1, "1 quotation", "1条引语", "1 цитата"),
        (2, "2 quotations", "2条引语", "2 цитаты"),
        (5, "5 quotations", "5条引语", "5 цитат"),
        (11, "11 quotations", "11条引语", "11 цитат"),
        (21, "21 quotations", "21条引语", "21 цитата"),
        (22, "22 quotations", "22条引语", "22 цитаты"),
    ],
)
def test_counted_things_take_the_form_of_their_number(count: int, en: str, zh: str, ru: str) -> None:
    """Two forms in English, one in Chinese, three in Russian."""
    assert [wording.quotations(count, language_of(tag)) for tag in ("en", "zh-CN", "ru")] == [en, zh, ru]


@given(st.sampled_from(tags()), st.sampled_from(FILLED_ONCE), st.text() | st.sampled_from(["{", "}", "{0}", "{words}"]))
def test_what_is_filled_in_comes_out_as_it_went_in(tag: str, sentence: str, text: str) -> None:
    """Also where it looks like a placeholder; nothing around it changes."""
    say = language_of(tag)
    before, after = say(sentence).split("{words}")
    assert say(sentence, words=text) == before + text + after


def test_a_sentence_without_translation_is_said_in_english() -> None:
    """An answer in the wrong language is better than none."""
    assert language_of("ru")("Not in any catalogue: {word}", word="{x}") == "Not in any catalogue: {x}"


# ------------------------------------------------------------------------------------------------- answers


@pytest.mark.parametrize("tag", TRANSLATED)
async def test_answers_have_no_english_sentence_of_the_bot(dispatcher: Dispatcher, tag: str) -> None:
    """Whatever is asked: titles, notes, choices, cards and attributions are in the asker's language."""
    for line in await _questions(dispatcher):
        assert _english(await _answer(dispatcher, line, tag)) == set(), line


async def test_the_same_answers_are_full_of_them_in_english(dispatcher: Dispatcher) -> None:
    """So the test above would see most that are said of answers; every question has at least one."""
    found = {line: _english(await _answer(dispatcher, line, ENGLISH.tag)) for line in await _questions(dispatcher)}
    assert [line for line, sentences in found.items() if not sentences] == []
    drawers = ("bot/platforms/", "bot/site/")
    platforms_own = {
        sentence for sentence, places in PLACES.items() if all(each.startswith(drawers) for each in places)
    }
    assert len(set().union(*found.values()) - platforms_own) > len(SHOWN.keys() - platforms_own) // 2


def _descriptions() -> set[str]:
    known = commands.load().values()
    return {command.description for command in known} | {each.description for one in known for each in one.options}


def _keys(catalogue: Catalog) -> set[str | tuple[str, ...]]:
    return {message.id if isinstance(message.id, str) else tuple(message.id) for message in catalogue if message.id}


def _texts(text: object) -> list[str]:
    """The forms of a sentence, of which most have one."""
    return [text] if isinstance(text, str) else [str(each) for each in text] if isinstance(text, (list, tuple)) else []


def _placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


async def _questions(dispatcher: Dispatcher) -> list[str]:
    """Every command's help and examples, what the small corpus answers, and what can be asked of one excerpt."""
    known = dispatcher.commands.values()
    examples = [line for command in known for line in (f"/help {command.name}", *command.examples)]
    found = await _answer(dispatcher, "/quote radar", ENGLISH.tag)
    excerpt = found.matches[0].excerpt.id
    return [*examples, *ASKED, *(line.format(id=excerpt) for line in ASKED_OF_ONE)]


async def _answer(dispatcher: Dispatcher, line: str, tag: str) -> Reply:
    asked = parse(line, dispatcher.commands)
    request = Request(asked.command, asked.values, place="discord:1", locale=tag, limit=1, admin=True)
    return await dispatcher.answer(request)


def _english(reply: Reply) -> set[str]:
    """Which of the bot's English sentences a reply shows."""
    parts = set(_parts(reply))
    return {sentence for sentence, shown in SHOWN.items() if any(shown(part) for part in parts)}


def _parts(reply: Reply) -> Iterator[str]:
    """What a reply says, drawn for a terminal, Discord and Slack: line by line, and each line in its pieces."""
    console, drawn = Console(width=1000), discord.draw(reply)
    blocks = slack.draw(reply, Orders(), private=True).blocks
    with console.capture() as captured:
        console.print(terminal.draw(reply, lambda *_: ""))
    texts = [
        captured.get(),
        whole(blocks),
        *(block.text.replace("*", "") for group in drawn.groups for block in group),
        *(select.question for select in drawn.selects),
        *(text for choice in reply.choices for text in (choice.label, choice.description)),
    ]
    for line in "\n".join(texts).splitlines():
        yield from (piece.strip(" │╭╮╰╯─#-():") for piece in (line, *_BETWEEN.split(line)))
