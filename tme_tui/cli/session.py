"""What one command works with: settings, engine, language, streams; each is made when it is needed."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from tme_tui.cli.exit_codes import DONE, FAILED
from tme_tui.cli.output import Output, harmless
from tme_tui.cli.terminal import colours, is_terminal, width_of
from tme_tui.cli.typed import check
from tme_tui.i18n import Translator, translator
from tme_tui.model.errors import StoreError

if TYPE_CHECKING:
    from tme_tui.cli.running import Surroundings
    from tme_tui.cli.task_lines import Reader
    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome
    from tme_tui.language.context import Context
    from tme_tui.model.query import Query
    from tme_tui.model.task import Task
    from tme_tui.settings import Settings


class Session:
    """The surroundings of one command, and what it answers with."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self.exit_code = DONE
        self.moment: str | None = None
        """`--now` as it was typed."""
        self.language: str | None = None
        """`--lang`."""
        self.chosen_zone: str | None = None
        """`--zone`."""
        self.plain = False
        """`--no-color`."""
        self.asked_spoken = False
        """`--plain`."""
        self.usage = "tme --help"
        """What a person is sent to after a wrong usage."""

    @cached_property
    def settings(self) -> Settings:
        """The settings that hold here; raises SettingsError."""
        from tme_tui.settings import load_settings

        if self.around.settings is not None and self.language is None:
            return self.around.settings
        options = {} if self.language is None else {"user.locale": self.language}
        return load_settings(self.around.environment, options=options)

    @cached_property
    def words(self) -> Translator:
        """The reader's language."""
        return translator(self.settings.user.locale)

    @cached_property
    def manager(self) -> TaskManager:
        """The engine; the base is opened, and made when there is none."""
        from tme_tui.bootstrap import open_manager
        from tme_tui.model.clock import FixedClock
        from tme_tui.model.journal import Origin

        clock = self.around.clock if self.moment is None else FixedClock(self.now)
        return open_manager(settings=self.settings, origin=Origin.CLI, clock=clock)

    @cached_property
    def out(self) -> Output:
        """Standard output."""
        stream = self.around.stdout
        colour, width = "auto", None
        if is_terminal(stream) or self.around.environment.get("COLUMNS"):
            width = width_of(stream, self.around.environment)
        try:
            colour = self.settings.cli.colour
            width = self.settings.cli.width or width
            colour = "never" if self.spoken else colour
        except Exception:  # noqa: S110 - help and errors are printed even where settings cannot be read
            pass
        shown = not self.plain and colours(stream, self.around.environment, colour)
        return Output(stream, colour=shown, width=width)

    @cached_property
    def spoken(self) -> bool:
        """Whether what is printed is for a screen reader: one fact a line, in words."""
        return self.asked_spoken or self.settings.cli.plain

    @cached_property
    def now(self) -> datetime:
        """The present moment: `--now`, or what the clock says."""
        if self.moment is not None:
            from tme_tui.cli.options import read_now

            return read_now(self.moment, self.zone)
        if self.around.clock is not None:
            return self.around.clock.now()
        return datetime.now(UTC)

    @cached_property
    def zone(self) -> str:
        """The zone in which moments are read and shown."""
        return self.chosen_zone or self.settings.user.zone

    @property
    def locale(self) -> str:
        return self.settings.user.locale

    @cached_property
    def context(self) -> Context:
        """What typed lines are read against."""
        return self.context_at(self.now)

    def context_at(self, now: datetime) -> Context:
        """The same at another moment, for commands that wait for their input."""
        from dataclasses import replace

        return replace(self.manager.context(), now=now, zone=self.zone)

    @property
    def interactive(self) -> bool:
        """Whether a person can be asked."""
        return is_terminal(self.around.stdin) and is_terminal(self.around.stderr)

    def query(self, text: str) -> Query:
        """A query from what was typed."""
        check(text)
        from tme_tui.language.query import parse_query
        from tme_tui.model.query import Query

        return parse_query(text, self.context) if text.strip() else Query()

    @cached_property
    def reader(self) -> Reader:
        """Writes tasks for whoever reads them here and now."""
        from tme_tui.cli.task_lines import Reader

        return Reader(self.now, self.zone, self.words)

    def task_json(self, task: Task) -> dict[str, object]:
        """A task as programs read it."""
        from tme_tui.model.task_json import task_as_json

        return task_as_json(task, self.zone)

    def tell(self, outcome: Outcome, *more: str) -> None:
        """Say what was done, and beneath it what more there is to say and what else came of it."""
        self.out.say(outcome.sentence or self.words.text("There was nothing to change."))
        for notice in (*more, *outcome.notices):
            self.out.say("  ", notice)

    def tell_last(self) -> None:
        """Say what the last step did, where a use case answers with something else."""
        for step in self.manager.journal(1):
            self.out.say(step.sentence)

    def complain(self, message: str) -> None:
        """One line on standard error; the command goes on."""
        self.around.stderr.write(f"tme: {harmless(message)}\n")

    def fail(self, message: str) -> None:
        """One line on standard error, and the exit code of a failure; the command goes on."""
        self.complain(message)
        self.exit_code = FAILED

    def need_terminal(self) -> None:
        """Before anything is done by a command that hands the terminal on, or talks with a person at it."""
        if self.around.borrowed:
            from tme_tui.cli.borrowed import TerminalNeeded

            raise TerminalNeeded

    def ask(self, question: str) -> bool:
        """Ask a person; anything but a clear yes is a no."""
        self.need_terminal()
        self.around.stderr.write(f"{harmless(question)} ")
        self.around.stderr.flush()
        stdin = self.around.stdin
        answer = b"" if stdin is None else stdin.readline()
        return answer.decode("utf-8", "replace").strip().casefold() in {"y", "yes", "д", "да"}

    def close(self) -> None:
        """Let go of the base, if it was opened; the first change of a day leaves a copy behind."""
        manager: TaskManager | None = self.__dict__.get("manager")
        if manager is None:
            return
        try:
            manager.keep_copy()
        except StoreError as error:
            self.complain(self.words.text("no copy of the base was made: {error}", error=error))
        finally:
            manager.close()
