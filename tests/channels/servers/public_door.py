"""The door that the program under test knows: it carries calls out, and fails when a fault was ordered."""

from __future__ import annotations

import json
import socket
from urllib.parse import parse_qsl, urlsplit

from tests.channels.servers.faults import Fault
from tests.channels.servers.service import Door, Json, Reply, reset


class PublicDoor(Door):
    """One connection of the program under test."""

    def finish(self) -> None:
        try:
            super().finish()
        except OSError:
            self.close_connection = True

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:
            self.close_connection = True

    def handle_call(self) -> None:
        parts, raw = urlsplit(self.path), self.body()
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        parameters = {**query, **_parsed(raw, self.headers.get("Content-Type") or "")}
        bearer = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
        if bearer:
            parameters["token"] = bearer
        name = self.world.service.method(parts.path)
        self.world.calls.append(
            {
                "method": name,
                "verb": self.command,
                "query": sorted(query),
                "parameters": sorted(parameters),
                "headers": sorted(self.headers),
                "connection": self.client_address[1],
            }
        )
        fault = self.world.faults.take(name)
        if fault is not None and fault.before:
            self._fail(fault, None)
            return
        if fault is not None:
            self._fail(fault, self.world.service.call(parts.path, parameters))
            return
        with self.world.acting(self.connection, waits=self.world.service.waits(name)):
            self.answer(self.world.service.call(parts.path, parameters))

    def _fail(self, fault: Fault, reply: Reply | None) -> None:
        match fault.fail, reply:
            case ("reset", _):
                reset(self.connection)
            case ("status", _):
                self.answer(Reply(fault.body, fault.code, {"Content-Type": "text/html"}))
                return
            case ("error", _):
                self.answer(self.world.service.failure(fault))
                return
            case ("hang" | "lost-hang", _):
                self._until_gone(fault.seconds)
            case ("slow", Reply()):
                self._until_gone(fault.seconds)
                self.answer(reply)
                return
            case ("odd", Reply()):
                self.answer(Reply(fault.body, reply.status))
                return
            case ("torn", Reply()):
                self.answer_head(len(reply.body))
                self.wfile.write(reply.body[: len(reply.body) // 2])
                self.wfile.flush()
                reset(self.connection)
            case ("drip", Reply()):
                self.answer_head(len(reply.body))
                for each in reply.body:
                    self.wfile.write(bytes([each]))
                    self.wfile.flush()
                    if self._until_gone(fault.seconds):
                        break
        self.close_connection = True

    def answer_head(self, length: int) -> None:
        """What stands before the body."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.flush()

    def _until_gone(self, seconds: float) -> bool:
        """Wait until the caller hangs up, at most so long; whether it did."""
        self.connection.settimeout(seconds)
        try:
            self.connection.recv(1, socket.MSG_PEEK)
        except TimeoutError:
            return False
        except OSError:
            return True
        finally:
            self.connection.settimeout(self.timeout)  # the next request may take its time
        return True


def _parsed(raw: bytes, content_type: str) -> Json:
    if not raw:
        return {}
    if content_type.startswith("application/json"):
        found = json.loads(raw)
        return found if isinstance(found, dict) else {}
    if content_type.startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(raw.decode(), keep_blank_values=True))
    raise ValueError(f"a body of another kind: {content_type}")
