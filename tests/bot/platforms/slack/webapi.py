"""The methods of Slack's Web API that the bot calls, with who may do what."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.bot.platforms.slack import blocks, payloads
from tests.bot.platforms.slack.shown import Asked, Shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.bot.platforms.slack.payloads import Payload


class WebApi:
    """One workspace. `shown` is what stands in its channels by these methods; `homes` what each user's Home shows."""

    def __init__(
        self,
        next_number: Callable[[], int],
        asked: Mapping[str, Asked],
        ticket: Callable[[], str],
        tokens: tuple[str, str],
    ) -> None:
        self._next, self._asked, self._ticket, self._tokens = next_number, asked, ticket, tokens
        self.refused = ""
        self.joined = {payloads.CHANNEL}
        self.readable = False  # whether somebody has granted the bot to read channels
        self.people: dict[str, Payload] = {
            payloads.USER: {"locale": "en-GB"},
            payloads.STRANGER: {"locale": "ru-RU"},
            payloads.ADMIN: {"locale": "en-US", "is_admin": True},
        }
        self.shown: list[Shown] = []
        self.homes: dict[str, Payload] = {}
        self.complaints: list[str] = []

    def call(self, method: str, body: Payload, token: str) -> Payload:
        """What Slack answers."""
        bot_token, app_token = self._tokens
        if token != (app_token if method == "apps.connections.open" else bot_token):
            return _no("invalid_auth")
        if self.refused and method != "apps.connections.open":
            return _no(self.refused)
        methods: dict[str, Callable[[Payload], Payload]] = {
            "auth.test": self._test,
            "apps.connections.open": lambda _: _yes(url=self._ticket()),
            "users.info": self._user,
            "chat.postMessage": self._post,
            "chat.postEphemeral": self._whisper,
            "conversations.history": self._history,
            "conversations.replies": self._history,
            "views.open": self._open,
            "views.publish": self._publish,
        }
        return methods[method](body) if method in methods else _no("unknown_method")

    def _test(self, _: Payload) -> Payload:
        known = {"team": "Example", "user": "dragoman", "url": "https://example.slack.com/"}
        return _yes(team_id=payloads.TEAM, user_id=payloads.BOT_USER, bot_id=payloads.BOT, **known)

    def _user(self, body: Payload) -> Payload:
        user = body["user"]
        if user not in self.people and not user.startswith("U"):
            return _no("user_not_found")
        usual = {"id": user, "is_admin": False, "is_owner": False, "locale": "en-US"}
        return _yes(user={**usual, **self.people.get(user, {})})

    def _post(self, body: Payload) -> Payload:
        channel = body["channel"]
        if channel.startswith("U"):
            channel = f"D{channel[1:]}"
        if wrong := self._wrong(channel, body):
            return _no(wrong)
        shown = Shown(channel, self._stamp(), body, thread=body.get("thread_ts", ""))
        self.shown.append(shown)
        return _yes(channel=channel, ts=shown.ts, message={"ts": shown.ts, "user": payloads.BOT_USER})

    def _whisper(self, body: Payload) -> Payload:
        if wrong := self._wrong(body["channel"], body):
            return _no(wrong)
        self.shown.append(Shown(body["channel"], self._stamp(), body, body["user"], body.get("thread_ts", "")))
        return _yes(message_ts=self.shown[-1].ts)

    def _history(self, body: Payload) -> Payload:
        """What stands in a channel, the newest first; with `ts`, the thread of that message, the oldest first."""
        if not self.readable:
            return {**_no("missing_scope"), "needed": "channels:history"}
        if body["channel"] not in self.joined:
            return _no("not_in_channel")
        thread, limit = str(body.get("ts", "")), int(body["limit"])
        all_there = [each for each in self.shown if each.channel == body["channel"] and not each.only]
        there = [each for each in all_there if (thread in {each.ts, each.thread} if thread else not each.thread)]
        told = [{"type": "message", "ts": each.ts, "blocks": each.body.get("blocks", [])} for each in there]
        return _yes(messages=(told if thread else told[::-1])[:limit], has_more=len(told) > limit)

    def _wrong(self, channel: str, body: Payload) -> str | None:
        if not channel.startswith("D") and channel not in self.joined:
            return "not_in_channel" if channel == payloads.CLOSED else "channel_not_found"
        wrong = blocks.complaint(body)
        if wrong:
            self.complaints.append(f"{wrong}: {body}")
        return wrong

    def _publish(self, body: Payload) -> Payload:
        view = self._view(body)
        if view is None:
            return _no("invalid_arguments")
        self.homes[body["user_id"]] = view
        return _yes(view={**view, "id": "V0HOME"})

    def _open(self, body: Payload) -> Payload:
        view, asked = self._view(body), self._asked.get(str(body["trigger_id"]).partition(".")[2])
        if asked is None or asked.triggered or asked.late:
            return _no("expired_trigger_id" if asked and asked.late else "exchanged_trigger_id")
        if view is None:
            return _no("invalid_arguments")
        asked.triggered, asked.form = True, view
        return _yes(view={**view, "id": "V0"})

    def _view(self, body: Payload) -> Payload | None:
        """The view of a call; None where it is outside of a limit."""
        view: Payload = json.loads(body["view"]) if isinstance(body["view"], str) else body["view"]
        if blocks.view_complaint(view):
            self.complaints.append(f"a view: {view}")
            return None
        return view

    def _stamp(self) -> str:
        return f"1700000000.{self._next():06}"


def _yes(**more: object) -> Payload:
    return {"ok": True, **more}


def _no(error: str) -> Payload:
    return {"ok": False, "error": error}
