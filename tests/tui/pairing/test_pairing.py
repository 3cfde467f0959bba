"""Setting up a messenger by real keys against the stand-in servers: from the token to the test message."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from textual.widgets import Button

from tests.channels.mail import Mailbox
from tests.channels.mail import serving as serving_mail
from tests.channels.servers import bot_api, slack_api, vk_api
from tests.channels.servers.standin import StandIn
from tests.tui.screens import Driver, Story, driving, engine_of, setup_of
from tme_tui.model.clock import FixedClock
from tme_tui.settings import load_settings
from tme_tui.tui.alerts.services import ServicesScreen
from tme_tui.tui.main_screen import MainScreen
from tme_tui.tui.pairing.frame import Step
from tme_tui.tui.pairing.picture import picture_of
from tme_tui.tui.pairing.screen import PairingScreen
from tme_tui.tui.picking.picker import Picker
from tme_tui.tui.running import services_of


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """No desktop is told anything."""
    monkeypatch.setenv("TME_ALERTS__DESKTOP", "no")


def go(
    home: Path,
    now: datetime,
    story: Story,
    *,
    locale: str = "en",
    size: tuple[int, int] = (80, 24),
    services: bool = True,
) -> None:
    """A story on a screen beside which the real services run."""

    async def run() -> None:
        settings = load_settings(os.environ, options={"user.locale": locale, "user.login": "me"})
        setup = replace(
            setup_of(home, now, locale),
            settings_file=home / "config.yaml",
            start_services=services_of(settings, lambda _: None) if services else None,
        )
        async with driving(setup, size) as driver:
            try:
                await story(driver)
            finally:
                await asyncio.to_thread(driver.screen.end_services)

    asyncio.run(run())


def pairing(driver: Driver) -> PairingScreen:
    screen = driver.app.screen
    assert isinstance(screen, PairingScreen), screen
    return screen


async def choose(driver: Driver, name: str, by: str = "messenger") -> None:
    """By the palette, as somebody who knows no key."""
    await driver.press("ctrl+p")
    await driver.type(by, "enter")
    assert isinstance(driver.app.screen, Picker)
    await driver.type(name, "enter")
    assert isinstance(driver.app.screen, PairingScreen)


async def reach(driver: Driver, step: Step) -> None:
    await driver.until(lambda: pairing(driver).step is step)


async def says(driver: Driver, part: str) -> None:
    await driver.until(lambda: part in pairing(driver).said)


def secret_of(home: Path) -> str:
    path = home / ".env"
    return path.read_text() if path.exists() else ""


def code_of(driver: Driver) -> str:
    code = pairing(driver)._code
    assert code is not None
    return code.code


def links(home: Path, now: datetime) -> Sequence[tuple[str, str]]:
    with engine_of(home, FixedClock(now)) as engine:
        return [(link.channel, link.address) for link in engine.links()]


def tries_nothing_secret(home: Path, *secrets: str) -> None:
    """No secret is anywhere but in `.env`."""
    for path in home.rglob("*"):
        if path.is_file() and path.name != ".env":
            content = path.read_bytes()
            assert not any(secret.encode() in content for secret in secrets), path


def test_telegram_from_the_token_to_the_test_message(
    home: Path,
    now: datetime,
    telegram: StandIn,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("TME_TELEGRAM__API_URL", telegram.url)
    caplog.set_level(logging.DEBUG)
    (home / ".env").write_text("# mine\nTME_USER__NAME=Anna\n")

    async def story(driver: Driver) -> None:
        await choose(driver, "telegram")
        assert "@BotFather" in driver.text
        await driver.type("nonsense")
        assert "123456789:AAE…" in pairing(driver).said
        await driver.press("enter")
        assert pairing(driver).step is Step.TYPE
        await driver.press("ctrl+u")
        await driver.type(f"Use this token: {bot_api.TOKEN} to access", "enter")
        assert bot_api.TOKEN not in driver.text
        await reach(driver, Step.LINK)
        await says(driver, "Waiting")
        await driver.settle()
        assert "@made_up_bot" in driver.text
        assert code_of(driver) in driver.text
        assert "█" in driver.text
        assert bot_api.TOKEN not in secret_of(home)
        telegram.person(chat=7, write=f"/start {code_of(driver)}")
        await reach(driver, Step.DONE)
        await says(driver, "sent by @made_up_bot")
        await driver.press("enter")
        assert isinstance(driver.app.screen, MainScreen)

    go(home, now, story)
    assert links(home, now) == [("telegram", "7")]
    assert "A test message of tme" in [sent["text"].split("\n")[0] for sent in telegram.sent()]
    assert secret_of(home) == f"# mine\nTME_USER__NAME=Anna\nTME_TELEGRAM__TOKEN={bot_api.TOKEN}\n"
    assert (home / ".env").stat().st_mode & 0o777 == 0o600
    assert load_settings(os.environ).telegram.token == bot_api.TOKEN
    tries_nothing_secret(home, bot_api.TOKEN)
    assert bot_api.TOKEN not in caplog.text


def test_a_new_token_is_used_at_once_by_what_runs(
    home: Path, now: datetime, telegram: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TME_TELEGRAM__API_URL", telegram.url)
    wrong = bot_api.TOKEN[:-4] + "aaaa"
    (home / ".env").write_text(f"TME_TELEGRAM__TOKEN={wrong}\n")

    async def story(driver: Driver) -> None:
        services = driver.screen.services
        await driver.until(lambda: "error" in services.states().get("ear telegram", ("", 0, {}))[2])
        await choose(driver, "telegram")
        assert "set already in" in driver.text
        await driver.press("enter")
        await says(driver, "the token is wrong or was replaced")
        await driver.type(bot_api.TOKEN, "enter")
        await reach(driver, Step.LINK)
        await says(driver, "Waiting")
        while driver.app.focused is not driver.app.screen.query_one("#pairing-later", Button):
            await driver.press("tab")
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, MainScreen))
        await driver.until(lambda: any("Telegram is set up" in toast for toast in driver.toasts))
        await driver.until(lambda: services.states()["ear telegram"][2].get("error") is None)

    go(home, now, story)
    assert secret_of(home) == f"TME_TELEGRAM__TOKEN={bot_api.TOKEN}\n"
    assert links(home, now) == []


def test_going_back_leaves_nothing_half_done(
    home: Path, now: datetime, telegram: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TME_TELEGRAM__API_URL", telegram.url)

    async def story(driver: Driver) -> None:
        await choose(driver, "telegram")
        await driver.type(bot_api.TOKEN, "enter")
        await reach(driver, Step.LINK)
        await says(driver, "Waiting")
        await driver.until(lambda: "ear telegram" in driver.screen.services.states())
        await driver.press("escape")
        assert pairing(driver).step is Step.TYPE
        await driver.press("escape")
        assert isinstance(driver.app.screen, MainScreen)
        states = driver.screen.services.states
        await driver.until(lambda: "dispatcher" in states() and "ear telegram" not in states())

    go(home, now, story)
    assert (secret_of(home), links(home, now)) == ("", [])


def test_a_wrong_token_and_a_server_that_is_away_are_said_in_words(
    home: Path, now: datetime, telegram: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TME_TELEGRAM__API_URL", telegram.url)

    async def story(driver: Driver) -> None:
        await choose(driver, "telegram", "мессенджер")
        await driver.type(bot_api.TOKEN[:-4] + "aaaa", "enter")
        await says(driver, "токен")
        assert pairing(driver).step is Step.TYPE
        telegram.down(60)
        await driver.press("enter")
        await says(driver, "127.0.0.1 отклоняет соединения")
        await driver.press("escape")

    go(home, now, story, locale="ru", size=(60, 20), services=False)
    assert secret_of(home) == ""


def test_a_long_error_is_seen_whole_where_there_is_little_room(
    home: Path, now: datetime, telegram: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TME_TELEGRAM__API_URL", telegram.url)
    error = "It did not work, " + ", ".join(f"for reason {number}" for number in range(12)) + ", finally."

    async def story(driver: Driver) -> None:
        await choose(driver, "telegram")
        await driver.type(bot_api.TOKEN, "enter")
        await reach(driver, Step.LINK)
        await says(driver, "Waiting")
        pairing(driver)._code = None  # nothing else is said any more
        pairing(driver)._say(error, wrong=True)
        await driver.until(lambda: "finally" in driver.text)
        assert "for reason 0" in driver.text
        assert "Back" in driver.text

    go(home, now, story, size=(60, 20), services=False)


def test_without_services_the_screen_listens_itself(
    home: Path, now: datetime, telegram: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TME_TELEGRAM__API_URL", telegram.url)

    async def story(driver: Driver) -> None:
        await choose(driver, "telegram")
        await driver.type(bot_api.TOKEN, "enter")
        await reach(driver, Step.LINK)
        await says(driver, "Waiting")
        telegram.person(chat=7, write=code_of(driver))
        await reach(driver, Step.DONE)
        await says(driver, "sent by @made_up_bot")

    go(home, now, story, services=False)
    assert links(home, now) == [("telegram", "7")]


def test_vk_from_the_settings_by_the_mouse(
    home: Path, now: datetime, vk: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TME_VK__API_URL", vk.url)

    async def click(driver: Driver, name: str) -> None:
        await driver.settle()
        await driver.pilot.click(pairing(driver).query_one(f"#pairing-{name}"))
        await driver.settle()

    async def story(driver: Driver) -> None:
        await driver.press("g", "s")
        await driver.type("vk.token", "enter")
        assert isinstance(driver.app.screen, PairingScreen)
        await driver.type(vk_api.TOKEN)
        await click(driver, "next")
        await reach(driver, Step.LINK)
        await says(driver, "Ждём")
        assert "Made-up club" in driver.text
        await driver.until(lambda: bool(vk.calls("a_check")))  # what was written before is not heard
        vk.person(peer=7, write="Начать", ref=code_of(driver))
        await reach(driver, Step.DONE)
        await says(driver, "Made-up club")
        await click(driver, "next")
        assert not isinstance(driver.app.screen, PairingScreen)

    go(home, now, story, locale="ru")
    assert links(home, now) == [("vk", "7")]
    assert "Пробное сообщение tme" in vk.sent()[-1]["text"]
    assert secret_of(home) == f"TME_VK__TOKEN={vk_api.TOKEN}\n"


def test_mail_is_linked_by_a_code_that_is_sent_there(
    home: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = Mailbox()

    async def story(driver: Driver) -> None:
        await choose(driver, "mail")
        await driver.type("127.0.0.1", "enter", "enter", "enter")
        await driver.type("tme@example.org", "enter")
        await reach(driver, Step.ADDRESS)
        await driver.type("anna@example.org", "enter")
        await reach(driver, Step.CODE)
        await driver.type("WRONGONE", "enter")
        await says(driver, "not good")
        await driver.press("ctrl+u")
        await driver.type(code_of(driver), "enter")
        await reach(driver, Step.DONE)
        await says(driver, "test message was sent")
        told = str(pairing(driver)._done._about.content)
        assert "once email stands in reminders.channels, which is now: desktop, telegram, vk" in told

    with serving_mail(box) as port:
        monkeypatch.setenv("TME_EMAIL__PORT", str(port))
        monkeypatch.setenv("TME_EMAIL__SECURITY", "none")
        go(home, now, story, services=False)
    assert links(home, now) == [("email", "anna@example.org")]
    assert len(box.letters) == 2
    assert "host: 127.0.0.1" in (home / "config.yaml").read_text()


def test_slack_is_linked_by_a_code_too(
    home: Path, now: datetime, slack: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TME_SLACK__API_URL", f"{slack.url}/api")

    async def story(driver: Driver) -> None:
        await choose(driver, "slack")
        await driver.type(slack_api.TOKEN, "enter")
        await reach(driver, Step.ADDRESS)
        await driver.press("escape")
        assert pairing(driver).step is Step.TYPE
        await driver.press("enter")
        await reach(driver, Step.ADDRESS)
        await driver.type("U0123456789", "enter")
        await driver.until(lambda: not pairing(driver)._busy)
        assert pairing(driver).step is Step.CODE, pairing(driver).said
        await driver.type(code_of(driver), "enter")
        await reach(driver, Step.DONE)

    go(home, now, story, services=False)
    assert links(home, now) == [("slack", "U0123456789")]


def test_what_the_environment_says_is_not_overruled(
    home: Path, now: datetime, telegram: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TME_TELEGRAM__API_URL", telegram.url)
    monkeypatch.setenv("TME_TELEGRAM__TOKEN", bot_api.TOKEN)

    async def story(driver: Driver) -> None:
        await choose(driver, "telegram")
        await driver.type(bot_api.TOKEN[:-4] + "aaaa", "enter")
        await says(driver, "change TME_TELEGRAM__TOKEN there")

    go(home, now, story, services=False)
    assert not (home / ".env").exists(), "nothing is written down"


def test_the_panel_of_services_tries_a_channel_out(
    home: Path, now: datetime, telegram: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TME_TELEGRAM__API_URL", telegram.url)
    (home / ".env").write_text(f"TME_TELEGRAM__TOKEN={bot_api.TOKEN}\n")
    telegram.person(chat=7, write="hello")
    with engine_of(home, FixedClock(now)) as engine:
        engine.link_address("telegram", "7", "Anna")

    async def story(driver: Driver) -> None:
        await driver.until(lambda: "channel telegram" in driver.screen.services.states())
        await driver.press("g", "S")
        await driver.until(lambda: "channel telegram" in driver.text)
        screen = driver.app.screen
        assert isinstance(screen, ServicesScreen)
        while screen._channel != "telegram":
            await driver.press("j")
        await driver.press("t")
        await driver.until(lambda: "sent by @made_up_bot" in driver.text)
        await driver.press("g", "m")
        assert "reached here already: Anna" in pairing(driver).said
        await driver.press("escape")
        assert driver.app.screen is screen

    go(home, now, story)
    assert "A test message of tme" in telegram.sent()[-1]["text"]


def test_the_picture_is_as_wide_as_it_is_high() -> None:
    lines = picture_of("https://t.me/made_up_bot?start=ABCD2345")
    assert len({len(line) for line in lines}) == 1
    assert len(lines[0]) + 1 in (2 * len(lines), 2 * len(lines) + 1)
