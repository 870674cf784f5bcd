"""An article that waits to be let in, as an editor sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reply import Choice, Reply, Section, Way
from bot.wording import clipped, counts_line, kind_label, passages, speaker_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.command import Request
    from knowledge import Entry, Excerpt, Feed, Preview

_WORDS = 160
_SHOWN = 4  # quotations
_LISTED = 25  # entries of a feed


def preview_reply(request: Request, preview: Preview) -> Reply:
    """What was read, field by field, with what is not stated, and the ways to keep it and to drop it."""
    say = request.say
    lists = (
        (say("What was read"), _read(request, preview)),
        (say("First quotations"), [_line(request, each) for each in preview.excerpts[:_SHOWN]]),
        (say("Warnings"), [*preview.article.warnings, *_known(request, preview)]),
    )
    token = {"id": preview.token}
    keep = Choice(say("Keep"), "", "kb keep", token, Way.MEANT)
    return Reply(
        title=say("Shall this article come in?"),
        sections=tuple(Section(title, tuple(lines)) for title, lines in lists if lines),
        choices=(
            *([] if preview.same_page else [keep]),
            Choice(say("Drop"), "", "kb drop", token, Way.MEANT),
        ),
    )


def feed_reply(request: Request, feed: Feed) -> Reply:
    """The articles that a feed announces, each to be looked at."""
    say, shown = request.say, feed.entries[:_LISTED]
    left = len(feed.entries) - len(shown) + feed.left_out
    more = say.many("{count} older one is not shown.", "{count} older ones are not shown.", left) if left else None
    return Reply(
        title=feed.title or feed.url,
        note=say.together(say.many("{count} article", "{count} articles", len(feed.entries) + feed.left_out), more),
        sections=(Section(say("Articles"), tuple(each.title for each in shown)),) if shown else (),
        choices=tuple(
            Choice(each.title, say.day(each.published) or "", "kb add", _of_feed(each), Way.PICK) for each in shown
        ),
        question=say("Look at which one?"),
    )


def _of_feed(entry: Entry) -> dict[str, str]:
    return {"url": entry.url, **({"feed": entry.feed} if entry.feed else {})}


def _read(request: Request, preview: Preview) -> Iterator[str]:
    say, article, citation = request.say, preview.article, preview.article.citation
    fields = (
        (say("Headline"), citation.headline),
        (say("Authors"), say.listed(citation.authors)),
        (say("Outlet"), citation.outlet),
        (say("Date"), say.day(citation.published)),
        (say("Address"), citation.url),
        (say("File"), preview.file),
    )
    for name, value in fields:
        yield say("{name}: {value}", name=name, value=value or say("not stated"))
    if citation.original:
        yield say("digest of: {headline}", headline=citation.original.headline)
    yield say.listed((passages(article.passages, say), counts_line(article.counts, say)))


def _known(request: Request, preview: Preview) -> Iterator[str]:
    say = request.say
    if preview.same_page:
        yield say(
            "{file} is the same page or has the same id. Remove that article first to take this one instead.",
            file=preview.same_page,
        )
    elif preview.twin:
        yield say("{file} has the same text already.", file=preview.twin)


def _line(request: Request, excerpt: Excerpt) -> str:
    return request.say(
        "“{words}” {speaker} ({kind})",
        words=clipped(excerpt.text, _WORDS),
        speaker=speaker_line(excerpt, request.say),
        kind=kind_label(excerpt, request.say),
    )
