"""Times and days as people write them: what is written is read back."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import language_of, tags
from bot.times import UnreadableError, read_times, read_weekdays, write_times, write_weekdays

HOURS = st.integers(0, 23)
MINUTES = st.integers(0, 59)
TIMES = st.sets(st.builds("{:02}:{:02}".format, HOURS, MINUTES), min_size=1, max_size=24)
LANGUAGES = st.sampled_from(tags()).map(language_of)


@given(TIMES, LANGUAGES)
def test_times_written_are_read_back(times: set[str], say: object) -> None:
    """In every language."""
    assert read_times(write_times(sorted(times), say)) == tuple(sorted(times))  # type: ignore[arg-type]


@given(st.sets(st.integers(0, 6), min_size=1), LANGUAGES)
def test_days_written_are_read_back(days: set[int], say: object) -> None:
    """In every language, as single days, ranges and sets."""
    assert read_weekdays(write_weekdays(sorted(days), say)) == tuple(sorted(days))  # type: ignore[arg-type]


@given(HOURS, MINUTES)
def test_an_hour_is_read_however_it_is_written(hour: int, minute: int) -> None:
    """With colon, dot or h, with or without a leading nought, with am and pm."""
    expected = (f"{hour:02}:{minute:02}",)
    half, twelve = ("am" if hour < 12 else "pm"), (hour % 12 or 12)
    forms = (f"{hour}:{minute:02}", f"{hour}.{minute:02}", f"{hour:02}{minute:02}", f"{hour}h{minute:02}")
    for form in (*forms, f"{twelve}:{minute:02}{half}", f"{twelve}.{minute:02} {half}", f" {hour}：{minute:02} "):
        assert read_times(form) == expected, form


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    """And never anything else."""
    for read in (read_times, read_weekdays):
        with suppress(UnreadableError):
            assert read(text)


@pytest.mark.parametrize(
    ("said", "times"),
    [
        ("9", ("09:00",)),
        ("9am", ("09:00",)),
        ("12 am, 12 pm", ("00:00", "12:00")),
        ("17.30 9:00", ("09:00", "17:30")),
        ("9:00 and 17:30", ("09:00", "17:30")),
        ("9, 9:00, 09.00", ("09:00",)),
        ("в 9 утра и в 5 вечера", ("09:00", "17:00")),
        ("上午9点、下午5点半", ("09:00", "17:30")),
        ("noon, midnight", ("00:00", "12:00")),
        ("0930", ("09:30",)),
    ],
)
def test_times_are_read_forgivingly(said: str, times: tuple[str, ...]) -> None:
    """As people write them."""
    assert read_times(said) == times


@pytest.mark.parametrize("said", ["", "24:00", "9:60", "13pm", "0am", "soon", "9:0", "-1", "9:00 or so"])
def test_what_is_no_time_is_refused(said: str) -> None:
    """With the part that cannot be read."""
    with pytest.raises(UnreadableError):
        read_times(said)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("weekdays", (0, 1, 2, 3, 4)),
        ("Weekends", (5, 6)),
        ("daily", (0, 1, 2, 3, 4, 5, 6)),
        ("mon,wed,fri", (0, 2, 4)),
        ("Mon - Fri", (0, 1, 2, 3, 4)),
        ("sat to mon", (0, 5, 6)),
        ("Tuesdays and Thursdays", (1, 3)),
        ("tues, thurs", (1, 3)),
        ("пн-пт", (0, 1, 2, 3, 4)),
        ("будни", (0, 1, 2, 3, 4)),
        ("понедельник и среду", (0, 2)),
        ("周一至周五", (0, 1, 2, 3, 4)),
        ("周一、三、五", (0, 2, 4)),
        ("工作日", (0, 1, 2, 3, 4)),
        ("weekend, wed", (2, 5, 6)),
    ],
)
def test_days_are_read_forgivingly(said: str, days: tuple[int, ...]) -> None:
    """In English, Russian and Chinese."""
    assert read_weekdays(said) == days


@pytest.mark.parametrize("said", ["", "t", "someday", "mon-", "1", "mon-fooday"])
def test_what_is_no_day_is_refused(said: str) -> None:
    """A letter that two days share is no day."""
    with pytest.raises(UnreadableError):
        read_weekdays(said)
