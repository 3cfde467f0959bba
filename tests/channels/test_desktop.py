"""Desktop alerts, shown by a real notification service on a private bus."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory

import pytest

from tests.channels.desk import MISSING, Desk
from tests.support.timing import Clocked
from tests.support.waiting import eventually
from tme_tui.channels.desktop.channel import DesktopChannel
from tme_tui.i18n import translator
from tme_tui.model.delivery import (
    Answer,
    Button,
    Incoming,
    IncomingKind,
    Outgoing,
    Receipt,
    Temporary,
)

needs_a_desktop = pytest.mark.skipif(bool(MISSING), reason=f"not installed here: {', '.join(MISSING)}")

BUTTONS = (
    Button(Answer.DONE, "Done", "d:7:done"),
    Button(Answer.SNOOZE, "Snooze 10 min", "d:7:snooze"),
    Button(Answer.OPEN, "Open", "d:7:open"),
)


def message(title: str = "Call Anna", body: str = "", *, urgent: bool = False) -> Outgoing:
    return Outgoing("7", "", title, body, BUTTONS, urgent)


@pytest.fixture(autouse=True)
def no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may need longer than people would wait for an alert."""
    monkeypatch.setattr("tme_tui.channels.desktop.channel._PATIENCE", 100)
    monkeypatch.setattr("tme_tui.channels.desktop.service.ANSWER_WITHIN", 60)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A whole desktop; sockets have short names, so not under pytest's folders."""
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        try:
            desk.start_bus()
            desk.start_dunst()
            monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desk.address)
            yield desk
        finally:
            desk.close()


@pytest.fixture
def heard() -> Queue[Incoming]:
    return Queue()


@pytest.fixture
def channel(heard: Queue[Incoming]) -> Iterator[DesktopChannel]:
    channel = DesktopChannel(heard.put)
    yield channel
    channel.close()


@needs_a_desktop
def test_an_alert_is_shown_as_it_was_written(desk: Desk, channel: DesktopChannel) -> None:
    title, body = "Позвонить <b>Анне</b> & co", "сегодня 14:30 <i>&amp;\nдважды"
    receipt = channel.send(message(title, body, urgent=True))
    assert receipt.message
    ((summary, text, urgency, program, icon),) = desk.shown()
    assert summary == title
    assert text == "сегодня 14:30 &lt;i&gt;&amp;amp;\nдважды"
    assert (urgency, program) == ("CRITICAL", "tme-tui")
    assert "appointment-soon" in icon or icon == ""
    assert channel.check().startswith("dunst ")


@needs_a_desktop
def test_a_service_without_markup_gets_plain_text(
    channel: DesktopChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder), markup="no")
        try:
            desk.start_bus()
            desk.start_dunst()
            monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desk.address)
            channel.send(message(body="a < b & c"))
            ((_, body, urgency, _, _),) = desk.shown()
            assert (body, urgency) == ("a < b & c", "NORMAL")
        finally:
            desk.close()


@needs_a_desktop
@pytest.mark.parametrize(("label", "data"), [("Done", "d:7:done"), ("Snooze", "d:7:snooze")])
def test_a_pressed_button_is_heard(
    desk: Desk, channel: DesktopChannel, heard: Queue[Incoming], label: str, data: str
) -> None:
    channel.send(message())
    desk.shown()
    offered = desk.press(label)
    assert "Done" in offered
    assert "Snooze 10 min" in offered
    pressed = heard.get(timeout=60)
    assert (pressed.kind, pressed.text) == (IncomingKind.PRESSED, data)


@needs_a_desktop
def test_a_click_on_the_alert_opens(desk: Desk, channel: DesktopChannel, heard: Queue[Incoming]) -> None:
    channel.send(message())
    desk.shown()
    desk.click()
    assert heard.get(timeout=60).text == "d:7:open"


@needs_a_desktop
def test_a_listener_that_fails_stops_nothing(desk: Desk) -> None:
    pressed: Queue[str] = Queue()

    def listener(incoming: Incoming) -> None:
        pressed.put(incoming.text)
        raise RuntimeError

    channel = DesktopChannel(listener)
    for number in (1, 2):
        channel.send(message(f"alert {number}"))
        desk.shown(number)
        eventually(lambda: desk.displayed() == 1)
        desk.press("Done")
        assert pressed.get(timeout=60) == "d:7:done"
        desk.clear()
    channel.close()


@needs_a_desktop
def test_an_alert_is_taken_away(desk: Desk, channel: DesktopChannel) -> None:
    receipt = channel.send(message())
    eventually(lambda: desk.displayed() == 1)
    channel.withdraw(receipt, message())
    eventually(lambda: desk.displayed() == 0)
    channel.withdraw(receipt, message())
    channel.withdraw(Receipt("of another run"), message())


@needs_a_desktop
def test_it_goes_on_after_the_service_was_restarted(
    desk: Desk, channel: DesktopChannel, heard: Queue[Incoming]
) -> None:
    channel.send(message("first"))
    desk.shown(1)
    desk.stop_dunst()
    with pytest.raises(Temporary, match="no notification service answers"):
        channel.send(message("lost"))
    desk.start_dunst()
    channel.send(message("second"))
    assert [each[0] for each in desk.shown(2)] == ["first", "second"]
    desk.press("Done")
    assert heard.get(timeout=60).text == "d:7:done"


@needs_a_desktop
def test_it_goes_on_after_the_bus_was_restarted(
    desk: Desk, channel: DesktopChannel, heard: Queue[Incoming]
) -> None:
    channel.send(message("first"))
    desk.shown(1)
    desk.stop_dunst()
    desk.stop_bus()
    with pytest.raises(Temporary):
        channel.send(message("lost"))
    desk.start_bus()
    desk.start_dunst()
    channel.send(message("second"))
    assert [each[0] for each in desk.shown(2)] == ["first", "second"]
    desk.press("Snooze")
    assert heard.get(timeout=60).text == "d:7:snooze"


@needs_a_desktop
def test_a_service_that_hangs_holds_up_nobody_for_long(
    desk: Desk, channel: DesktopChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel.send(message("first"))
    desk.shown(1)
    desk.hang_dunst()
    with monkeypatch.context() as hurry:
        hurry.setattr("tme_tui.channels.desktop.service.ANSWER_WITHIN", 3)
        with Clocked() as clocked, pytest.raises(Temporary):
            channel.send(message("lost"))
    assert clocked.seconds < 20  # D-Bus itself would wait for 25
    desk.wake_dunst()
    channel.send(message("second"))
    assert [each[0] for each in desk.shown(2)] == ["first", "second"]


@pytest.mark.parametrize("address", ["", "unix:path=/nowhere/bus", "nonsense"])
def test_no_desktop_is_a_temporary_error_and_nothing_is_written(
    channel: DesktopChannel,
    address: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    if not address:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    with Clocked() as clocked:
        with pytest.raises(Temporary):
            channel.send(message())
        with pytest.raises(Temporary):
            channel.check()
    assert clocked.seconds < 20  # D-Bus itself would wait for 25
    assert capfd.readouterr() == ("", "")


def test_it_says_that_there_is_no_desktop(heard: Queue[Incoming], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    channel = DesktopChannel(heard.put)
    with pytest.raises(Temporary, match="there is no desktop session here") as caught:
        channel.send(message())
    assert "нет рабочего стола" in translator("ru").text(str(caught.value))
    channel.close()


@needs_a_desktop
@pytest.mark.parametrize("text", ["half: \ud83d", "a null \x00 and a bell \x07", "", "x" * 9000])
def test_odd_texts_are_shown_too(desk: Desk, channel: DesktopChannel, text: str) -> None:
    channel.send(message(text, text))
    ((_, body, *_),) = desk.shown()
    assert len(body) <= channel.facts.longest


def test_closing_leaves_no_thread_behind(heard: Queue[Incoming]) -> None:
    from threading import enumerate as threads

    before = threads()
    channel = DesktopChannel(heard.put)
    with pytest.raises(Temporary):
        channel.send(message())
    (own,) = [thread for thread in threads() if thread.name == "tme-desktop" and thread not in before]
    channel.close()
    own.join(60)
    assert not own.is_alive()


def test_the_libraries_keep_quiet() -> None:
    from tme_tui.channels.desktop import service

    assert service
    assert not logging.getLogger("desktop_notifier").propagate
