"""What comes in from outside, before anybody has read it: an upload, a page fetched, the entry of a feed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Material:
    """A document's bytes with what is known of where they came from.

    `name` ends as its kind does (`report.pdf`); it need not be fit for a file. `accessed` is a day, "2024-05-17".
    `title`, `authors`, `published` and `outlet` are what a feed states of the document: they count where the document
    itself does not say. `source` tells in words where it came from, where that is not the address alone.
    """

    name: str
    content: bytes
    url: str | None = None
    accessed: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    outlet: str | None = None
    source: str | None = None
