"""The topic of moving: the cursor in the pane that has the keys, the panes, marks, views by number."""

from __future__ import annotations

from textual import on
from textual.widget import Widget

from tme_tui.tui.tasks.task_list import TaskList
from tme_tui.tui.topics.ground import Ground
from tme_tui.tui.working.questions import Question

PANES = ("views", "tasks", "details")


class Moving(Ground):
    """Actions that change nothing but where one is."""

    _show_details = True
    _show_views = True

    def _move(self, lines: int) -> None:
        if self._pane == "views":
            self.views.move(lines)
        elif self._pane == "details":
            self.details.scroll_relative(y=lines, animate=False)
        else:
            self.tasks.move(lines)

    def _move_pages(self, pages: float) -> None:
        if self._pane == "views":
            self.views.move(round(self.views.size.height * pages))
        elif self._pane == "details":
            self.details.scroll_relative(y=self.details.size.height * pages, animate=False)
        else:
            self.tasks.move_pages(pages)

    def do_cursor_down(self, count: int = 1) -> None:
        self._move(count)

    def do_cursor_up(self, count: int = 1) -> None:
        self._move(-count)

    def do_page_down(self) -> None:
        self._move_pages(1)

    def do_page_up(self) -> None:
        self._move_pages(-1)

    def do_half_page_down(self) -> None:
        self._move_pages(0.5)

    def do_half_page_up(self) -> None:
        self._move_pages(-0.5)

    def do_top(self) -> None:
        if self._pane == "views":
            self.views.move(-len(self.views.entries))
        elif self._pane == "details":
            self.details.scroll_home(animate=False)
        else:
            self.tasks.go_to_place(0)

    def do_bottom(self) -> None:
        if self._pane == "views":
            self.views.move(len(self.views.entries))
        elif self._pane == "details":
            self.details.scroll_end(animate=False)
        else:
            self.tasks.go_to_end()

    def do_next_match(self) -> None:
        """The next line of what was found; after the last comes the first."""
        self.tasks.go_round(1)

    def do_previous_match(self) -> None:
        self.tasks.go_round(-1)

    # Panes

    def show_pane(self, pane: str) -> None:
        """Give the keys to a pane; where there is no room for all, it takes the place of another."""
        self._pane = pane
        self._arrange()
        self._widget_of(pane).focus()

    def _widget_of(self, pane: str) -> Widget:
        return {"views": self.views, "details": self.details}.get(pane, self.middle)

    def _arrange(self) -> None:
        """Which panes there is room for: three from 100 columns, two from 70, else one."""
        width = self.size.width or self.app.size.width
        shown = {"tasks"}
        if width >= 100:
            shown |= {"views"} if self._show_views else set()
            shown |= {"details"} if self._show_details else set()
            shown.add(self._pane)
        elif width >= 70:
            shown.add("details" if self._pane == "details" or not self._show_views else "views")
        else:
            shown = {self._pane}
        had_details = self.details.display
        for pane in PANES:
            self._widget_of(pane).display = pane in shown
        if self.details.display and not had_details:
            self.ask_card()

    def do_focus_next(self) -> None:
        self.show_pane(PANES[(PANES.index(self._pane) + 1) % len(PANES)])

    def do_focus_previous(self) -> None:
        self.show_pane(PANES[(PANES.index(self._pane) - 1) % len(PANES)])

    def do_open_view(self) -> None:
        self.show_pane("tasks")

    def do_toggle_details(self) -> None:
        if self.size.width < 100:
            self.show_pane("tasks" if self._pane == "details" else "details")
            return
        self._show_details = not self._show_details
        self._remember_hidden()
        self.show_pane("tasks" if self._pane == "details" else self._pane)

    def do_toggle_views(self) -> None:
        if self.size.width < 70:
            self.show_pane("tasks" if self._pane == "views" else "views")
            return
        self._show_views = not self._show_views
        self._remember_hidden()
        self.show_pane("tasks" if self._pane == "views" else self._pane)

    def _remember_hidden(self) -> None:
        shown = {"views": self._show_views, "details": self._show_details}
        self.memory.hidden = [pane for pane, is_shown in shown.items() if not is_shown]

    @on(TaskList.Opened)
    def _task_opened(self, event: TaskList.Opened) -> None:
        self.open_clicked(event.number)

    def do_back(self) -> None:
        """Let go of the marks, then of the search, then of the filter; from another pane, go to the list."""
        if self._pane != "tasks":
            self.show_pane("tasks")
        elif self.tasks.unmark_all() if self._tab is None else self._tab.go_back():
            return
        elif self.question.search:
            question = Question(self.question.view, self.question.filter)
            self.show_question(question, cursor=self.number)
        elif self.question.filter:
            self.show_question(Question(self.question.view), cursor=self.number)
        elif self.question.view != self.entry.query:  # a task was shown alone
            self.show_question(Question(self.entry.query), cursor=self.number)

    # Views

    def do_view(self, number: int) -> None:
        """Open the view with a digit."""
        self.views.open_number(number)
        self.show_pane("tasks")

    def do_next_view(self) -> None:
        self.views.move(1)

    def do_previous_view(self) -> None:
        self.views.move(-1)

    # Marks

    def do_mark(self) -> None:
        self.tasks.toggle_mark()
        self.tasks.move(1)

    def do_mark_range(self) -> None:
        self.tasks.mark_range()

    def do_mark_down(self) -> None:
        self.tasks.toggle_mark()
        self.tasks.move(1)

    def do_mark_up(self) -> None:
        self.tasks.toggle_mark()
        self.tasks.move(-1)

    def do_mark_all(self) -> None:
        self.tasks.mark_all()

    def do_mark_others(self) -> None:
        self.tasks.mark_others()

    def do_unmark_all(self) -> None:
        self.tasks.unmark_all()
