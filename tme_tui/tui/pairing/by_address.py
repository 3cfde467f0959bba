"""Linking by an address: a code is sent there, and typed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tme_tui.tui.pairing import trying
from tme_tui.tui.pairing.frame import Frame, Step

if TYPE_CHECKING:
    from tme_tui.engine.answering import LinkCode


class ByAddress(Frame):
    """The steps of the address and its code."""

    def _send_code(self) -> None:
        address, words = self._address.line.value.strip(), self.words
        if not address:
            self._say(words.text("{name} is missing", name=words.text(self._way.address)), wrong=True)
            return
        name, engine, environment, values = (
            self._way.name,
            self._around.engine,
            self._around.environment,
            self._values,
        )

        def sent(code: LinkCode) -> None:
            self._code = code
            self._go(Step.CODE)
            self._typed_code.ask(words.text("A code was sent to {address}.", address=address))

        self._ask(
            words.text("Sending a code …"),
            lambda: trying.send_code(name, address, engine, environment, values, words),
            sent,
        )

    def _redeem(self) -> None:
        code, address, name = (
            self._typed_code.line.value.strip(),
            self._address.line.value.strip(),
            self._way.name,
        )
        words = self.words

        def redeemed(person: int | None) -> None:
            if person is None:
                said = words.text("this code is not good: it was used, is too old, or has a mistake")
                self._say(said, wrong=True)
            else:
                self._keep(self._linked_now)

        self._ask("", lambda: self._around.engine.redeem_link(name, code, address, ""), redeemed)
