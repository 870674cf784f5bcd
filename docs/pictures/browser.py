"""A headless Chromium that takes pictures of pages, spoken to in its own protocol."""

from __future__ import annotations

import asyncio
import base64
import itertools
import re
import shutil
import tempfile
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_OPTIONS = ("--headless", "--no-sandbox", "--remote-debugging-port=0", "--force-color-profile=srgb")
_LISTENING = re.compile(rb"DevTools listening on (ws://\S+)")
_SHARPNESS = 1.5  # pixels of the picture for each of the page
_WINDOW, _DESKTOP = 800, 600  # how high a window is, and from which width it is none of a phone
_LOOKS, _BETWEEN = 1500, 0.02  # how often, and after how many seconds again, to look whether a page has come
_LARGEST = 64 << 20


class Browser:
    """One page, shown again and again."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._session: str | None = None

    async def open(self) -> None:
        """Open the page."""
        target = await self._do("Target.createTarget", url="about:blank")
        attached = await self._do("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = attached["sessionId"]

    async def shot(self, html: str, width: int) -> bytes:
        """A picture of the page, so many pixels wide and as high as it is, as PNG."""
        await self._do(
            "Emulation.setDeviceMetricsOverride", width=width, height=1, deviceScaleFactor=_SHARPNESS, mobile=False
        )
        frame = (await self._do("Page.getFrameTree"))["frameTree"]["frame"]["id"]
        await self._do("Page.setDocumentContent", frameId=frame, html=html)
        await self._do("Runtime.evaluate", expression="document.fonts.ready", awaitPromise=True)
        measured = await self._do("Runtime.evaluate", expression="document.body.getBoundingClientRect().height")
        clip = {"x": 0, "y": 0, "width": width, "height": measured["result"]["value"], "scale": 1}
        taken = await self._do("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
        return base64.b64decode(taken["data"])

    async def visit(self, url: str, width: int, *, dark: bool = False) -> None:
        """Load the page at `url` as a window so wide shows it, in the light or the dark scheme."""
        await self._do(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=_WINDOW,
            deviceScaleFactor=_SHARPNESS,
            mobile=width < _DESKTOP,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        await self._do("Emulation.setEmulatedMedia", features=[scheme])
        went = await self._do("Page.navigate", url=url)
        if "errorText" in went:
            raise RuntimeError(f"{url}: {went['errorText']}")
        await self.settled()

    async def arrived(self, path: str) -> None:
        """Wait until a page at this path is loaded, which something done on the one before leads to."""
        for _ in range(_LOOKS):
            if await self._place() == path:
                return await self.settled()
            await asyncio.sleep(_BETWEEN)
        raise RuntimeError(f"the browser did not come to {path}")

    async def _place(self) -> str:
        try:
            return str(await self.read("location.pathname"))
        except RuntimeError:  # one page is gone, and the next not there yet
            return ""

    async def settled(self) -> None:
        """Wait until the page is loaded."""
        loaded = "new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', done))"
        await self.read(f"{loaded}.then(() => document.fonts.ready).then(() => true)")

    async def read(self, script: str) -> Any:  # noqa: ANN401 - whatever the page says
        """What an expression comes to on the page, as JSON has it."""
        found = await self._do("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in found:
            raise RuntimeError(found["exceptionDetails"]["text"])
        return found["result"].get("value")

    async def press(self, key: str) -> None:
        """Press a key of the keyboard: "Tab", "Enter" or a letter."""
        code = {"Tab": 9, "Enter": 13}.get(key, 0)
        text = {"Enter": "\r", "Tab": ""}.get(key, key)
        told = {"key": key, "windowsVirtualKeyCode": code, **({"text": text} if text else {})}
        await self._do("Input.dispatchKeyEvent", type="keyDown", **told)
        await self._do("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    async def picture(self, most: int = 0) -> bytes:
        """A picture of the loaded page, as high as it is, at most so many pixels where that is said, as PNG."""
        size = (await self._do("Page.getLayoutMetrics"))["cssContentSize"]
        height = min(size["height"], most) if most else size["height"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": height, "scale": 1}
        taken = await self._do("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
        return base64.b64decode(taken["data"])

    async def _do(self, method: str, **params: object) -> dict[str, Any]:
        number = next(self._numbers)
        order = {"id": number, "method": method, "params": params}
        await self._socket.send_json({**order, **({"sessionId": self._session} if self._session else {})})
        while (said := await self._socket.receive_json()).get("id") != number:
            pass  # events, which nobody waits for
        if "error" in said:
            raise RuntimeError(f"{method}: {said['error']['message']}")
        result: dict[str, Any] = said["result"]
        return result


def installed() -> str | None:
    """The browser on this machine, or None where there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """A browser that has not been used before; FileNotFoundError where there is none."""
    program = installed()
    if program is None:
        raise FileNotFoundError(f"None of {', '.join(_NAMES)} is installed.")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            program, *_OPTIONS, f"--user-data-dir={profile}", stderr=asyncio.subprocess.PIPE
        )
        try:
            async with (
                aiohttp.ClientSession() as session,
                session.ws_connect(await _address(process), max_msg_size=_LARGEST) as socket,
            ):
                shown = Browser(socket)
                await shown.open()
                yield shown
        finally:
            process.terminate()
            await process.wait()


async def _address(process: asyncio.subprocess.Process) -> str:
    """Where the browser listens, as it says itself."""
    said = b""
    while process.stderr and (line := await process.stderr.readline()):
        said += line
        if found := _LISTENING.search(line):
            return found[1].decode()
    raise RuntimeError(f"The browser did not start: {said.decode(errors='replace')}")
