"""Runs a stand-in server until its standard input ends: `python -m tests.channels.servers.run telegram`.

Prints one line of JSON with the addresses of its doors when they are open. `--port` and `--control` choose
their ports, for playing with the program by hand: `TME_TELEGRAM__API_URL=http://127.0.0.1:8081 tme run`.
"""

from __future__ import annotations

import argparse
import json
import sys

from tests.channels.servers.service import Service
from tests.channels.servers.serving import Doors


def service(kind: str) -> Service:
    """The server of a messenger."""
    if kind == "telegram":
        from tests.channels.servers.bot_api import BotApi

        return BotApi()
    if kind == "slack":
        from tests.channels.servers.slack_api import SlackApi

        return SlackApi()
    from tests.channels.servers.vk_api import VkApi

    return VkApi()


def main() -> None:
    """Serve."""
    words = argparse.ArgumentParser()
    words.add_argument("kind", choices=["telegram", "vk", "slack"])
    words.add_argument("--port", type=int, default=0)
    words.add_argument("--control", type=int, default=0)
    given = words.parse_args()
    inside = service(given.kind)
    doors = Doors(inside, given.port, given.control)
    url = f"http://127.0.0.1:{doors.port}"
    if hasattr(inside, "url"):
        inside.url = url
    control = f"http://127.0.0.1:{doors.control_port}"
    sys.stdout.write(json.dumps({"url": url, "control": control}) + "\n")
    sys.stdout.flush()
    sys.stdin.buffer.read()


if __name__ == "__main__":
    main()
