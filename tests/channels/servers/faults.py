"""What goes wrong on request: the faults that a test orders from a stand-in server, one call at a time."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

BEFORE = frozenset({"reset", "hang", "status", "error"})
"""Nothing is carried out: connection reset, no answer at all, a gateway's page, the server's own error."""
AFTER = frozenset({"lost", "lost-hang", "torn", "odd", "slow", "drip"})
"""It is carried out, and then: closed without an answer, no answer at all, half of the answer and a reset,
another answer, a late one, one that comes byte by byte."""


@dataclass
class Fault:
    """A failure for the next `times` calls of `method` (of any, when it is empty), after `skip` others."""

    fail: str
    method: str = ""
    times: int = 1
    skip: int = 0
    seconds: float = 120.0
    """How long it hangs or how late it comes."""
    code: int = 500
    """The HTTP status, or the number of the server's own error."""
    description: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    body: str = "<html><body><h1>502 Bad Gateway</h1></body></html>"
    """What is answered instead of an answer."""

    def __post_init__(self) -> None:
        if self.fail not in BEFORE | AFTER:
            raise ValueError(f"there is no fault {self.fail!r}")

    @property
    def before(self) -> bool:
        """Whether the call is not carried out."""
        return self.fail in BEFORE


class Faults:
    """The faults that are still to come."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ordered: list[Fault] = []

    def order(self, fault: Fault) -> None:
        """From now on, until it has happened often enough."""
        with self._lock:
            self._ordered.append(fault)

    def take(self, method: str) -> Fault | None:
        """The fault that this call meets."""
        with self._lock:
            for fault in self._ordered:
                if fault.method not in ("", method):
                    continue
                if fault.skip:
                    fault.skip -= 1
                    continue
                fault.times -= 1
                if fault.times <= 0:
                    self._ordered.remove(fault)
                return fault
        return None

    def clear(self) -> None:
        """None any more."""
        with self._lock:
            self._ordered.clear()
