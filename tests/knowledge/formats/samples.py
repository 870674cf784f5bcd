"""Articles in formats that are no text, made for these tests: pages in the ways of publishers, and printed ones."""

from __future__ import annotations

import base64
import quopri
import zipfile
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
    from collections.abc import Mapping, Sequence

    from knowledge.model import Article

_OFFICE = "http://schemas.openxmlformats.org"
_WORD = f"{_OFFICE}/wordprocessingml/2006/main"
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


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def word(
    paragraphs: Sequence[str] = PARAGRAPHS,
    *,
    head: str = "",
    more: str = "",
    core: str = "",
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A Word document: a title, a byline with a date, and these paragraphs under a heading from the third on.

    `head` stands in place of title and byline, `more` at the end; both are WordprocessingML.
    """
    one = head or f"{in_style(HEADLINE, 'Title')}{in_style('By Jane Roe | 17 May 2024')}"
    texts = [in_style(text) for text in paragraphs]
    body = one + "".join([*texts[:2], in_style(SECTION, "Heading1"), *texts[2:]]) + more
    namespaces = f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}/officeDocument/2006/relationships"'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/></w:style>'
        for name, shown in (
            ("Title", "Title"),
            ("Subtitle", "Subtitle"),
            ("Heading1", "heading 1"),
            ("Caption", "caption"),
        )
    )
    relation = f"{_OFFICE}/officeDocument/2006/relationships"
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="a" '
        f'Type="{relation}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {namespaces}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">'
        f'<Relationship Id="s" Type="{relation}/styles" Target="styles.xml"/></Relationships>',
        "word/styles.xml": f"<w:styles {namespaces}>{styles}</w:styles>",
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_OFFICE}/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</cp:coreProperties>',
    }
    return zipped(made | dict(parts or {}))


def in_style(text: str, style: str = "") -> str:
    """One paragraph of a Word document."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def book(
    paragraphs: Sequence[str] = PARAGRAPHS, *, stated: str = "", parts: Mapping[str, str | bytes] | None = None
) -> bytes:
    """An EPUB book of two documents, with a cover and a table of contents; `stated` are more of its statements."""
    half = "".join(f"<p>{text}</p>" for text in paragraphs[:2])
    rest = "".join(f"<p>{text}</p>" for text in paragraphs[2:])
    shown = {
        "cover.xhtml": '<img src="cover.jpg" alt="Cover"/>',
        "nav.xhtml": '<nav><ol><li><a href="a.xhtml">Part One</a></li></ol></nav>',
        "a b.xhtml": f"<h1>{HEADLINE}</h1>{half}<script>“I am a script,” said Eve Script to nobody.</script>",
        "c.xhtml": f'<a id="top"/><h2>{SECTION}</h2>{rest}',
    }
    items = "".join(
        f'<item id="i{n}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml"'
        f"{' properties=' + chr(34) + 'nav' + chr(34) if name == 'nav.xhtml' else ''}/>"
        for n, name in enumerate(shown)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(shown)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">'
        f"<dc:title>{HEADLINE}</dc:title><dc:creator>Jane Roe</dc:creator><dc:date>2024-05-17</dc:date>"
        f"<dc:publisher>The Elsmar Post</dc:publisher><dc:language>en</dc:language>{stated}</metadata>"
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    made: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>',
        "OEBPS/content.opf": package,
    }
    for name, content in shown.items():
        made[f"OEBPS/{name}"] = (
            '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>'
            f"<body>{content}</body></html>"
        )
    return zipped(made | dict(parts or {}))


def saved(text: str, *, charset: str = "utf-8", encoding: str = "quoted-printable", kind: str = "text/html") -> bytes:
    """A page saved as one file, among a picture and a style, as browsers do it."""
    raw = text.encode(charset)
    body = quopri.encodestring(raw) if encoding == "quoted-printable" else base64.encodebytes(raw)
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/harbour/saved\r\n"
        b"Subject: =?utf-8?Q?Harbour?=\r\nDate: Fri, 17 May 2030 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Boundary"\r\n\r\n\r\n'
        b"------Boundary\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
        b"------Boundary\r\nContent-Type: " + kind.encode() + b"; charset=" + charset.encode() + b"\r\n"
        b"Content-Transfer-Encoding: " + encoding.encode() + b"\r\n"
        b"Content-Location: https://post.example/harbour/ships\r\n\r\n" + body + b"\r\n"
        b"------Boundary\r\nContent-Type: text/css\r\n\r\np { color: red }\r\n------Boundary--\r\n"
    )
