"""The topic of asking: what Enter, Escape and a refusal do to the line that was typed."""

from __future__ import annotations

from functools import partial

from tme_tui.model.errors import TmeError
from tme_tui.tui.line.prompt import Purpose
from tme_tui.tui.line.prompt_words import LABELS
from tme_tui.tui.planning.slipping import MovingDates
from tme_tui.tui.topics.changing import told
from tme_tui.tui.topics.line_opening import Asked
from tme_tui.tui.topics.line_typing import LIVE, Typing


class Asking(Typing, MovingDates):
    """Everything that is typed in the prompt."""

    _sent: dict[str, tuple[Purpose, str]]
    """Lines that were accepted and not answered yet."""
    _answering: tuple[range, Asked, str] | None = None
    """The numbers of what was asked by the last answer to somebody's question, and that answer."""
    _then_save = False
    """Whether the query that is accepted now is to be kept as a view."""

    def do_accept(self) -> None:
        purpose = self.prompt.purpose
        if purpose is not None:
            self._submitted(purpose, self.prompt.take())

    def do_cancel(self) -> None:
        purpose = self.prompt.purpose
        if purpose is not None:
            self.prompt.take()
            self._cancelled(purpose)

    def do_save(self) -> None:
        """Keep the query that is being typed as a view."""
        if self.can_save():
            self._then_save = True
            self.do_accept()

    def can_save(self) -> bool:
        """Whether a query is being typed."""
        return self.prompt.purpose in LIVE

    def _cancelled(self, purpose: Purpose) -> None:
        self.show_pane("tasks")
        if purpose in LIVE and self._before is not None and self._before != self.question:
            self.show_question(self._before, cursor=self.number)
        elif purpose is Purpose.ASK and self._asked is not None and self._asked.left is not None:
            self._asked.left()

    def _submitted(self, purpose: Purpose, text: str) -> None:
        self.show_pane("tasks")
        if purpose not in (Purpose.EDIT, Purpose.ASK):
            self.memory.keep_line(purpose.value, text)
        match purpose:
            case Purpose.SEARCH | Purpose.FILTER:
                question, is_search = self.question, purpose is Purpose.SEARCH
                if text != (question.search if is_search else question.filter):
                    self._sent["page"] = (purpose, text)
                    self._narrow(purpose, text)
                if self._then_save:
                    self.do_save_view()
                self._then_save = False
            case Purpose.COMMAND:
                self.command(text.strip())
            case Purpose.SAVE_VIEW:
                self.save_view(text)
            case Purpose.ASK:
                if self._asked is not None:
                    self._answer(self._asked, text)
            case _:
                self._change_by(purpose, text)

    def _answer(self, asked: Asked, text: str) -> None:
        """Give an answer to who asked; what is refused, at once or by the engine, can be mended."""
        first = self.work.asked + 1
        try:
            asked.then(text)
        except TmeError as error:
            self._ask_again(asked, text, error)
        self._answering = (range(first, self.work.asked + 1), asked, text)

    def _ask_again(self, asked: Asked, text: str, error: TmeError) -> None:
        self.ask_line(asked.label, asked.then, text=text, check=asked.check, left=asked.left)
        self.prompt.refuse(self.words.error(str(error)))

    def _change_by(self, purpose: Purpose, text: str) -> None:
        """Do what the line says; if it is refused, the prompt opens again with the text."""
        from tme_tui.tui.line import typed

        if not text.strip() and purpose in (Purpose.ADD, Purpose.SUBTASK, Purpose.TAGS):
            return
        name = f"{purpose.value}:{id(text)}"
        self._sent[name] = (purpose, text)
        numbers, words, edited = self.chosen, self.words, self._edited
        match purpose:
            case Purpose.ADD | Purpose.SUBTASK:
                defaults = self._defaults(purpose)
                self.change(partial(typed.add_line, text=text, defaults=defaults), name=name, show=True)
            case Purpose.EDIT if edited is not None:
                self.change_or_ask(
                    lambda engine: typed.read_edit(engine, edited, text),
                    name=name,
                    left=lambda: self._open(purpose, text, number=edited.id),
                )
            case Purpose.DUE:
                self.change_due(numbers, text, name=name)
            case Purpose.WAIT:
                self.change(lambda engine: typed.set_moment(engine, numbers, text, purpose, words), name=name)
            case Purpose.CATEGORY:
                self.change(lambda engine: typed.set_category(engine, numbers, text), name=name)
            case Purpose.TAGS:
                self.change(lambda engine: typed.set_tags(engine, numbers, text, words), name=name)
            case _:
                pass

    def refused(self, name: str, error: TmeError, question: int = 0) -> None:
        """A refused line comes back with what was typed, unless another is being typed already."""
        if self._answering is not None and question in self._answering[0] and self.prompt.purpose is None:
            _, asked, answer = self._answering
            self._ask_again(asked, answer, error)
            self.say(told(error, self.words), wrong=True)
            return
        sent = self._sent.pop(name, None)
        if sent is not None and sent == (Purpose.FILTER, self.question.filter):
            self._filter_refused(sent[1])
            return
        if sent is None or self.prompt.purpose is not None:
            if name != "preview":
                super().refused(name, error, question)
            return
        purpose, text = sent
        number = self._inside_of if purpose is Purpose.SUBTASK else self._edited.id if self._edited else 0
        self._open(purpose, text, **({"number": number} if "{number}" in LABELS[purpose] else {}))
        self.prompt.refuse(self.words.error(str(error)))
        self.say(told(error, self.words), wrong=True)

    def _filter_refused(self, text: str) -> None:
        """A query with a mistake is typed on; the list is what it was before."""
        self.memory.forget_line(Purpose.FILTER.value, text)
        if self._before is not None:
            self.show_question(self._before, cursor=self.number)
        if self.prompt.purpose in (None, Purpose.SAVE_VIEW):
            self._open(Purpose.FILTER, text)

    def save_view(self, name: str) -> None:
        """Keep what is shown as a view."""
        raise NotImplementedError

    def command(self, text: str) -> None:
        """Do what was typed after the colon."""
        raise NotImplementedError
