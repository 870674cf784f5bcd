"""What a build did and what the knowledge base holds, in the asker's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.editing.correcting import idle
from bot.reply import Outcome, Reply, Section
from bot.wording import articles, counts_line, moment, passages, set_aside_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language import Language
    from knowledge import BuildReport, Correction, Stats

_MOST = 20  # lines of one list


def report_reply(report: BuildReport, held: Sequence[Correction], say: Language) -> Reply:
    """What a build with the corrections `held` has to say, list by list; nothing that did not happen."""
    lists = (
        (say("Added"), report.added),
        (say("Changed"), report.changed),
        (say("Removed"), report.removed),
        (say("Set aside"), [set_aside_line(item) for item in report.set_aside]),
        (say("Left out, being the same as another"), [f"{file} = {other}" for file, other in report.duplicates]),
        (say("Kept, but shown as one with another"), [f"{file} ~ {other}" for file, other in report.copies]),
        (say("Warnings"), [f"{file}: {text}" for file, text in report.warnings]),
        (say("Corrections without effect now"), [f"{e.correction.number}: {e.reason}" for e in idle(report, held)]),
        (say("What it knows"), stats_lines(report.stats, say) if report.stats else ()),
    )
    sections = tuple(_section(title, lines, say) for title, lines in lists if lines)
    if not report.applied:
        note = say("The knowledge base was left as it was.")
        return Reply(Outcome.ERROR, note=note, sections=sections, private=True)
    changed = report.added or report.changed or report.removed
    return Reply(note=say("The articles are read.") if changed else say("No article has changed."), sections=sections)


def stats_lines(stats: Stats, say: Language) -> tuple[str, ...]:
    """The size and age of a knowledge base."""
    aside = say.many("{count} file set aside as unreadable", "{count} files set aside as unreadable", stats.set_aside)
    return (
        say(
            "{articles} with {passages}",
            articles=articles(stats.articles, say),
            passages=passages(stats.passages, say),
        ),
        say.many("{count} person", "{count} people", stats.people),
        counts_line(stats.quotations, say),
        *((aside,) if stats.set_aside else ()),
        say("built {moment}", moment=moment(stats.built_at, say)),
    )


def _section(title: str, lines: Sequence[str], say: Language) -> Section:
    left = len(lines) - _MOST
    rest = say.many("… and {count} more", "… and {count} more", left)
    return Section(title, (*lines[:_MOST], *((rest,) if left > 0 else ())))
