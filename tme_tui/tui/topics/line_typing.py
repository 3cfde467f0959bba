"""The topic of typing: what is shown while the line is typed, its chips, and going through older lines."""

from __future__ import annotations

from textual import events, on

from tme_tui.tui.line.completing import candidates
from tme_tui.tui.line.prompt import Prompt, Purpose
from tme_tui.tui.topics.line_opening import Opening
from tme_tui.tui.working.answers import Read
from tme_tui.tui.working.questions import Question
from tme_tui.tui.working.work import Urgency

TASKS = frozenset({Purpose.ADD, Purpose.SUBTASK, Purpose.EDIT})
LIVE = frozenset({Purpose.FILTER, Purpose.SEARCH})


class Typing(Opening):
    """Everything between opening the line and Enter."""

    _plain: tuple[str, str] | None = None
    """The line before and after a chip was taken as text."""

    @on(Prompt.Changed)
    def _prompt_changed(self, event: Prompt.Changed) -> None:
        purpose, text, words = event.purpose, event.text, self.words
        self.prompt.offer(candidates(purpose, text, self.prompt.cursor, self.known_names()))
        if purpose is Purpose.ASK:
            self._check_asked(text)
            return
        if purpose is Purpose.SEARCH and text != self.question.search:
            self._narrow(purpose, text)
        if purpose in (Purpose.SEARCH, Purpose.COMMAND, Purpose.SAVE_VIEW):
            return
        from tme_tui.tui.line.previewing import preview

        defaults = self._defaults(purpose)
        self.ask(lambda engine: preview(engine, purpose, text, words, defaults), Urgency.ECHO, "preview")

    @on(Read)
    def _read(self, event: Read) -> None:
        if event.purpose is not self.prompt.purpose or event.text != self.prompt.text:
            return
        if event.wrong:
            self.prompt.refuse(event.wrong, event.pieces)
            return
        self.prompt.say(event.said, event.pieces)
        if event.purpose is Purpose.FILTER and not event.held and event.text != self.question.filter:
            self._narrow(Purpose.FILTER, event.text)

    def _narrow(self, purpose: Purpose, text: str) -> None:
        """Show what the filter or the search leaves, as it is typed."""
        question = self.question
        if purpose is Purpose.SEARCH:  # what fits best stands at the top
            self.show_question(Question(question.view, question.filter, text))
        else:
            self.show_question(Question(question.view, text, question.search), cursor=self.number)

    async def type_key(self, event: events.Key) -> bool:
        """What the line does with a key; Backspace behind a chip takes it as text first."""
        if event.key == "backspace" and self.prompt.purpose in TASKS:
            chip = self.prompt.chip_before_cursor()
            if chip is not None:
                self._take_as_text(chip)
                return True
        return await self.prompt.take_key(event)

    def do_as_text(self) -> None:
        """Take the last chip as text; once more, understand it again."""
        text = self.prompt.text
        if self._plain is not None and self._plain[1] == text:
            self.prompt.set_text(self._plain[0])
            self._plain = None
        elif (chip := self.prompt.last_chip) is not None:
            self._take_as_text(chip)

    def can_as_text(self) -> bool:
        """Whether a task is being typed."""
        return self.prompt.purpose in TASKS

    def _take_as_text(self, chip: tuple[int, int, str]) -> None:
        from tme_tui.language.quickadd import as_plain_text

        before = self.prompt.text
        after = as_plain_text(before, chip[0], chip[1])
        self._plain = (before, after)
        self.prompt.set_text(after, cursor=chip[1] + len(after) - len(before))

    def do_complete_next(self) -> None:
        self.prompt.complete(1)

    def do_complete_previous(self) -> None:
        self.prompt.complete(-1)

    def do_line_older(self) -> None:
        """Searching, the arrows move in what was found; else they go through what was typed before."""
        if self.prompt.purpose in LIVE:
            self.tasks.move(-1)
        else:
            self._recall(-1)

    def do_line_newer(self) -> None:
        if self.prompt.purpose in LIVE:
            self.tasks.move(1)
        else:
            self._recall(1)

    def _recall(self, step: int) -> None:
        lines = self._typed_before(self.prompt.purpose)
        if not lines:
            return
        self._recalled = max(0, min(self._recalled + step, len(lines)))
        self.prompt.set_text(lines[self._recalled] if self._recalled < len(lines) else "")
