"""The door that the test knows, on a port of its own, so that it answers while the public one is shut.

POST /_control {"fail": "reset", "method": "sendMessage", "times": 2}   order a fault (see faults.py)
POST /_control {"down": 5}                 refuse connections for five seconds and cut those that are open
POST /_control {"up": true}                let people in again
POST /_control {"limits": {"per_second": 30, "per_chat": 1}}            more than that is refused
POST /_control {…}                         anything else is the server's own: see its `control`
POST /_person  {…}                         what a person does: see its `person`
GET  /_sent                                the messages that were accepted, as they are now
GET  /_calls                               every call: method, how it came, names of its parameters
GET  /_callers                             the ports of those who are connected to the public door
POST /_reset                               as after the start
"""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.channels.servers.faults import Fault
from tests.channels.servers.service import Door, Json, Reply


class ControlDoor(Door):
    """The door that the test knows."""

    shut: Callable[[float], None]
    reopen: Callable[[], None]

    def handle_call(self) -> None:
        raw = self.body()
        try:
            answer = self._obeyed(self.path, json.loads(raw) if raw else {})
        except (KeyError, TypeError, ValueError) as mistake:
            self.answer(Reply({"error": repr(mistake)}, 400))
        else:
            self.answer(Reply({"answer": answer}))

    def _obeyed(self, path: str, order: Json) -> object:
        world = self.world
        match path:
            case "/_sent":
                return world.service.sent()
            case "/_calls":
                return list(world.calls)
            case "/_callers":
                return world.callers()
            case "/_person":
                return world.service.person(order)
            case "/_reset":
                world.cut()
                world.faults.clear()
                world.calls.clear()
                world.service.reset()
                self.reopen()
            case "/_control" if "fail" in order:
                world.faults.order(Fault(**order))
            case "/_control" if "down" in order:
                self.shut(float(order["down"]))
            case "/_control" if "up" in order:
                self.reopen()
            case "/_control" if "clear" in order:
                world.faults.clear()
            case "/_control":
                return world.service.control(order)
            case _:
                raise KeyError(path)
        return None
