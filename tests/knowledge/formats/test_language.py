"""Language: said only where script or function words leave no doubt."""

from __future__ import annotations

import pytest

from knowledge.formats.language import language_of
from tests.knowledge.formats.dumps import NAMES, load

ENGLISH = (
    "The minister said on Monday that he had not been told of the plan, and that it was for the courts to decide. "
)
OTHERS = {
    "de": "Der Minister sagte am Montag, dass er von dem Plan nicht gewusst habe und dass die Gerichte über die Sache "
    "zu entscheiden hätten, auch wenn es ihm nicht gefalle.",
    "fr": "Le ministre a dit lundi qu’il n’avait pas été informé du plan et que c’est à la justice de se prononcer "
    "dans les jours qui viennent, au plus tard le mois prochain.",
    "es": "El ministro dijo el lunes que no había sido informado del plan y que los tribunales son los que deben "
    "decidir sobre el asunto en los próximos días, como siempre lo han hecho.",
    "it": "Il ministro ha detto lunedì che non era stato informato del piano e che sono i tribunali a dover decidere "
    "della questione nei prossimi giorni, come è sempre stato con queste cose.",
    "pt": "O ministro disse na segunda-feira que não foi informado do plano e que os tribunais é que devem decidir "
    "sobre a questão nos próximos dias, como sempre fizeram até ao dia de hoje.",
    "nl": "De minister zei maandag dat hij niet op de hoogte was van het plan en dat het aan de rechter is om er over "
    "te beslissen, ook als dat hem niet bevalt, en dat hij er verder niet op in wil gaan.",
    "ru": "Министр сказал в понедельник, что ничего не знал об этом плане и что решать должны суды, даже если это ему "
    "не нравится, и этого никто не отменял.",
    "zh": "部长星期一表示，他对这个计划并不知情，应该由法院来决定，即使他本人并不喜欢这样的结果。",
    "ja": "大臣は月曜日、この計画については何も知らされていなかったと述べ、裁判所が決めるべきことだと語った。",
    "ko": "장관은 월요일에 이 계획에 대해 알지 못했으며 법원이 결정해야 할 일이라고 말했다.",
}
UNSURE = {
    "too short": "The minister said so.",
    "Ukrainian": "Міністр сказав у понеділок, що нічого не знав про цей план і що вирішувати мають суди, навіть якщо "
    "йому це не подобається.",
    "Greek": "Ο υπουργός δήλωσε τη Δευτέρα ότι δεν γνώριζε τίποτα για το σχέδιο και ότι θα αποφασίσουν τα δικαστήρια.",
    "names only": "Jane Roe Tom Bede Ida Noll Example Gazette Elsmar Nine Lakes Harbour Ltd Port Authority " * 3,
    "numbers": "1 2 3 4 5 6 7 8 9 " * 20,
    "half and half": ENGLISH + OTHERS["ru"],
    "nothing": "",
}


def test_english_is_told() -> None:
    """Plain English prose, also with Chinese names in it."""
    assert language_of(ENGLISH) == "en"
    assert language_of(ENGLISH + "Zhao (赵华胜) and Wang (王文) agreed with the minister (部长).") == "en"


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_told(code: str) -> None:
    """So that extraction can leave them alone."""
    assert language_of(OTHERS[code]) == code


@pytest.mark.parametrize("name", UNSURE)
def test_doubt_is_none(name: str) -> None:
    """No guess for what is short, mixed, rare, or has no function words."""
    assert language_of(UNSURE[name]) is None


@pytest.mark.parametrize("name", [name for name in NAMES if name != "chinese"])
def test_every_english_dump_is_english(name: str) -> None:
    """Short articles with much speech are still evident."""
    assert language_of(" ".join(load(name).body)) == "en"
