"""What is asked of servers and of the base while a messenger is set up; all of it may take a while."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from tme_tui.channels.trying import explained, send_test
from tme_tui.i18n import Translator
from tme_tui.model.delivery import ChannelError, Incoming, Outgoing
from tme_tui.model.errors import InvalidValue, StoreError, TmeError
from tme_tui.model.value import value
from tme_tui.settings import load_settings
from tme_tui.settings.errors import SettingsError

if TYPE_CHECKING:
    from tme_tui.channels.opening import OpenChannels
    from tme_tui.engine.answering import LinkCode
    from tme_tui.engine.manager import TaskManager
    from tme_tui.model.delivery import Channel
    from tme_tui.tui.alerts.running import States

_log = logging.getLogger(__name__)
T = TypeVar("T")
_LOOK = 0.3


@value
class Invitation:
    """What brings a person's phone to us."""

    code: LinkCode
    link: str


@value
class Failure:
    """Why something did not work, in the reader's language."""

    why: str


def in_background(job: Callable[[], T], words: Translator, deliver: Callable[[T | Failure], object]) -> None:
    """Do it in a thread that nobody has to wait for, also not at the end of the program."""

    def run() -> None:
        try:
            found: T | Failure = job()
        except ChannelError as error:
            found = Failure(words.error(explained(error)))
        except (TmeError, SettingsError) as error:
            found = Failure(words.error(str(error)))
        except Exception as error:
            # Only the kind of the error is told and logged: its text may hold what was typed.
            _log.error("a messenger could not be set up: %s", type(error).__name__)
            found = Failure(words.text("that went wrong; the log says more"))
        deliver(found)

    threading.Thread(target=run, name="tme-pairing", daemon=True).start()


@contextmanager
def channel_of(
    name: str, environment: Mapping[str, str], options: Mapping[str, str]
) -> Iterator[tuple[Channel, OpenChannels]]:
    """The channel as it is with these settings beside those that are written down."""
    from tme_tui.channels.opening import open_channels

    def heard(_: Incoming) -> None:
        """Buttons of test messages mean nothing."""

    settings = load_settings(environment, options=options)
    with closing(open_channels(settings, heard)) as channels:
        try:
            channel = channels.channels[name]
        except KeyError:
            raise InvalidValue(channels.problems.get(name, "")) from None
        yield channel, channels


def ask_server(name: str, environment: Mapping[str, str], options: Mapping[str, str]) -> str:
    """Who we are there."""
    with channel_of(name, environment, options) as (channel, _):
        return channel.check()


def invite(
    name: str, engine: TaskManager, environment: Mapping[str, str], options: Mapping[str, str]
) -> Invitation:
    """A fresh code, with the address that brings it along."""
    with channel_of(name, environment, options) as (_, channels):
        code = engine.new_link_code(name)
        return Invitation(code, channels.invitation(name, code.code))


def send_code(
    name: str,
    address: str,
    engine: TaskManager,
    environment: Mapping[str, str],
    options: Mapping[str, str],
    words: Translator,
) -> LinkCode:
    """Send a code to an address, so that nobody links somebody else's."""
    with channel_of(name, environment, options) as (channel, _):
        code = engine.new_link_code(name)
        body = words.text("Somebody wants reminders to come here. If it was you, type the code there.")
        channel.send(
            Outgoing(
                key=f"link-{name}-{code.code}",
                address=address,
                title=words.text("Your code: {code}", code=code.code),
                body=body,
                language=words.language,
            )
        )
        return code


def try_out(
    name: str,
    engine: TaskManager,
    environment: Mapping[str, str],
    options: Mapping[str, str],
    words: Translator,
) -> str:
    """Send a test message to where the person is reached; the answer says who sent it."""
    with channel_of(name, environment, options) as (channel, _):
        who = send_test(channel, address_of(engine, name), engine.now(), words)
    with suppress(StoreError):  # it works, whatever becomes of what waited for it
        engine.release_deliveries([name])
    return who


def address_of(engine: TaskManager, name: str) -> str:
    """Where this person is reached; empty when nowhere."""
    mine = (engine.person.login, name)
    return next((link.address for link in engine.links() if (link.person, link.channel) == mine), "")


class Listener:
    """Listens in a thread of its own, where nothing runs beside the screen."""

    def __init__(
        self,
        name: str,
        engine: TaskManager,
        environment: Mapping[str, str],
        options: Mapping[str, str],
        words: Translator,
    ) -> None:
        self.trouble = ""
        """Why nothing is heard; empty when all is well."""
        self._over = threading.Event()

        def listen() -> None:
            from tme_tui.scheduler.listening import listening

            with (
                channel_of(name, environment, options) as (_, channels),
                listening(name, channels.ears[name], engine) as trouble,
            ):
                while not self._over.wait(_LOOK):
                    self.trouble = trouble()

        def ended(found: Failure | None) -> None:
            self.trouble = found.why if isinstance(found, Failure) else ""

        in_background(listen, words, ended)

    def stop(self) -> None:
        """Listen no longer; returns at once."""
        self._over.set()


def trouble_of(states: States, listener: Listener | None, name: str, words: Translator) -> str:
    """Why nobody hears the messenger now; empty when somebody does."""
    if listener is not None:
        return words.error(listener.trouble)
    _, _, details = states.get(f"ear {name}", ("", 0, {}))
    if details.get("elsewhere"):
        return words.text(
            "Another program listens here, such as tme run. If it has another token, start it anew."
        )
    return words.error(str(details.get("error", "")))
