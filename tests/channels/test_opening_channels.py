"""Channels are made when they are used; what goes wrong with one is told, and touches no other."""

from __future__ import annotations

import logging

import pytest

from tme_tui.channels.opening import OpenChannels, open_channels
from tme_tui.model.delivery import (
    Channel,
    ChannelError,
    ChannelFacts,
    Ear,
    Incoming,
    Outgoing,
    Permanent,
    Receipt,
    Scope,
    Temporary,
    Unanswered,
)
from tme_tui.plugins import ChannelMaker, Heard
from tme_tui.plugins.manager import Plugins
from tme_tui.plugins.plugin import Plugin, Source
from tme_tui.settings import Settings, load_settings

MESSAGE = Outgoing(key="1", address="anna", title="Call")


class Lamp:
    """A channel that blinks, or fails as it is told."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error
        self.closed = 0
        self.blinks: list[str] = []

    name = "lamp"
    facts = ChannelFacts(edits=True)

    def send(self, message: Outgoing) -> Receipt:
        if self.error is not None:
            raise self.error
        self.blinks.append(message.title)
        return Receipt("7")

    def edit(self, receipt: Receipt, message: Outgoing) -> None:
        self.send(message)

    withdraw = edit

    def check(self) -> str:
        self.send(MESSAGE)
        return "a lamp"

    def close(self) -> None:
        self.closed += 1
        self.send(MESSAGE)


class LampEar:
    """Hears nothing, or fails."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error
        self.stopped = 0

    def listen(self, place: str) -> tuple[tuple[Incoming, ...], str]:
        if self.error is not None:
            raise self.error
        return (), place + "1"

    def reply(self, incoming: Incoming, text: str) -> None:
        self.listen("")

    def stop(self) -> None:
        self.stopped += 1


def unheard(incoming: Incoming) -> None:
    raise AssertionError(incoming)


def opened(settings: Settings, *makers: ChannelMaker, problem: str = "") -> OpenChannels:
    plugins = (Plugin("torch", Source.PACKAGE, problem=problem),)
    return open_channels(settings, unheard, Plugins(plugins, {maker.name: maker for maker in makers}))


@pytest.fixture
def settings() -> Settings:
    return load_settings({"TZ": "UTC"})


def maker_of(channel: Channel | BaseException, ear: Ear | None = None, name: str = "lamp") -> ChannelMaker:
    def make(settings: Settings, heard: Heard) -> Channel:
        if isinstance(channel, BaseException):
            raise channel
        return channel

    return ChannelMaker(name, lambda settings: True, make, None if ear is None else lambda settings: ear)


def test_a_channel_is_made_once_and_only_when_it_is_used(settings: Settings) -> None:
    made: list[Lamp] = []

    def make(settings: Settings, heard: Heard) -> Channel:
        made.append(Lamp())
        return made[-1]

    channels = opened(settings, ChannelMaker("lamp", lambda settings: True, make))
    assert list(channels.channels) == ["lamp"]
    assert "lamp" in channels.channels
    assert made == []
    assert channels.channels["lamp"].send(MESSAGE) == Receipt("7")
    assert channels.channels["lamp"].send(MESSAGE) == Receipt("7")
    (lamp,) = made
    assert lamp.blinks == ["Call", "Call"]
    channels.close()
    assert lamp.closed == 1


def test_what_is_not_configured_is_not_there(settings: Settings) -> None:
    off = ChannelMaker("lamp", lambda settings: bool(settings.telegram.token), lambda settings, heard: Lamp())
    channels = opened(settings, off)
    assert dict(channels.channels) == {}
    assert channels.problems == {}


def test_ears_belong_to_the_channels_that_have_them(settings: Settings) -> None:
    ear = LampEar()
    channels = opened(settings, maker_of(Lamp(), ear), maker_of(Lamp(), name="torch"))
    assert list(channels.ears) == ["lamp"]
    assert channels.ears["lamp"].listen("1") == ((), "11")
    channels.close()
    assert ear.stopped == 1


def test_what_cannot_be_made_is_gone_and_named(settings: Settings) -> None:
    broken = maker_of(ImportError("pip install 'tme-tui[lamp]'"), name="broken")
    wrong = maker_of(Permanent("the lamp has no bulb", scope=Scope.CHANNEL), name="wrong")
    channels = opened(settings, broken, wrong, maker_of(Lamp()), problem="OSError: no")
    assert channels.channels.get("broken") is None
    assert channels.channels.get("wrong") is None
    assert list(channels.channels) == ["lamp"]
    assert channels.problems == {
        "torch": "OSError: no",
        "broken": "ImportError: pip install 'tme-tui[lamp]'",
        "wrong": "the lamp has no bulb",
    }


def test_settings_that_a_plugin_cannot_read_are_named(settings: Settings) -> None:
    def configured(settings: Settings) -> bool:
        raise KeyError("lamp_url")

    channels = opened(settings, ChannelMaker("lamp", configured, lambda settings, heard: Lamp()))
    assert list(channels.channels) == []
    assert channels.problems["lamp"] == "KeyError: 'lamp_url'"


def test_errors_of_channels_pass_as_they_are(settings: Settings) -> None:
    slow = Temporary("later", retry_after=3)
    channel = opened(settings, maker_of(Lamp(slow))).channels["lamp"]
    with pytest.raises(Temporary) as caught:
        channel.send(MESSAGE)
    assert caught.value is slow


@pytest.mark.parametrize("error", [ValueError("token 123:s3cret"), SystemExit(1), RecursionError()])
def test_a_mistake_in_a_channel_is_an_error_of_channels(
    settings: Settings, error: BaseException, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    channels = opened(settings, maker_of(Lamp(error), LampEar(error)))
    channel, ear = channels.channels["lamp"], channels.ears["lamp"]
    for call in (
        lambda: channel.send(MESSAGE),
        lambda: channel.edit(Receipt(), MESSAGE),
        lambda: channel.withdraw(Receipt(), MESSAGE),
    ):
        with pytest.raises(Unanswered, match=f"a mistake in the channel lamp: {type(error).__name__}"):
            call()
    with pytest.raises(Temporary):
        channel.check()
    with pytest.raises(Temporary):
        ear.listen("")
    with pytest.raises(ChannelError):
        ear.reply(Incoming("1", kind=None, address=""), "")  # type: ignore[arg-type]
    channels.close()
    assert "s3cret" not in caplog.text
    assert "test_opening_channels.py" in caplog.text
