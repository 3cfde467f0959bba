"""What a stand-in server is: a service behind doors, the faults ordered from it, the calls it has had."""

from __future__ import annotations

import json
import os
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any, Protocol

from tests.channels.servers.faults import Fault, Faults

Json = dict[str, Any]

PATIENCE = 100.0
"""Seconds for threads of this process to be woken: less than a test waits for an order to be obeyed."""


class Reply:
    """An answer: an HTTP status and a document."""

    def __init__(self, document: object, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.document = document
        self.status = status
        self.headers = headers or {}

    @property
    def body(self) -> bytes:
        """The document as it is sent."""
        if isinstance(self.document, str):
            return self.document.encode()
        return json.dumps(self.document, ensure_ascii=False).encode()


class Service(Protocol):
    """What a stand-in server does with a call."""

    def method(self, path: str) -> str:
        """The name of the method that a path calls."""

    def waits(self, method: str) -> bool:
        """Whether a call of this method may wait until something happens."""

    def call(self, path: str, parameters: Json) -> Reply:
        """Carry a call out."""

    def failure(self, fault: Fault) -> Reply:
        """The server's own way of saying an error."""

    def control(self, order: Json) -> object:
        """An order of the test that is this server's own."""

    def person(self, deed: Json) -> object:
        """What a person does."""

    def sent(self) -> list[Json]:
        """The messages that were accepted, as they are now."""

    def reset(self) -> None:
        """As after the start."""


class World:
    """Everything that the two doors of one server share."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.faults = Faults()
        self.calls: list[Json] = []
        self._open: dict[socket.socket, int] = {}
        self._acting: set[socket.socket] = set()
        self._waiting: set[socket.socket] = set()
        self._changed = threading.Condition()

    def enter(self, connection: socket.socket, port: int) -> None:
        """A connection was taken at the public door, from a caller's port."""
        with self._changed:
            self._open[connection] = port

    def leave(self, connection: socket.socket) -> None:
        """Nobody reads from it or writes to it any more."""
        with self._changed:
            self._open.pop(connection, None)
            self._changed.notify_all()

    @contextmanager
    def acting(self, connection: socket.socket, *, waits: bool) -> Iterator[None]:
        """While a call is carried out and answered; nothing is begun for a caller who was cut off."""
        doing = self._waiting if waits else self._acting
        with self._changed:
            if connection.fileno() == -1:
                raise ConnectionAbortedError
            doing.add(connection)
        try:
            yield
        finally:
            with self._changed:
                doing.discard(connection)
                self._changed.notify_all()

    def cut(self) -> None:
        """End every open connection at the public door; returns when the callers can see it.

        What was carried out is answered before: an answer that is lost is a fault of its own. A thread that
        reads keeps its connection open until it has been woken; one that waits for news does not.
        """
        with self._changed:
            assert self._changed.wait_for(lambda: not self._acting, PATIENCE)
            ended = set(self._open)
            for one in ended:
                reset(one)
            assert self._changed.wait_for(lambda: ended & self._open.keys() <= self._waiting, PATIENCE)

    def callers(self) -> list[int]:
        """The ports of those who are connected to the public door, or whose calls are not yet dealt with."""
        with self._changed:
            return list(self._open.values())


class Door(BaseHTTPRequestHandler):
    """One connection at one of the doors."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    world: World

    def log_message(self, *_: object) -> None:
        """Nothing is printed: the test reads /_calls."""

    def do_GET(self) -> None:
        self.handle_call()

    def do_POST(self) -> None:
        self.handle_call()

    def handle_call(self) -> None:
        raise NotImplementedError

    def body(self) -> bytes:
        """The body of the request, all of it."""
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def answer(self, reply: Reply) -> None:
        """Send it whole."""
        self.send_response(reply.status)
        body = reply.body
        for name, text in {"Content-Type": "application/json", **reply.headers}.items():
            self.send_header(name, text)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()


def reset(connection: socket.socket) -> None:
    """End a connection the hard way: the other side reads "connection reset by peer"."""
    try:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.shutdown(socket.SHUT_RD)  # wakes the thread that reads from it
        os.close(connection.detach())  # `close` would wait for the files made of it
    except OSError:
        return
