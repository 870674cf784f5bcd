"""From one file to what the store keeps of it; every failure of a single article ends here."""

from __future__ import annotations

import hashlib
import logging
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files as resources
from typing import TYPE_CHECKING

from knowledge import formats, search
from knowledge.build.traces import traces
from knowledge.build_report import SetAside
from knowledge.errors import ArticleError
from knowledge.store import Prepared, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from knowledge.build.traces import Traces
    from knowledge.extract import Identity
    from knowledge.model import Article, Findings

_log = logging.getLogger(__name__)
_ROOMS = ("correct", "extract", "formats", "search", "store", "build", "corrections.py", "ids.py", "model.py")


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The stages of a build. `version` names all that decides what is stored: a base made by another is made anew.

    `extractor` gives the name that the extractor is known by. Files that end in one of `risky` are never read in the
    builder's own process. The functions must be importable by name, because worker
    processes call them.
    """

    version: str
    extractor: Callable[[], str]
    suffixes: Collection[str]
    read: Callable[[Path, Path], Article]
    extract: Callable[[Article], Findings]
    unify: Callable[[Mapping[str, Findings]], tuple[Identity, ...]]
    risky: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """One article, ready to be stored. Articles of one outlet with the same words have the same `body_hash`."""

    prepared: Prepared
    body_hash: str
    traces: Traces


Outcome = Read | SetAside


def shipped_pipeline() -> Pipeline:
    """The formats and the extractor that ship."""
    return Pipeline(_fingerprint(), _extractor, formats.SUFFIXES, formats.read, _extract, _unify, formats.RISKY)


def outcome_of(pipeline: Pipeline, path: Path, root: Path) -> Outcome:
    """The article at `path` as rows, or why it is set aside. Never raises for what one article does."""
    file = path.relative_to(root).as_posix()
    try:
        article = pipeline.read(path, root)
        findings = pipeline.extract(article)
        words = (quotation.text(article.body) for quotation in findings.quotations)
        return Read(prepare(article, findings), _body_hash(article), traces(article.body, words))
    except ArticleError as error:
        return SetAside(file, error.code, error.reason, error.line)
    except MemoryError:
        return SetAside(file, "memory", "Reading this article takes more memory than one article may have.")
    except OSError as error:
        return SetAside(file, "unreadable", f"The file cannot be read: {error.strerror or error}.")
    except Exception:  # noqa: BLE001 - the boundary: whatever one article does, the others are built
        _log.exception("%s: the extractor failed", file)
        return SetAside(file, "extractor_failed", "The extractor failed on this article; the log has the details.")


def _extractor() -> str:
    from knowledge.extract import VERSION  # noqa: PLC0415 - slow to import, and not needed where nothing changed

    return VERSION


def _extract(article: Article) -> Findings:
    from knowledge.extract import extract  # noqa: PLC0415 - as above

    return extract(article)


def _unify(articles: Mapping[str, Findings]) -> tuple[Identity, ...]:
    from knowledge.extract import unify  # noqa: PLC0415 - as above

    return unify(articles)


def _body_hash(article: Article) -> str:
    words = " ".join(unicodedata.normalize("NFC", f"{article.outlet or ''} {article.body}").split())
    return hashlib.blake2b(words.encode(), digest_size=16).hexdigest()


@cache
def _fingerprint() -> str:
    """A hash of the code, weights and libraries that decide what is stored: no upgrade serves a base of the last."""
    digest = hashlib.blake2b(digest_size=8)
    for room in _ROOMS:
        for name, content in _files(resources("knowledge").joinpath(room)):
            digest.update(name.encode() + b"\0" + content + b"\0")
    for library in (*formats.LIBRARIES, *search.LIBRARIES):
        digest.update(f"{library} {version(library)}".encode())
    return digest.hexdigest()


def _files(place: Traversable) -> Iterator[tuple[str, bytes]]:
    if place.is_file():
        yield place.name, place.read_bytes()
        return
    for inner in sorted(place.iterdir(), key=lambda each: each.name):
        if inner.name != "__pycache__" and not inner.name.startswith("."):
            yield from _files(inner)
