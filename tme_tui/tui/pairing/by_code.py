"""Linking by a code that the person sends to the bot, which listens meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tme_tui.tui.pairing import trying
from tme_tui.tui.pairing.frame import Frame, Step
from tme_tui.tui.pairing.trying import Invitation, in_background, trouble_of
from tme_tui.tui.working.work import Urgency

if TYPE_CHECKING:
    from tme_tui.engine.answering import LinkCode
    from tme_tui.engine.manager import TaskManager

LOOK = 0.5
"""So often it is looked whether the code was used."""
_BESIDE_PICTURE = 4
"""So many lines of the screen are taken by other things than the picture."""


class ByCode(Frame):
    """The step of the code."""

    _listener: trying.Listener | None = None

    def on_resize(self) -> None:
        """Another height has room for a picture, or none."""
        super().on_resize()
        if self._step is Step.LINK:
            self._show_link()

    def _invite(self) -> None:
        """Let the bot listen, and make a code."""
        services, values = self._host.services, dict(self._values)
        engine, environment, name = self._around.engine, self._around.environment, self._way.name
        if not services.are_wanted and self._listener is None:
            self._listener = trying.Listener(name, engine, environment, values, self.words)
        self._tried = services.are_wanted and bool(values)
        begin = self._tried
        if begin:
            services.want(values)  # said here, so that whoever goes back meanwhile has the last word

        def prepare() -> Invitation:
            if begin:
                services.begin(engine)
            return trying.invite(name, engine, environment, values)

        self._show_link()
        self._ask(self.words.text("Making a code …"), prepare, self._invited)

    def _invited(self, invitation: Invitation) -> None:
        self._invitation, self._code = invitation, invitation.code
        self._button("copy").display = bool(invitation.link)
        self._show_link()
        self._say(self._waiting)
        if invitation.link:
            self._button("copy").focus()

    def _show_link(self) -> None:
        room = self.size.height - _BESIDE_PICTURE
        self._link.show(self._who, self._invitation, room)

    @property
    def _waiting(self) -> str:
        return self.words.text("Waiting for the code; it is good for ten minutes.")

    def _look(self) -> None:
        """Has the code been used?"""
        code = self._code
        if self._step is not Step.LINK or code is None or self._busy:
            return

        def look(engine: TaskManager) -> tuple[bool, bool]:
            return engine.is_link_used(code), engine.now() >= code.expires

        self._host.inquire(look, lambda found: self._looked(code, *found), Urgency.LAST, "pairing")

    def _looked(self, code: LinkCode, used: bool, over: bool) -> None:
        if self._step is not Step.LINK or code is not self._code or self._busy:
            return
        if used:
            self._code = None
            self._keep(self._linked_now)
        elif over:
            self._code = None
            self._say(self.words.text("The code is too old; Enter makes a new one."), wrong=True)
        else:
            trouble = trouble_of(self._host.services.states(), self._listener, self._way.name, self.words)
            self._say(trouble or self._waiting, wrong=bool(trouble))

    def _stop_linking(self) -> None:
        """Back to what is written down."""
        self._code = self._invitation = None
        if self._listener is not None:
            self._listener.stop()
            self._listener = None
        if self._tried:
            self._tried = False
            services, engine = self._host.services, self._around.engine
            services.want({})
            in_background(lambda: services.begin(engine), self.words, lambda _: None)
