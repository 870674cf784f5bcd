"""Web pages: their tree, what they state about themselves, their body, and where it stands in the file."""

from knowledge.formats.web.page import read_page

__all__ = ["read_page"]
