"""Draw a Reply for a terminal: pure, from a Reply to something rich can print."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich import box
from rich.console import Group
from rich.panel import Panel
from rich.text import Text

from bot import wording
from bot.reply import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from bot.language import Language
    from bot.reply import Attachment, Choice, Reply, Section
    from bot.reply import Group as Gathered
    from knowledge import ArticleSummary, Citation, Context, Counts, Excerpt, Match, Person, Profile, Span

    Key = Callable[[int, Choice], str]

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NOTES = {
    Outcome.ERROR: "red",
    Outcome.NOT_FOUND: "yellow",
    Outcome.AMBIGUOUS: "yellow",
    Outcome.MENTIONED_ONLY: "yellow",
}
_INDENT = 2
_CONTEXT_INDENT = 4


@dataclass(frozen=True, slots=True)
class _Indented:
    """Text wrapped with blanks before each line and none after it."""

    text: Text
    by: int = _INDENT

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.text.wrap(console, max(options.max_width - self.by, 1)):
            line.rstrip()
            yield Text.assemble(" " * self.by, line)


def draw(reply: Reply, key: Key) -> RenderableType:
    """Everything the reply holds, in its order; `key` says how the asker takes a choice, given its place from 1."""
    parts: list[RenderableType] = []
    say = reply.say
    if reply.title:
        parts.append(Text(plain(reply.title), style="bold"))
    if reply.note:
        until = f" ({reply.until.astimezone():%H:%M:%S})" if reply.until else ""
        parts.append(Text(plain(reply.note) + until, style=_NOTES.get(reply.outcome, "")))
    if len(reply.profiles) == 1:
        parts.append(_person(reply.profiles[0], say))
    if len(reply.articles) == 1:
        parts.append(_article(reply.articles[0], say))
    if reply.context:
        parts.append(_context(reply.context, say, reply.site))
    parts.extend(_excerpt(match, say, reply.site, reply.skipped) for match in reply.matches)
    if reply.total > len(reply.matches) > 0:
        of = say("{shown} of {excerpts}", shown=len(reply.matches), excerpts=wording.excerpts(reply.total, say))
        parts.append(Text(of, style="dim"))
    for group in reply.groups:
        parts.append(_heading(group))
        parts.extend(_excerpt(match, say, reply.site) for match in group.matches)
    parts.extend(_section(section) for section in reply.sections)
    if reply.next_at:
        parts.append(Text(say("Next briefing: {moment}", moment=wording.local(reply.next_at, say)), style="dim"))
    parts.extend(_attached(each) for each in (reply.attached,) if each)
    if reply.choices:
        parts.append(_choices(reply.choices, key))
    return Group(*_parted(parts))


def plain(text: str) -> str:
    """`text`, length unchanged, without what could steer a terminal or reorder what is read."""
    return "".join(" " if char in _BIDI or unicodedata.category(char) == "Cc" else char for char in text)


# ------------------------------------------------------------------------------------------------------- cards


def _person(profile: Profile, say: Language) -> RenderableType:
    also = say("also {names}", names=say.listed(profile.person.aliases))
    body = [Text(wording.counts_line(profile.counts, say))]
    for stated in profile.affiliations:
        role = plain(wording.affiliation(stated, say))
        body.insert(len(body) - 1, Text.assemble(role, (f"  “{plain(stated.citation.headline)}”", "dim")))
    if profile.person.aliases:
        body.insert(len(body) - 1, Text(plain(also), style="dim"))
    body.extend(_in_article(profile.person, citation, counts, say) for citation, counts in profile.per_article)
    return _card(wording.person_name(profile.person), body)


def _in_article(person: Person, citation: Citation, counts: Counts, say: Language) -> Text:
    many = f"{say.number(counts.total):>5}" if counts.total else f"    – ({wording.not_quoted(person, citation, say)})"
    return Text(f"{many}  “{plain(citation.headline)}”", style="dim")


def _article(summary: ArticleSummary, say: Language) -> RenderableType:
    body = [Text(plain(line)) for line in _source_lines(summary.citation, say)]
    body.append(Text(say.listed((wording.passages(summary.passages, say), wording.counts_line(summary.counts, say)))))
    body.append(Text(plain(summary.citation.file), style="dim"))
    body.extend(Text(plain(warning), style="yellow") for warning in summary.warnings)
    return _card(summary.citation.headline, body)


def _card(title: str, body: Iterable[Text]) -> Panel:
    heading = Text(plain(title), style="bold cyan")
    return Panel(Group(*body), title=heading, title_align="left", box=box.ROUNDED, border_style="cyan", expand=False)


# ---------------------------------------------------------------------------------------------------- excerpts


def _excerpt(match: Match, say: Language, site: str | None, skipped: int = 0) -> RenderableType:
    return Group(
        _words(match.excerpt, match.marked, skipped),
        *_attribution(match.excerpt, say, site, wording.fit(match, say)),
    )


def _words(excerpt: Excerpt, marked: Sequence[Span], skipped: int) -> RenderableType:
    before, after = wording.marks(excerpt)
    return Text.assemble(
        (f"… {before}" if skipped else before, "dim"), _marked(excerpt.text, marked)[skipped:], (after, "dim")
    )


def _marked(text: str, marked: Sequence[Span]) -> Text:
    drawn = Text(plain(text))
    for span in marked:
        drawn.stylize("bold yellow", span.start, span.end)
    return drawn


def _attribution(excerpt: Excerpt, say: Language, site: str | None, fit: str = "") -> Iterable[RenderableType]:
    """Who, how and where: indented, each link on a line of its own that is never cut."""
    yield _Indented(Text(plain(wording.speaker_line(excerpt, say)), style="cyan"))
    kind = (wording.kind_label(excerpt, say), "magenta")
    yield _Indented(Text.assemble(kind, (f" · {fit}" if fit else "", "dim"), (f" · /source {excerpt.id}", "dim")))
    reading = wording.reading_link(excerpt, site)
    for line in (*_source_lines(excerpt.citation, say), *([reading] if reading else [])):
        if line.startswith("http"):
            yield Text(" " * _INDENT + plain(line), style="dim", no_wrap=True, overflow="ignore")
        else:
            yield _Indented(Text(plain(line), style="dim"))
    if also := wording.also_line(excerpt, say):
        yield _Indented(Text(plain(also), style="dim"))


def _source_lines(citation: Citation, say: Language) -> Iterable[str]:
    lines = (wording.citation_line(citation, say), wording.citation_link(citation), wording.digest_line(citation, say))
    return [line for line in lines if line]


def _context(context: Context, say: Language, site: str | None) -> RenderableType:
    parts: list[RenderableType] = []
    if section := context.passages[context.here].section:
        parts.append(Text(plain(section), style="bold"))
    for place, passage in enumerate(context.passages):
        here = place == context.here
        parts.append(_marked(passage.text, context.marked) if here else Text(plain(passage.text), style="dim"))
    parts.append(Group(*_attribution(context.excerpt, say, site)))
    return Group(*_parted(parts))


# ------------------------------------------------------------------------------------------- sections, choices


def _attached(attached: Attachment) -> RenderableType:
    return Group(*(Text(plain(line)) for line in attached.text.splitlines()))


def _section(section: Section) -> RenderableType:
    """Its lines indented; verbatim ones from the edge, so that they can be copied."""
    by = 0 if section.verbatim else _INDENT
    body = (_Indented(Text(plain(line)), by) for line in section.lines)
    return Group(Text(plain(section.title), style="bold"), *body)


def _heading(group: Gathered) -> RenderableType:
    note = [_Indented(Text(plain(group.note), style="dim"))] if group.note else []
    return Group(Text(plain(group.title), style="bold cyan"), *note)


def _choices(choices: Sequence[Choice], key: Key) -> RenderableType:
    return Group(*(_choice(key(place, choice), choice) for place, choice in enumerate(choices, 1)))


def _choice(key: str, choice: Choice) -> RenderableType:
    label = "" if choice.label == key else f"  {plain(choice.label)}"
    first = Text.assemble((plain(key), "bold green"), label)
    context = Text(plain(choice.description), style="dim")
    return Group(first, _Indented(context, _CONTEXT_INDENT)) if choice.description else first


def _parted(parts: Sequence[RenderableType]) -> Iterable[RenderableType]:
    for place, part in enumerate(parts):
        if place:
            yield Text("")
        yield part
