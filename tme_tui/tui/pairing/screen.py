"""Sets up one messenger: token, link, test message; Esc goes a step back and leaves nothing half done.

What was typed is tried in memory first: the services beside the screen run with it, so the bot listens at
once. It is written down when somebody is linked by it, or when the person says that linking can wait.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.widgets import Button, Input

from tme_tui.channels.trying import OUT_OF_THE_LADDER
from tme_tui.tui.pairing import trying
from tme_tui.tui.pairing.by_address import ByAddress
from tme_tui.tui.pairing.by_code import LOOK, ByCode
from tme_tui.tui.pairing.frame import Step
from tme_tui.tui.pairing.keeping import check_place, keep


class PairingScreen(ByCode, ByAddress):
    """One messenger from the first step to the test message."""

    def on_mount(self) -> None:
        """Look again and again whether the code was used."""
        self.set_interval(LOOK, self._look)

    def on_unmount(self) -> None:
        """Leave nothing running with what is not written down."""
        self._stop_linking()

    # Steps

    def do_cancel(self) -> None:
        """A step back; what is being asked is given up first."""
        if self._busy and self._step in (Step.TYPE, Step.ADDRESS, Step.CODE):
            self._go(self._step)
        elif self._step in (Step.LINK, Step.ADDRESS):
            self._stop_linking()
            self._go(Step.TYPE)
        elif self._step is Step.CODE:
            self._go(Step.ADDRESS)
        else:
            self.dismiss(None)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        match event.button.id:
            case "pairing-back":
                self.do_cancel()
            case "pairing-test":
                self._test()
            case "pairing-copy" if self._invitation is not None:
                self.app.copy_to_clipboard(self._invitation.link)
                self._say(self.words.text("The link is copied."))
            case "pairing-later":
                self._keep(self._kept_for_later)
            case _:
                self.do_go_on()

    def do_go_on(self) -> None:
        """The next step, if this one is done."""
        if self._busy:
            return
        match self._step:
            case Step.TYPE:
                self._check()
            case Step.ADDRESS:
                self._send_code()
            case Step.CODE:
                self._redeem()
            case Step.LINK if self._code is None:
                self._invite()
            case Step.DONE:
                self.dismiss(None)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Say at once whether it looks like what is meant."""
        event.stop()
        for asked in self._way.asked:
            if event.input is self._typing.typed[asked.key].line and asked.shape is not None:
                looks = not event.value.strip() or asked.found_in(event.value)
                self._say("" if looks else self._no_such(asked.example), wrong=True)

    def _no_such(self, example: str) -> str:
        return self.words.text("This does not look right yet: it is like {example}", example=example)

    def _check(self) -> None:
        words, values = self.words, dict[str, str]()
        for asked in self._way.asked:
            line = self._typing.typed[asked.key].line
            text = line.value.strip()
            found = asked.found_in(text)
            if text and not found:
                self._say(self._no_such(asked.example), wrong=True)
            elif not text and not asked.optional and asked.key not in self._around.known:
                self._say(words.text("{name} is missing", name=words.text(asked.label)), wrong=True)
            else:
                values |= {asked.key: found} if found else {}
                continue
            line.focus()
            return
        name, environment = self._way.name, self._around.environment

        def ask() -> str:
            from tme_tui.settings import load_settings

            settings = load_settings(environment)
            for key in values:
                check_place(settings, key)
            return trying.ask_server(name, environment, values)

        def found_good(who: str) -> None:
            self._values, self._who = values, words.text(who)
            self._go(Step.ADDRESS if self._way.address else Step.LINK)
            if self._step is Step.LINK:
                self._invite()
            else:
                self._say(self._who)

        self._ask(words.text("Asking {title} …", title=words.text(self._way.title)), ask, found_good)

    def _keep(self, then: Callable[[], object]) -> None:
        values, environment, config = dict(self._values), self._around.environment, self._around.config
        services, engine = self._host.services, self._around.engine
        running = self._tried

        def store() -> None:
            if values:
                keep(values, environment, config)
                if not running:
                    services.begin(engine)

        def kept(_: object) -> None:
            self._tried = False
            services.want({})
            then()

        self._ask(self.words.text("Writing it down …"), store, kept)

    def _kept_for_later(self) -> None:
        title = self.words.text(self._way.title)
        key = self._host.key_of("connect")
        self._host.say(
            self.words.text("{title} is set up; {key} links you to it later.", title=title, key=key)
        )
        self.dismiss(None)

    def _linked_now(self) -> None:
        self._stop_linking()
        self._go(Step.DONE)
        words, around = self.words, self._around
        told = [words.text("Linked. Reminders come here from now on.")]
        if self._way.name not in around.ladder:
            channels = ", ".join(around.ladder)
            more = words.text(OUT_OF_THE_LADDER, channel=self._way.name, channels=channels)
            told = [words.text("Linked."), more]
        if self._values:
            told.append(words.text("What is secret is kept in {path}.", path=str(around.secrets)))
        self._done.show(*told)
        self._test()

    def _test(self) -> None:
        name, engine, environment, words = (
            self._way.name,
            self._around.engine,
            self._around.environment,
            self.words,
        )

        def sent(who: str) -> None:
            self._say(words.text("A test message was sent by {who}. Look whether it has arrived.", who=who))

        self._ask(
            words.text("Sending a test message …"),
            lambda: trying.try_out(name, engine, environment, {}, words),
            sent,
        )
