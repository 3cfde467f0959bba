"""The Telegram channel against a server that somebody else wrote: telegram-test-api from npm.

It is laxer than ours (no limits, no entities, no long poll), but it was not made by whoever made the channel.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.channels.servers.bot_api import TOKEN
from tests.conftest import ORIGINAL_ENVIRONMENT
from tme_tui.channels.telegram.channel import TelegramChannel
from tme_tui.channels.telegram.ear import TelegramEar
from tme_tui.model.delivery import Answer, Button, IncomingKind, Outgoing

pytestmark = pytest.mark.packaging
PACKAGE = "telegram-test-api@4.2.1"
SERVER = Path(__file__).parent / "npm" / "server.js"
ANNA = {"id": 7, "is_bot": False, "first_name": "Anna", "username": "anna"}
CHAT = {"id": 7, "first_name": "Anna", "username": "anna", "type": "private"}


@pytest.fixture(scope="module")
def npm_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The server's address, for as long as this module runs."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("there is no node and npm to run telegram-test-api with")
    folder = tmp_path_factory.mktemp("npm")
    install = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder), PACKAGE]
    environment = ORIGINAL_ENVIRONMENT
    got = subprocess.run(
        install, env=environment, capture_output=True, text=True, timeout=240, check=False, cwd=folder
    )
    if got.returncode:
        pytest.skip(f"npm cannot fetch {PACKAGE} here: {got.stderr.strip().splitlines()[:1]}")
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    shutil.copy(SERVER, folder)
    process = subprocess.Popen(
        [node, "server.js", str(port)],
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.kill()


def ask(server: str, path: str, **document: object) -> Any:
    body = json.dumps({"botToken": TOKEN, "token": TOKEN, **document}).encode()
    request = Request(server + path, data=body, headers={"Content-Type": "application/json"})
    with urlopen(request, timeout=10) as answer:
        return json.loads(answer.read())


def test_a_reminder_goes_there_and_its_answer_comes_back(npm_server: str) -> None:
    ear = TelegramEar(TOKEN, npm_server)
    with closing(TelegramChannel(TOKEN, npm_server)) as channel:
        assert channel.check() == "@TestNameBot"
        reminder = Outgoing("one", "7", "Pay <rent>", "today", buttons=(Button(Answer.DONE, "Done", "d:1"),))
        receipt = channel.send(reminder)
        (update,) = ask(npm_server, "/getUpdates", chatId="7")["result"]
        message = update["message"]
        assert message["text"] == "<b>Pay &lt;rent&gt;</b>\n\ntoday"
        board = message["reply_markup"]
        board = json.loads(board) if isinstance(board, str) else board
        assert board["inline_keyboard"] == [[{"text": "Done", "callback_data": "d:1"}]]

        now = int(time.time())
        chat = {"date": now, "from": ANNA, "chat": CHAT}
        ask(npm_server, "/sendCommand", **chat, text="/start CODE", entities=[])
        pressed_at = {"message_id": int(receipt.message), **chat}
        ask(npm_server, "/sendCallback", **{"from": ANNA}, message=pressed_at, data="d:1")
        heard, _ = ear.listen("")
        assert [(each.kind, each.address, each.text) for each in heard] == [
            (IncomingKind.WROTE, "7", "/start CODE"),
            (IncomingKind.PRESSED, "7", "d:1"),
        ]
        assert heard[0].sender == "Anna (@anna)"
        assert heard[1].message == receipt.message

        ear.reply(heard[1], "Done")
        channel.edit(receipt, Outgoing("one", "7", "Paid"))
        history = ask(npm_server, "/getUpdatesHistory")["result"]
        texts = [each["message"]["text"] for each in history if "chat_id" in each.get("message", {})]
        assert texts == ["<b>Paid</b>"]
        channel.withdraw(receipt, reminder)
    ear.stop()
