"""A small HTTP proxy that forwards plain calls and remembers them."""

from __future__ import annotations

import base64
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener


class ForwardingProxy:
    """For the time of a `with`."""

    def __init__(self) -> None:
        self.forwarded: list[str] = []
        self.logins: list[str] = []
        handler = type("Handler", (_Handler,), {"proxy": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    def __enter__(self) -> ForwardingProxy:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    proxy: ForwardingProxy

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""

    def do_POST(self) -> None:
        self.proxy.forwarded.append(self.path)
        login = self.headers.get("Proxy-Authorization", "").removeprefix("Basic ")
        self.proxy.logins.append(base64.b64decode(login).decode())
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        kind = self.headers.get("Content-Type", "application/x-www-form-urlencoded")
        onward = Request(self.path, data=body, headers={"Content-Type": kind})
        try:
            with build_opener(ProxyHandler({})).open(onward, timeout=60) as answer:
                status, said = answer.status, answer.read()
        except HTTPError as error:
            status, said = error.code, error.read()
        self.send_response(status)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)
