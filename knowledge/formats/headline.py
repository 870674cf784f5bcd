"""Headline and subtitle of a page dump: the lines above the text whose words the text takes up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.formats import bylines
from knowledge.formats.roles import Role
from knowledge.formats.shape import Shape, ends_sentence, is_title_case

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from knowledge.formats.roles import Page

_TITLE_WORDS = 30
_SUBTITLE_WORDS = 60
_HEADLINE_WORDS = 4
_LONGEST = 400
# How the lines above a text compare as headlines.
_TAKEN_UP = 8
_LENGTH = {1: -3, 2: -3, 3: 0}  # in words; longer lines get 2
_ENDED, _NAME = 3, 2
_DISTANCE = 0.15
_LEAST_TITLE = 3.0
_LINES_OF_HEAD = 4
_BETWEEN_TITLE_AND_TEXT = 6
_LOWER_SCORE = 2.5
_FIRST_LINES = 5
_ISLAND_WORDS = 20
_MOST_ISLANDS = 6
_BEFORE_TEXT = 0.25
_NOTICE_SHARE = 0.15
_BODY_BEFORE_BYLINE = 3
_LOOK_FOR_BYLINE = 14
_STEM = 6

_WORD = re.compile(r"[^\W\d_]{4,}")
_WIDE_RUN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class Headline:
    """The blocks of headline and subtitle, where there are any, and the block at which the running text starts."""

    title: int | None
    subtitle: int | None
    start: int


def find_headline(page: Page, roles: Sequence[Role]) -> Headline:
    """Headline, subtitle and start of the text; `roles` must have a body."""
    body = [i for i, role in enumerate(roles) if role is Role.BODY]
    for start in _starts(page, roles, body):
        title = _title(page, roles, start, body)
        if title is not None:
            return Headline(*_with_subtitle(page, roles, title, start), start)
    start = next(_starts(page, roles, body))
    asked = start if _asks_or_exclaims(page, start) and start < body[-1] else None
    return Headline(asked, None, start)


def stems(text: str) -> set[str]:
    """The text's words cut to a common stem, or for scripts without spaces its pairs of characters."""
    folded = text.casefold()
    pairs = {a + b for run in _WIDE_RUN.findall(folded) for a, b in pairwise(run)}
    return pairs or {word[:_STEM] for word in _WORD.findall(folded)}


def _starts(page: Page, roles: Sequence[Role], body: Sequence[int]) -> Iterator[int]:
    """Where the running text may start: at each stretch of body, as long as little of it lies before."""
    whole = sum(page.words[i] for i in body)
    passed = 0
    for island in _islands(body)[:_MOST_ISLANDS]:
        words = sum(page.words[i] for i in island)
        if words >= _ISLAND_WORDS:
            yield _below_credits(page, roles, body, island[0], whole)
        passed += words
        if passed > _NOTICE_SHARE * whole:
            break
    yield _below_credits(page, roles, body, body[0], whole)


def _islands(body: Sequence[int]) -> list[list[int]]:
    """The stretches of body that nothing interrupts."""
    islands: list[list[int]] = []
    for i in body:
        if islands and islands[-1][-1] == i - 1:
            islands[-1].append(i)
        else:
            islands.append([i])
    return islands


def _below_credits(page: Page, roles: Sequence[Role], body: Sequence[int], first: int, whole: int) -> int:
    """The first body block below a byline or date that stands within the first few blocks of the text."""
    start, passed, words = first, 0, 0
    for i in range(first, min(first + _LOOK_FOR_BYLINE, body[-1])):
        if roles[i] is Role.BODY:
            passed, words = passed + 1, words + page.words[i]
            if passed > _BODY_BEFORE_BYLINE or words > _BEFORE_TEXT * whole:
                break
        elif roles[i] is Role.BYLINE or bylines.is_dateline(page.text(i)):
            start = next(j for j in body if j > i)
    return start


def _title(page: Page, roles: Sequence[Role], start: int, body: Sequence[int]) -> int | None:
    """The line above the text whose words the text takes up most, or the only one there is at the top."""
    byline = next((i for i in range(start) if roles[i] is Role.BYLINE), start)
    candidates = [i for i in range(byline) if _may_be_title(page, roles, i, start)]
    candidates = candidates or [i for i in range(byline, start) if _may_be_title(page, roles, i, start)]
    if not candidates:
        return None
    recurring = {stem for i in body if i >= start for stem in stems(page.text(i))}
    scores = {i: _title_score(page, i, start, recurring) for i in candidates}
    best = max(scores, key=lambda i: scores[i])
    if scores[best] < _LEAST_TITLE:
        alone = len(candidates) == 1 and page.words[best] > 1 and page.blocks[best].line <= _FIRST_LINES
        return best if alone else None
    for i in reversed(candidates[: candidates.index(best)]):
        if best - i <= _LINES_OF_HEAD and _is_headline_above(page, i, best, scores, recurring):
            best = i
    return _without_section(page, candidates, best)


def _without_section(page: Page, candidates: Sequence[int], best: int) -> int:
    """The line itself, where the best one is the same line with its section: "Travel | The Lamp Goes Out"."""
    longer = page.text(best)
    same = [i for i in candidates if page.words[i] >= _HEADLINE_WORDS and longer.endswith(page.text(i))]
    return max(same, key=lambda i: (-len(page.text(i)), i), default=best)


def _is_headline_above(page: Page, i: int, best: int, scores: Mapping[int, float], recurring: set[str]) -> bool:
    """Whether line `i` is the headline and the better line below it only its explanation or a caption."""
    text = page.text(i)
    taken_up = len(stems(text) & recurring)
    if taken_up > 1:
        return scores[i] >= scores[best] - _LOWER_SCORE
    capitals = is_title_case(text) and not is_title_case(page.text(best))
    return taken_up == 1 and capitals and page.words[i] >= _HEADLINE_WORDS and i + 1 == best


def _asks_or_exclaims(page: Page, i: int) -> bool:
    """Whether the first block may be a headline that ends like a sentence: "Can the River Be Saved?"."""
    text = page.text(i)
    return (
        text.endswith(("?", "!", "?’", "?”")) and page.words[i] <= _TITLE_WORDS and page.blocks[i].line <= _FIRST_LINES
    )


def _may_be_title(page: Page, roles: Sequence[Role], i: int, start: int) -> bool:
    text, shape = page.text(i), page.shapes[i]
    if (page.early[i] and i not in page.repeated) or shape is Shape.SYMBOLS or page.blocks[i].listed:
        return False
    if len(text) > _LONGEST or page.words[i] > _TITLE_WORDS or text.endswith(":"):
        return False
    if not ends_sentence(text) or text.rstrip("\"”’')").endswith(("?", "!", "…")):
        return True
    below = range(i + 1, min(i + 1 + _LINES_OF_HEAD, start))
    return any(roles[j] is Role.BYLINE or bylines.is_dateline(page.text(j)) for j in below)


def _title_score(page: Page, i: int, start: int, recurring: set[str]) -> float:
    """How much a line looks like the headline: above all by the share of its words that the text takes up."""
    text, words = page.text(i), page.words[i]
    own = stems(text)
    score = _TAKEN_UP * len(own & recurring) / (len(own) + 1)
    score += _LENGTH.get(words, 2)
    score += (
        (i in page.repeated) + (page.blocks[i].gap_below > 1) + (1 if is_title_case(text) or text[:1].isupper() else -1)
    )
    score -= _ENDED * (ends_sentence(text) and text.endswith(".")) + _NAME * bylines.is_name(text)
    return score - _DISTANCE * (start - i)


def _with_subtitle(page: Page, roles: Sequence[Role], title: int, start: int) -> tuple[int, int | None]:
    """Headline and subtitle: usually the best line and the one below it.

    A heading of its own, set off by a wider gap, above the best line is the headline even where the text never takes
    up its words; the best line is then its explanation ("Reading the Leaves", "How Ministers See the Budget").
    """
    above = title - 1
    if above > 0 and start - title <= _BETWEEN_TITLE_AND_TEXT and _is_set_off(page, above, title):
        return above, title
    below = next((i for i in range(title + 1, start) if roles[i] is not Role.CAPTION and i not in page.repeated), None)
    return title, below if below is not None and _may_be_subtitle(page, below) else None


def _may_be_subtitle(page: Page, i: int) -> bool:
    text = page.text(i)
    if page.early[i] or page.blocks[i].listed or ends_sentence(text):
        return False
    return _HEADLINE_WORDS <= page.words[i] <= _SUBTITLE_WORDS


def _is_set_off(page: Page, above: int, title: int) -> bool:
    text = page.text(above)
    words = page.words[above]
    headed = (
        is_title_case(text)
        and _HEADLINE_WORDS - 1 <= words <= _TITLE_WORDS
        and not (page.early[above] or ends_sentence(text))
    )
    return headed and page.blocks[above].gap_below > max(page.blocks[title].gap_below, page.blocks[above].gap)
