"""HTTP connections that can be ended from another thread, and that know whether a request left in full.

`requests` has neither: a thread that waits for an answer waits to the end, and after an error nobody knows
whether the server may have acted. So its connections are made of classes that give each call a second
handle of the socket (TLS takes the first one over) and mark the request as written when all of it is.
"""

from __future__ import annotations

import errno
import socket
import sys
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, cast

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

from tme_tui.channels.connecting import connected

if TYPE_CHECKING:
    from collections.abc import Iterator


IDLE_SECONDS = 30.0
"""A connection that was silent for longer is not used again: a router or a sleep may have ended it unheard,
and then a message would be lost in it."""


class Call:
    """One request and its answer, in the thread that asked for it."""

    def __init__(self) -> None:
        self.written = False
        """Whether all of the request was handed over: the server may act on it."""
        self.overdue = False
        """Whether it was ended because it took too long."""
        self.ended = False
        """Whether we ended it before the other side did."""
        self.kept = False
        """Whether the connection that it uses was there before."""
        self.afresh = False
        """Whether it wants a new connection, whatever was kept."""
        self._door: socket.socket | None = None

    def hold(self, used: socket.socket) -> None:
        """Keep a handle of the socket that is used now; it is closed when the call was ended before."""
        self.let_go()
        self._door = socket.fromfd(used.fileno(), used.family, used.type)
        if self.ended:
            used.close()
            raise ConnectionAbortedError(errno.ECONNABORTED, "the call was ended")

    def let_go(self) -> None:
        """The call is over, or goes on by another socket."""
        door, self._door = self._door, None
        if door is not None:
            door.close()

    def end(self) -> None:
        """Let the thread that waits for the answer get an error."""
        self.ended = True
        door = self._door  # the other thread may let go of it meanwhile
        if door is not None:
            with suppress(OSError):
                door.shutdown(socket.SHUT_RDWR)

    def time_out(self) -> None:
        """The same, because it took too long."""
        self.overdue = True
        self.end()


class Wire:
    """All calls of one client."""

    def __init__(self) -> None:
        self._calls: set[Call] = set()
        self._lock = threading.Lock()
        self._mine = threading.local()
        self.is_shut = False

    def adapter(self) -> HTTPAdapter:
        """What a session of `requests` mounts to have its connections watched."""
        return _Adapter(self)

    @contextmanager
    def call(self, seconds: float) -> Iterator[Call]:
        """A call that ends within so many seconds, however slowly its answer drips in."""
        call = self._mine.call = Call()
        with self._lock:
            self._calls.add(call)
            if self.is_shut:
                call.end()
        watch = threading.Timer(seconds, call.time_out)
        watch.daemon = True
        with suppress(RuntimeError):  # at the very end of the program there are no new threads
            watch.start()
        try:
            yield call
        finally:
            watch.cancel()
            if watch.ident is not None:
                watch.join()
            with self._lock:
                self._calls.discard(call)
            self._mine.call = None
            call.let_go()

    def shut(self) -> None:
        """End every call that is under way, and each later one as soon as it begins."""
        with self._lock:
            self.is_shut = True
            calls = list(self._calls)
        for call in calls:
            call.end()

    @property
    def current(self) -> Call:
        """The call of this thread."""
        return getattr(self._mine, "call", None) or Call()


class _Watched:
    """The part that is mixed into urllib3's connections, with and without TLS, direct and through proxies."""

    wire: Wire
    sock: socket.socket | None
    _last_used = 0.0

    @property
    def is_connected(self) -> bool:
        """Whether it may be used again."""
        fresh = _moment() - self._last_used < IDLE_SECONDS
        return fresh and not self.wire.current.afresh and bool(super().is_connected)  # type: ignore[misc]

    def connect(self) -> None:
        self._last_used = 0.0
        super().connect()  # type: ignore[misc]

    def _new_conn(self) -> socket.socket:
        made: socket.socket = super()._new_conn()  # type: ignore[misc]
        self.wire.current.hold(made)
        return made

    def request(self, *given: Any, **named: Any) -> None:
        call = self.wire.current
        call.kept = self.sock is not None and self._last_used > 0
        if self.sock is not None:
            call.hold(self.sock)
        super().request(*given, **named)  # type: ignore[misc]
        call.written = True

    def getresponse(self) -> Any:
        answer = super().getresponse()  # type: ignore[misc]
        self._last_used = _moment()
        return answer


class _Direct(_Watched):
    """Connects by itself, so that a connection can be ended as it begins; one by a SOCKS proxy cannot."""

    host: str
    port: int
    timeout: float | None
    socket_options: Any
    _dns_host: str

    def _new_conn(self) -> socket.socket:
        me = cast("HTTPConnection", self)
        try:
            return connected(
                (self._dns_host, self.port), self.timeout, self.socket_options, self.wire.current.hold
            )
        except socket.gaierror as error:
            raise NameResolutionError(self.host, me, error) from error
        except TimeoutError as error:
            raise ConnectTimeoutError(f"{self.host} does not answer") from error
        except OSError as error:
            raise NewConnectionError(me, str(error)) from error


class _Adapter(HTTPAdapter):
    """Gives the connections of every pool, those of proxies too, their wire."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        super().__init__(max_retries=0)

    def init_poolmanager(self, *given: Any, **named: Any) -> None:
        super().init_poolmanager(*given, **named)
        self._watch(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **named: Any) -> Any:
        is_new = proxy not in self.proxy_manager
        manager = super().proxy_manager_for(proxy, **named)
        if is_new:
            self._watch(manager)
        return manager

    def close(self) -> None:
        """Close all connections; the library leaves it to whoever drops the last reference to a pool."""
        for manager in (self.poolmanager, *self.proxy_manager.values()):
            for key in manager.pools.keys():  # noqa: SIM118 - it does not let itself be iterated
                pool = manager.pools.get(key)
                if pool is not None:
                    pool.close()
        super().close()

    def _watch(self, manager: Any) -> None:
        pools: dict[str, type[HTTPConnectionPool]] = manager.pool_classes_by_scheme
        manager.pool_classes_by_scheme = {
            scheme: _watched_pool(pool, self._wire) for scheme, pool in pools.items()
        }


def _watched_pool(
    pool: type[HTTPConnectionPool | HTTPSConnectionPool], wire: Wire
) -> type[HTTPConnectionPool]:
    usual = pool.ConnectionCls in (HTTPConnection, HTTPSConnection)
    ours = _Direct if usual else _Watched
    connection = type("WatchedConnection", (ours, pool.ConnectionCls), {"wire": wire})
    return type("WatchedPool", (pool,), {"ConnectionCls": connection})


def _moment() -> float:
    """Seconds that also pass while the machine sleeps."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()
