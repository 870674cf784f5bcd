"""Time zones by what people call them."""

from __future__ import annotations

from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot import zones


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("Buenos Aires", "America/Buenos_Aires"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Москва", "Europe/Moscow"),
        ("上海", "Asia/Shanghai"),
        ("Beijing", "Asia/Shanghai"),
        ("UTC", "UTC"),
        ("utc", "UTC"),
    ],
)
def test_a_city_is_its_zone(said: str, zone: str) -> None:
    """In any spelling, and in the languages spoken here."""
    assert zones.meant(said) == zone
    assert zones.complete(said, 1) == (zone,)


@pytest.mark.parametrize(
    ("said", "zone"), [("Berlim", "Europe/Berlin"), ("Mosc", "Europe/Moscow"), ("tokio", "Asia/Tokyo")]
)
def test_what_is_nearly_a_city_is_offered(said: str, zone: str) -> None:
    """And not taken for it."""
    assert zones.meant(said) is None
    assert zone in zones.near(said)


def test_a_city_that_begins_so_comes_before_its_like() -> None:
    """What is typed is the beginning of a name, mostly."""
    assert zones.complete("lon", 3)[0] == "Europe/London"
    assert zones.complete("kol", 5)[0] == "Asia/Kolkata"
    assert len(zones.complete("europe", 25)) == 25


def test_with_nothing_typed_there_is_one_of_every_region() -> None:
    """All of which there are."""
    usual = zones.complete(" ", 25)
    assert set(usual) <= available_timezones()
    assert "Europe/Berlin" in usual
    assert all(ZoneInfo(each) for each in usual)


def test_nothing_like_a_zone_is_no_zone() -> None:
    """However it is asked for."""
    assert (zones.meant("half past nine"), zones.near("qqqqqqqqqq"), zones.known("Berlin")) == (None, (), False)
