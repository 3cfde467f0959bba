"""A web server for tests: keeps what it is sent, and answers what it was told, or nothing."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple


class Request(NamedTuple):
    """What arrived."""

    path: str
    headers: Mapping[str, str]
    body: bytes


class Reply(NamedTuple):
    """What is answered."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = {}
    lost: bool = False
    """Whether the connection is cut in place of an answer."""


def document(code: int = 200, /, **members: object) -> Reply:
    """A JSON answer."""
    return Reply(code, json.dumps(members).encode(), {"Content-Type": "application/json"})


class WebServer(ThreadingHTTPServer):
    """Answers each request with the next of `replies`, then with what `usual` says."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[Request] = []
        self.replies: list[Reply] = []
        self.usual: Callable[[Request], Reply] = lambda request: Reply()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, WebServer)
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        request = Request(self.path, {name.lower(): text for name, text in self.headers.items()}, body)
        server.requests.append(request)
        reply = server.replies.pop(0) if server.replies else server.usual(request)
        if reply.lost:
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(reply.status)
        for name, text in reply.headers.items():
            self.send_header(name, text)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def do_GET(self) -> None:
        self.do_POST()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[WebServer]:
    """A server while the block lasts."""
    with WebServer() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
