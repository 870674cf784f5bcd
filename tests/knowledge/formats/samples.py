"""Articles in formats that are no text, made for these tests: pages in the ways of publishers, and printed ones."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen import canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from reportlab.platypus import Paragraph as Printed

from knowledge.errors import ArticleError
from knowledge.formats import parse

if TYPE_CHECKING:
    from knowledge.model import Article

HEADLINE = "Harbour Master Counts Every Ship"
SECTION = "A Winter Without Ice"
PARAGRAPHS = tuple(
    """\
“We have counted every ship,” said Ann Lee, the harbour master of Elsmar, on Monday. “Not one was lost, and not one had
to wait outside the breakwater for more than a night.”

The winter was long, and the town had feared that the old breakwater would give way before the first thaw. It did not,
although the storms of February moved two of its largest stones.

Bo Ode, a pilot for thirty years, told the council that the radar on the north mole may fail again. “It was mended with
a piece of wire,” he said.

The council will vote on a new radar in the autumn. Until then, pilots keep watch from the tower at night, as their
grandfathers did.""".replace("\n\n", "\f")
    .replace("\n", " ")
    .split("\f")
)
JSON_LD = """<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "@id": "#site", "name": "The Elsmar Post", "url": "https://post.example/"},
 {"@type": "Person", "@id": "#jane", "name": "Jane Roe"},
 {"@type": "NewsArticle", "headline": "Harbour Master Counts Every Ship", "author": {"@id": "#jane"},
  "alternativeHeadline": "None was lost", "datePublished": "2024-05-17T09:00:00+02:00", "dateModified": "2025-01-01",
  "publisher": {"@type": "Organization", "name": "The Elsmar Post"},
  "mainEntityOfPage": "https://post.example/harbour/ships"}]}
</script>"""


def article_of(content: str | bytes, file: str = "story.html", sidecar: str | None = None) -> Article:
    """The article that some content gives."""
    raw = content.encode() if isinstance(content, str) else content
    return parse(raw, file, sidecar.encode() if sidecar is not None else None)


def code_of(content: str | bytes, file: str = "story.html") -> str:
    """The code that some content is set aside with, or "read"."""
    try:
        article_of(content, file)
    except ArticleError as error:
        return error.code if error.reason.endswith(".") else f"no sentence: {error.reason}"
    return "read"


def page(head: str = "", body: str | None = None, *, title: str = HEADLINE, lang: str = "en") -> str:
    """A web page with some more in its head, and with the story in its body unless another body is given."""
    shown = story() if body is None else body
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n{head}\n'
        f"</head>\n<body>\n{shown}\n</body>\n</html>\n"
    )


def story(*, heading: str = f"<h1>{HEADLINE}</h1>", between: str = "") -> str:
    """The story as most publishers mark it up; `between` stands in the middle of it."""
    one, two, three, four = (f"<p>{text}</p>" for text in PARAGRAPHS)
    return f"<article>{heading}\n{one}\n{two}\n{between}\n<h2>{SECTION}</h2>\n{three}\n{four}\n</article>"


def body_of(article: Article) -> tuple[str, ...]:
    """The texts of its passages, line breaks of the source folded."""
    return tuple(" ".join(passage.span.of(article.body).split()) for passage in article.passages)


@cache
def printed(
    *,
    columns: int = 1,
    set_in: bool = True,
    times: int = 6,
    title: str = "",
    author: str = "",
    head: bool = True,
    said: str = "a piece of wire",
) -> bytes:
    """A PDF of the story, its paragraphs repeated with numbers, with running heads and page numbers."""
    out = BytesIO()
    styles = getSampleStyleSheet()
    text = ParagraphStyle(
        "text",
        parent=styles["Normal"],
        fontName="Times-Roman",
        fontSize=11,
        leading=13.5,
        alignment=4,
        firstLineIndent=14 if set_in else 0,
        spaceAfter=0 if set_in else 8,
    )

    def furniture(on: canvas.Canvas, document: BaseDocTemplate) -> None:
        on.setFont("Helvetica", 8)
        if head:
            on.drawString(60, 812, "The Elsmar Post")
        on.drawCentredString(300, 30, f"Page {document.page}")

    width = 480 / columns
    frames = [Frame(60 + n * width, 60, width - 10, 730) for n in range(columns)]
    document = BaseDocTemplate(out, pagesize=A4, title=title or None, author=author or None)
    document.addPageTemplates([PageTemplate(frames=frames, onPage=furniture)])
    document.build(
        [Printed(words, styles[style] if style != "text" else text) for style, words in _printed_parts(times, said)]
    )
    return out.getvalue()


def printed_paragraphs(times: int = 6) -> tuple[str, ...]:
    """The paragraphs that `printed` prints, in order."""
    return tuple(words for style, words in _printed_parts(times) if style == "text")


def drawn(*pages: list[tuple[float, float, float, str]], compressed: bool = True) -> bytes:
    """A PDF of lines at places: x, y, size and words of each."""
    out = BytesIO()
    on = canvas.Canvas(out, pagesize=A4, pageCompression=int(compressed))
    for lines in pages:
        for x, y, size, words in lines:
            on.setFont("Times-Roman", size)
            on.drawString(x, y, words)
        on.showPage()
    on.save()
    return out.getvalue()


def _printed_parts(times: int, said: str = "a piece of wire") -> list[tuple[str, str]]:
    parts = [("Title", HEADLINE), ("Normal", "By Jane Roe | 17 May 2024")]
    for n in range(times):
        numbered = [text.replace("Monday", f"Monday {n}").replace("a pilot", f"pilot {n}") for text in PARAGRAPHS[:3]]
        parts += [("Heading2", f"{SECTION} {n}")] if n else []
        parts += [
            ("text", text.replace("The winter", f"Winter {n}").replace("a piece of wire", said)) for text in numbered
        ]
    return parts
