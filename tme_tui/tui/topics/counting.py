"""The topic of counts: how full each view is, the status line, and what is said over and in the list."""

from __future__ import annotations

from functools import partial

from textual import on
from textual.content import Content

from tme_tui.model.builtin_views import View
from tme_tui.model.task import Task
from tme_tui.tui.line.completing import Known
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.topics.ground import Ground
from tme_tui.tui.views.view_entries import EntryKind
from tme_tui.tui.working.questions import Overview, OverviewRead, read_overview
from tme_tui.tui.working.work import Urgency


class Counting(Ground):
    """Counts, and the words that stand for them."""

    _overview: Overview | None = None
    _titles = ("", "")

    def refresh_overview(self) -> None:
        """Ask for all counts again, those of saved views a little later."""
        words = self.words
        self.ask(partial(read_overview, words=words, with_saved=True), Urgency.COUNTS, "overview")

    @on(OverviewRead)
    def _overview_read(self, event: OverviewRead) -> None:
        is_first, self._overview = self._overview is None, event.overview
        if is_first:
            self._title_list()
            self.ask_card()
        self.views.feed(event.overview.entries)
        if not self.tasks.total:
            self._say_empty()
        self._show_status(event.overview)

    def _show_status(self, overview: Overview) -> None:
        words = self.words
        overdue, today = overview.counts.get(View.OVERDUE, 0), overview.counts.get(View.TODAY, 0)
        parts: list[tuple[str, str] | str] = []
        if overdue:
            said = words.plural("{n} overdue", "{n} overdue", overdue)
            parts += [(said, "bold $tme-overdue"), (" · ", "$tme-muted")]
        parts.append((words.plural("{n} today", "{n} today", today), "$tme-muted"))
        if overview.next_due is not None:
            parts.append((f" · {self._next(overview.next_due)}", "$tme-muted"))
        parts.append(" ")
        self.top.show_status(Content.assemble(*parts))

    def _next(self, task: Task) -> str:
        from datetime import UTC, datetime

        from tme_tui.tui.tasks.rows import Reader

        if task.due is None:
            return ""
        reader = Reader(datetime.now(UTC), self.setup.zone, self.words)
        said = self.words.text("next {moment} {title}", moment=reader.moment(task.due), title=task.title)
        return harmless(said[:80])

    def known_names(self) -> Known:
        """The names that can be completed."""
        return Known() if self._overview is None else self._overview.known

    # Titles, and words in place of tasks

    def _title_list(self) -> None:
        words, tasks = self.words, self.tasks
        label = self.entry.label if self.entry.kind is not EntryKind.CATEGORY else harmless(self.entry.name)
        total = f"{tasks.total}" + ("" if tasks.is_whole else "+")
        parts = []
        if tasks.total or self._overview is not None:
            parts.append(words.plural("{count} task", "{count} tasks", tasks.total, count=total))
        if marks := len(tasks.marks):
            parts.insert(0, words.plural("{n} marked", "{n} marked", marks))
        if self.question.filter:
            parts.insert(0, f"{words.text('filter')}: {harmless(self.question.filter)}")
        if self.question.view != self.entry.query:
            parts.insert(0, harmless(str(self.question.view)))
        if self.question.search:
            parts.insert(0, f"/{harmless(self.question.search)}")
        titles = (label, " · ".join(parts))
        if titles != self._titles:  # setting one paints the whole list again
            self._titles = titles
            self.tasks.border_title, self.tasks.border_subtitle = map(Content, titles)

    @property
    def is_new(self) -> bool:
        """Whether there has never been a task, as far as is known."""
        counts = None if self._overview is None else self._overview.counts
        return counts is not None and not any(counts.values())

    def _greet(self) -> None:
        """What to press, for somebody who sees the program for the first time."""
        words, palette = self.words, self.key_of("palette")
        lines = [
            words.text("Welcome!"),
            "",
            words.text("{key} adds a task: Call Anna friday 14:30", key=self.key_of("add")),
            words.text("{key} fills the list with a sample to play with", key=self.key_of("sample")),
            words.text(
                "{key} shows all keys, {other} finds any command",
                key=self.key_of("help"),
                other=palette,
            ),
        ]
        self.tasks.say_empty("\n".join(lines))

    def _say_empty(self) -> None:
        words = self.words
        if self._overview is None:
            return  # whether this is the first start of all is not known yet
        if self.is_new:
            self._greet()
            return
        if self.question.search or self.question.filter or self.question.view != self.entry.query:
            hint = words.text("{key} shows all again", key=self.key_of("back"))
            self.tasks.say_empty(words.text("Nothing found") + "\n\n" + hint)
            return
        if self.entry.name == "today":
            first = words.text("Nothing is due today")
        elif self.entry.name == "overdue":
            first = words.text("Nothing is overdue")
        else:
            first = words.text("Nothing here")
        hint = words.text("{key} adds a task", key=self.key_of("add"))
        self.tasks.say_empty(f"{first}\n\n{hint}")
