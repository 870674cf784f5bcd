"""PDF files: the text of their pages, with the page of every quotation.

What a file says about itself counts only where its pages say the same: titles are often those of templates, and authors
those whose computer it was.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from knowledge.errors import ArticleError
from knowledge.formats import text
from knowledge.formats.information import agreed
from knowledge.formats.kinds import PDF, expect
from knowledge.formats.printed import printed_text
from knowledge.formats.printed.lines import lines_of

if TYPE_CHECKING:
    from knowledge.formats.draft import Draft
    from knowledge.formats.printed import Printed

SUFFIXES = (".pdf",)
LIMIT_BYTES = 50 * 1024 * 1024
LIBRARIES = ("pypdf",)
MOST_PAGES = 500
MOST_UNPACKED = 50 * 1024 * 1024

_FEWEST_LETTERS = 40
_UNREADABLE_SHARE = 0.2
_UNREADABLE = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]|/(?:g|cid|uni)\d+|\(cid:\d+\)")


def read_bytes(raw: bytes) -> Draft:
    """The draft of one PDF.

    Raises ArticleError: kind_mismatch, damaged, encrypted_pdf, too_large, decompression_limit, no_text_layer or
    blocked_page.
    """
    expect(PDF, raw)
    printed, information = _extracted(raw)
    _refuse_unreadable(printed.text)
    draft = text.read(printed.text)
    stated = agreed(information.get("/Title", ""), information.get("/Author", ""), printed.text)
    return replace(draft, source=printed.text, pages=printed.pages, stated=(("pdf_info", stated),) if stated else ())


def _extracted(raw: bytes) -> tuple[Printed, dict[str, str]]:
    import pypdf  # noqa: PLC0415 - slow to import, and only PDF files need it
    from pypdf.errors import DependencyError, LimitReachedError  # noqa: PLC0415 - as above

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is said once, by the error
    try:
        with pypdf.apply_configuration(
            zlib_maximum_output_length=MOST_UNPACKED,
            lzw_maximum_output_length=MOST_UNPACKED,
            run_length_maximum_output_length=MOST_UNPACKED,
            array_based_stream_maximum_output_length=MOST_UNPACKED,
        ):
            return _read(pypdf.PdfReader(BytesIO(raw)))
    except (ArticleError, MemoryError):
        raise
    except DependencyError as error:  # of a cipher that the library does not bring
        raise _locked() from error
    except LimitReachedError as error:
        reason = f"The document unpacks to more than {MOST_UNPACKED // 1024 // 1024} MB, or has no end."
        raise ArticleError("decompression_limit", reason) from error
    except Exception as error:
        raise ArticleError("damaged", "The PDF is damaged: its pages cannot be read.") from error


def _read(reader: Any) -> tuple[Printed, dict[str, str]]:  # noqa: ANN401 - of a library that is imported late
    if reader.is_encrypted and not _opens_without_password(reader):
        raise _locked()
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise ArticleError("too_large", f"The PDF has {count} pages; at most {MOST_PAGES} are read.")
    information = {str(k): str(v) for k, v in (reader.metadata or {}).items() if k in ("/Title", "/Author")}
    return printed_text(lines_of(reader.pages), count), information


def _opens_without_password(reader: Any) -> bool:  # noqa: ANN401 - as above
    """Many a PDF is locked against changes only, and opens with no password."""
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - as above

    try:
        return bool(reader.decrypt(""))
    except (PyPdfError, NotImplementedError):
        return False


def _locked() -> ArticleError:
    return ArticleError("encrypted_pdf", "The PDF is locked. Save it without a password and without protection.")


def _refuse_unreadable(extracted: str) -> None:
    letters = sum(map(str.isalpha, extracted))
    unreadable = sum(len(found) for found in _UNREADABLE.findall(extracted))
    if letters < _FEWEST_LETTERS:
        reason = "The PDF has no text, only pictures of it. Make it searchable with a text recognition program first."
        raise ArticleError("no_text_layer", reason)
    if unreadable > _UNREADABLE_SHARE * len(extracted):
        reason = "The PDF does not say which letters its signs are. Make it searchable with a text recognition program."
        raise ArticleError("no_text_layer", reason)
