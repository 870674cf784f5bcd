"""What a button carries is what it does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.command import Request
from bot.cutting import units
from bot.orders import Orders, Verb
from bot.reply import Choice
from tests.bot.hostile import TEXT

LONGEST = 100
CHOICES = st.builds(Choice, TEXT, TEXT, TEXT, st.dictionaries(TEXT, TEXT, max_size=4))


@given(st.sampled_from(Verb), CHOICES, st.integers(40, 2000))
def test_any_choice_is_read_back(verb: Verb, choice: Choice, longest: int) -> None:
    """Writing fits the limit, and reading gives the same command with the same values, to be answered alike."""
    orders = Orders()
    written = orders.write(verb, choice, longest)
    assert 0 < units(written) <= longest
    assert orders.read(written) == (verb, Request(choice.command, dict(choice.values)))


def test_an_order_that_fits_needs_no_memory() -> None:
    """Another process reads it."""
    written = Orders().write(Verb.GO, Choice("Zhao", "", "expert", {"name": "pabcdefghij", "page": "2"}), LONGEST)
    assert Orders().read(written) == (
        Verb.GO,
        Request("expert", {"name": "pabcdefghij", "page": "2"}),
    )


def test_an_order_that_does_not_fit_ends_with_the_process() -> None:
    """Another process knows that it does not know."""
    written = Orders().write(Verb.GO, Choice("Long", "", "quote", {"phrase": "words " * 40}), LONGEST)
    assert Orders().read(written) is None


def test_long_orders_do_not_pile_up() -> None:
    """The newest are kept."""
    orders = Orders()
    written = [orders.write(Verb.TURN, Choice("", "", "quote", {"phrase": f"{n} " * 60}), LONGEST) for n in range(2100)]
    assert (orders.read(written[0]), orders.read(written[-1]) is not None) == (None, True)


@given(TEXT)
def test_any_text_can_be_read(text: str) -> None:
    """A custom id that somebody made up is at worst no order."""
    found = Orders().read(text)
    assert found is None or isinstance(found[1], Request)
