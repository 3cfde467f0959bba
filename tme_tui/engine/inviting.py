"""Invitations: who takes part in an event says whether."""

from __future__ import annotations

from tme_tui.engine.base import EngineBase, TaskRef, number_of
from tme_tui.engine.outcome import Outcome
from tme_tui.i18n import message
from tme_tui.model.errors import Refused
from tme_tui.model.person import Decision

_SAID = {
    Decision.YES: message("Said yes to “{title}”"),
    Decision.MAYBE: message("Said maybe to “{title}”"),
    Decision.NO: message("Said no to “{title}”"),
    Decision.UNDECIDED: message("Took back the answer to “{title}”"),
}


class Inviting(EngineBase):
    """Use cases of who was invited."""

    def decide(self, task: TaskRef, decision: Decision) -> Outcome:
        """Answer an invitation to an event, for the person of this manager."""
        number = number_of(task)
        with self._change() as change:
            row = change.task(number)
            key = (number, int(self.person.id))
            if change.rows.get("participants", key) is None:
                raise Refused(self._words.text("You are not invited to “{title}”", title=row["title"]))
            change.rows.change(
                "participants", key, {"decision": Decision(decision).value, "decided": change.now}
            )
            change.raw.describe("decide", self._words.text(_SAID[Decision(decision)], title=row["title"]))
        return self._outcome(change, [number])
