"""Hearing that somebody wrote into a base on a server, whether that made a step of the journal or not.

Every writer but those of routine leaves a word for those who listen, which the server passes on with the
commit. Where it does not, as behind a pool that lends connections for single transactions, the newest step of
the journal still tells of nearly all.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine
    from sqlalchemy.pool import PoolProxiedConnection

_CHANNEL = "tme_written"
SAY = f"NOTIFY {_CHANNEL}"
"""What a writer says; the server passes it on if the writer commits."""
_LOOK = "SELECT coalesce(max(id), 0) FROM steps"


class Listener:
    """One connection that hears of every commit; made when it is first asked."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._lent: PoolProxiedConnection | None = None
        self._connection: Any = None
        self._heard = 0

    def version(self) -> int:
        """A number that is another one after any commit that was announced, or made a step."""
        with self._lock:
            if self._connection is not None:
                try:
                    return self._look()
                except Exception:  # the server was gone for a while, and whatever came then was not heard
                    self._drop()
            try:
                self._listen()
                return self._look()
            except BaseException:
                self._drop()
                raise

    def close(self) -> None:
        """Listen no longer."""
        with self._lock:
            self._drop()

    def _look(self) -> int:
        newest = self._connection.execute(_LOOK).fetchone()[0]
        return int(newest) + self._heard  # what was said meanwhile came with the answer

    def _listen(self) -> None:
        self._lent = self._engine.raw_connection()
        self._connection = self._lent.driver_connection
        self._lent.detach()
        self._connection.rollback()
        self._connection.autocommit = True
        self._connection.add_notify_handler(self._hear)
        self._connection.execute(f"LISTEN {_CHANNEL}")
        self._heard += 1

    def _hear(self, said: object) -> None:
        self._heard += 1

    def _drop(self) -> None:
        if self._lent is not None:
            self._lent.close()
        self._lent = self._connection = None
