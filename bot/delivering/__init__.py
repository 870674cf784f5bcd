"""Scheduled briefings: posted when they are due, once each, whatever goes wrong."""

from bot.delivering.deliverer import Deliverer
from bot.delivering.poster import ABSENT, UNKNOWN, Found, Posted, Poster, Refused, Unreachable

__all__ = ["ABSENT", "UNKNOWN", "Deliverer", "Found", "Posted", "Poster", "Refused", "Unreachable"]
