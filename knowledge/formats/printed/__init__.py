"""Printed pages as text again: lines to paragraphs, without running heads, page numbers and broken words."""

from knowledge.formats.printed.paragraphs import Printed, printed_text

__all__ = ["Printed", "printed_text"]
