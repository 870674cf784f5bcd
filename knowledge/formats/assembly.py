"""One file's bytes and its sidecar's to an `Article`: pure, so the same bytes always give the same article."""

from __future__ import annotations

import importlib
import pkgutil
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from knowledge.errors import ArticleError
from knowledge.formats.decode import decode
from knowledge.formats.draft import Fields, bodied
from knowledge.formats.language import language_of
from knowledge.formats.sidecar import fields_of_sidecar
from knowledge.ids import short_id
from knowledge.model import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from knowledge.formats.draft import Draft

LIMIT_BYTES = 5 * 1024 * 1024

_TRACKING = re.compile(
    r"(?:utm_\w+|mc_[ce]id|[a-z]*clid|igshid|cmpid|ocid|ref_?src|ref|smid|xtor|at_\w+)", re.IGNORECASE
)
_LAST_PARTS = re.compile(r"(?:/(?:amp|index\.html?))?/*$")


@dataclass(frozen=True, slots=True)
class Stated:
    """The fields of an article, the strongest source of each, and which source that was."""

    fields: Fields
    origins: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Format:
    """How files of one kind are read: `read` takes their text, `read_bytes` what is no text; it has one of the two."""

    read: Callable[[str], Draft] | None
    read_bytes: Callable[[bytes], Draft] | None
    limit: int
    libraries: tuple[str, ...]

    def draft_of(self, raw: bytes) -> tuple[str, Draft, tuple[str, ...]]:
        """The source text of a file, its draft, and warnings about its encoding. Raises ArticleError."""
        if self.read is None:
            assert self.read_bytes is not None  # noqa: S101 - a format without either does not get here
            draft = self.read_bytes(raw)
            return draft.source, draft, ()
        text, doubts = decode(raw)
        return text, self.read(text), doubts


@cache
def formats() -> Mapping[str, Format]:
    """The format of each suffix: from every module of this folder that declares `SUFFIXES`."""
    found: dict[str, Format] = {}
    for module in pkgutil.iter_modules([str(Path(__file__).parent)], f"{__package__}."):
        format_ = importlib.import_module(module.name)
        declared = Format(
            read=getattr(format_, "read", None),
            read_bytes=getattr(format_, "read_bytes", None),
            limit=getattr(format_, "LIMIT_BYTES", LIMIT_BYTES),
            libraries=getattr(format_, "LIBRARIES", ()),
        )
        found |= dict.fromkeys(getattr(format_, "SUFFIXES", ()), declared)
    return found


def format_of(file: str) -> Format:
    """The format that reads `file`. Raises ArticleError: kind_mismatch."""
    suffix = PurePosixPath(file).suffix.lower()
    if suffix not in formats():
        raise ArticleError("kind_mismatch", f"No format reads files that end in {suffix!r}.")
    return formats()[suffix]


def parse(raw: bytes, file: str, sidecar: bytes | None = None) -> Article:
    """The article that the bytes of `file` hold, with what its sidecar says instead.

    `file` is the path below the articles folder. Raises ArticleError, and nothing else.
    """
    file = unicodedata.normalize("NFC", file).encode(errors="backslashreplace").decode()
    format_ = format_of(file)
    if len(raw) > format_.limit:
        raise too_large(len(raw), format_.limit)
    beside, warned = fields_of_sidecar(sidecar) if sidecar is not None else (Fields(), ())
    text, draft, doubts = format_.draft_of(raw)
    return _article(file, text, draft, beside, (*doubts, *warned))


def source_text(raw: bytes, file: str) -> str:
    """What `Article.source_spans` point into: the decoded file, or the text taken out of a document.

    Raises ArticleError, and nothing else.
    """
    return format_of(file).draft_of(raw)[0]


def too_large(size: int, limit: int) -> ArticleError:
    """The error for a file of `size` bytes."""
    megabytes = size / 1024 / 1024
    return ArticleError("too_large", f"The file has {megabytes:.1f} MB; at most {limit // 1024 // 1024} MB are read.")


def canonical(url: str) -> str:
    """`url` without what may differ between links to one page: scheme, host's case, tracking, fragment, last slash."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    query = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k))
    return f"//{parts.hostname}{port}{_LAST_PARTS.sub('', parts.path)}{'?' + urlencode(query) if query else ''}"


def _article(file: str, text: str, draft: Draft, beside: Fields, warnings: tuple[str, ...]) -> Article:
    if not draft.paragraphs:
        raise ArticleError("no_body", "No running text was found in the file.")
    body, passages, segments = bodied(text, draft.paragraphs)
    stated = _merged(
        ("text", _with_language(draft.text, body)),
        *draft.stated,
        ("front_matter", draft.front_matter),
        ("sidecar", beside),
    )
    fields = stated.fields
    headline = fields.get("headline")
    if not headline:
        name = PurePosixPath(file).with_suffix(".toml").name
        reason = f"No headline was found. Give one as 'title' in front matter or in a sidecar {name!r}."
        raise ArticleError("no_headline", reason)
    return Article(
        id=_id(fields, file),
        file=file,
        headline=headline,
        body=body,
        passages=passages,
        authors=fields.get("authors") or (),
        outlet=fields.get("outlet"),
        published=fields.get("published"),
        url=fields.get("url"),
        language=fields.get("language"),
        subtitle=fields.get("subtitle"),
        original=fields.get("original"),
        segments=segments,
        pages=draft.pages,
        origins=stated.origins,
        warnings=(*warnings, *draft.warnings),
    )


def _with_language(fields: Fields, body: str) -> Fields:
    language = language_of(body)
    return fields | Fields(language=language) if language else fields


def _merged(*layers: tuple[str, Fields]) -> Stated:
    """Each field as the last layer that states it; a layer may also state that there is none."""
    fields = Fields()
    origins: dict[str, str] = {}
    for origin, layer in layers:
        fields |= layer
        origins |= dict.fromkeys(layer, origin)
    filled = {name for name, value in fields.items() if value}
    return Stated(fields, tuple((name, origins[name]) for name in Fields.__annotations__ if name in filled))


def _id(fields: Fields, file: str) -> str:
    """The same id for the same explicit `id:`, else the same address, else the same file."""
    if explicit := fields.get("id"):
        return short_id("a", "id", explicit)
    if url := fields.get("url"):
        return short_id("a", "url", canonical(url))
    return short_id("a", "file", file)
