"""The precious data: what people set and reported, in one SQLite file that outlives every rebuild."""

from bot.state.audit import Deed, Note
from bot.state.corrections import Entry
from bot.state.deliveries import Delivery, DeliveryState
from bot.state.reports import Report
from bot.state.schedules import Schedule
from bot.state.state import State

__all__ = ["Deed", "Delivery", "DeliveryState", "Entry", "Note", "Report", "Schedule", "State"]
