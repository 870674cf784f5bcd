"""How far a build is, from the thread that counts to the asker who waits."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.command import Request

    Counted = Callable[[int, int, str], None]


@asynccontextmanager
async def under_way(request: Request) -> AsyncIterator[Counted | None]:
    """What a build may be given to count with; the asker is told the latest count, one sentence after the other.

    None where nobody waits. At the end nothing is told any more.
    """
    if request.progress is None:
        yield None
        return
    loop, counts = asyncio.get_running_loop(), asyncio.Queue[tuple[int, int] | None]()

    def counted(done: int, total: int, _: str) -> None:
        loop.call_soon_threadsafe(counts.put_nowait, (done, total))

    telling = asyncio.create_task(_tell(request, counts))
    try:
        yield counted
    finally:
        counts.put_nowait(None)
        await telling


async def _tell(request: Request, counts: asyncio.Queue[tuple[int, int] | None]) -> None:
    say = request.say
    while (latest := await counts.get()) is not None:
        while not counts.empty():
            if (latest := counts.get_nowait()) is None:
                return
        done, total = (say.number(number) for number in latest)
        await request.tell(say("{done} of {total} articles are read …", done=done, total=total))
