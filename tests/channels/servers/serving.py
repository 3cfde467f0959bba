"""Opens both doors of a stand-in server: the public one can be shut for a while, the other stays open."""

from __future__ import annotations

import socket
import sys
import threading
from http.server import ThreadingHTTPServer
from typing import Any

from tests.channels.servers.control_door import ControlDoor
from tests.channels.servers.public_door import PublicDoor
from tests.channels.servers.service import Service, World


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that went away is no error of the server."""


class _PublicServer(_Server):
    """The server of the public door, which knows its connections from the moment that they are taken."""

    def __init__(self, port: int, door: type[PublicDoor]) -> None:
        super().__init__(("127.0.0.1", port), door)
        self._world = door.world

    def process_request(self, request: Any, client_address: Any) -> None:
        self._world.enter(request, client_address[1])
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._world.leave(request)


class Doors:
    """Both doors of a server, opened."""

    def __init__(self, service: Service, port: int = 0, control_port: int = 0) -> None:
        self.world = World(service)
        self._public = type("Public", (PublicDoor,), {"world": self.world})
        control = type(
            "Control",
            (ControlDoor,),
            {"world": self.world, "shut": staticmethod(self.shut), "reopen": staticmethod(self.reopen)},
        )
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._kept = _kept(port)
        self._server = self._opened(self._kept.getsockname()[1] if self._kept else port)
        self.port: int = self._server.server_address[1]
        self._control = _Server(("127.0.0.1", control_port), control)
        self.control_port: int = self._control.server_address[1]
        threading.Thread(target=self._control.serve_forever, args=(0.02,), daemon=True).start()

    def _opened(self, port: int) -> _PublicServer:
        server = _PublicServer(port, self._public)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return server

    def shut(self, seconds: float) -> None:
        """Refuse connections for so long; returns when the door is shut."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            else:
                self._server.shutdown()
                self._server.server_close()
                self.world.cut()
            timer = threading.Timer(seconds, lambda: self._time_is_up(timer))
            self._timer = timer
            timer.start()

    def reopen(self) -> None:
        """Let people in again, if they are not."""
        with self._lock:
            self._let_in()

    def _time_is_up(self, timer: threading.Timer) -> None:
        with self._lock:
            if self._timer is timer:  # or another order came meanwhile
                self._let_in()

    def _let_in(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
            self._server = self._opened(self.port)


def _kept(port: int) -> socket.socket | None:
    """A socket that keeps a port for us while the door is shut: another process might take it meanwhile.

    It does not listen: connections are refused. Elsewhere than on Linux two sockets cannot share a port so.
    """
    if sys.platform != "linux":
        return None
    kept = socket.socket()
    kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    kept.bind(("127.0.0.1", port))
    return kept
