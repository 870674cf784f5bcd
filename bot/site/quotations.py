"""`/quotations/{id}`: one excerpt in its context, with who said it, where it stands, and how to cite it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.citing import FORMATS
from bot.config import SiteText
from bot.site import texts
from bot.site.page import Page
from bot.site.visit import MissingError
from bot.wording import clipped, speaker_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from bot.language import Language
    from bot.site.site import Site
    from bot.site.visit import Visit
    from knowledge import Context, Excerpt

_BESIDE = 300  # signs of the passage before, and of the one after
_AROUND = 1500  # signs of the passage that the words stand in, where they leave room
_RELATED = 10
_HEADING = 90


@dataclass(frozen=True, slots=True)
class Citing:
    """A form in which an excerpt can be cited, and as what it is downloaded."""

    name: str
    label: str
    content_type: str


DOWNLOADS = {
    "txt": Citing("plain", "Plain text", "text/plain"),
    "md": Citing("markdown", "Markdown", "text/markdown"),
    "bib": Citing("bibtex", "BibTeX", "application/x-bibtex"),
    "json": Citing("csl-json", "CSL-JSON", "application/vnd.citationstyles.csl+json"),
}


async def quotation(visit: Visit, site: Site) -> Page:
    """The excerpt with this id: a quotation, or a passage in the author's own words."""
    name, contents = visit.named["id"], site.knowledge.contents
    context = await site.knowledge.context(name)
    if context is None:
        raise _gone(visit)
    excerpt = context.excerpt
    before, after = await contents.neighbours(name)
    values = {
        "excerpt": excerpt,
        "around": _around(context, whole=site.text is SiteText.FULL),
        "section": context.passages[context.here].section,
        "before": before,
        "after": after,
        "spoken": await contents.languages([excerpt.citation.article]),
        "citations": [
            (ending, each.label, FORMATS[each.name](excerpt, visit.say)) for ending, each in DOWNLOADS.items()
        ],
    }
    return Page("quotation.html", _heading(excerpt, visit.say), values)


async def related(visit: Visit, site: Site) -> Page:
    """Other quotations on what this one is about."""
    name = visit.named["id"]
    excerpt = await site.knowledge.excerpt(name)
    if excerpt is None:
        raise _gone(visit)
    total, matches = await site.knowledge.related(name, _RELATED)
    spoken = await site.knowledge.contents.languages([match.excerpt.citation.article for match in matches])
    values = {"excerpt": excerpt, "matches": matches, "total": total, "spoken": spoken}
    return Page("related.html", visit.say("More on this"), values)


async def citation(visit: Visit, site: Site) -> tuple[str, str, str]:
    """A citation to download: its text, its content type and the name of its file."""
    name, ending = visit.named["id"], visit.named["ending"]
    excerpt = await site.knowledge.excerpt(name)
    if excerpt is None:
        raise _gone(visit)
    form = DOWNLOADS[ending]
    return FORMATS[form.name](excerpt, visit.say) + "\n", form.content_type, f"{excerpt.id}.{ending}"


def _gone(visit: Visit) -> MissingError:
    sentence = visit.say(
        "There is no excerpt “{id}”. Every excerpt shows its id; "
        "one whose article was changed or taken away has gone with it.",
        id=clipped(visit.named["id"], 40),
    )
    return MissingError(sentence)


def _heading(excerpt: Excerpt, say: Language) -> str:
    words = clipped(" ".join(excerpt.text.split()), _HEADING)
    return say("{name}: “{words}”", name=clipped(speaker_line(excerpt, say), _HEADING), words=words)


def _around(context: Context, *, whole: bool) -> Sequence[tuple[Markup, bool]]:
    """The passages in their order, the excerpt's words marked; those that only stand beside it are cut."""
    shown = []
    for place, passage in enumerate(context.passages):
        spans = [span for span, _ in texts.inside([context.excerpt], passage)]
        if spans:
            room = None if whole else max(_AROUND, spans[-1].end - spans[0].start + 2 * _BESIDE)
            shown.append((texts.marked(passage.text, spans if context.excerpt.kind else (), room), True))
        else:
            cut = texts.ending if place < context.here else texts.beginning
            shown.append((texts.marked(passage.text if whole else cut(passage.text, _BESIDE)), False))
    return shown
