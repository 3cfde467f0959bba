"""What the tree asks the engine, made ready for drawing in the working thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from tme_tui.model.conflict import DateConflict
from tme_tui.model.critical_path import Times
from tme_tui.model.grove import Around
from tme_tui.model.outline import Forest, Grouped, Outline, by_dependencies, by_subtasks
from tme_tui.model.value import value
from tme_tui.tui.tasks.rows import Reader
from tme_tui.tui.tree.graph import Graph, graph_of
from tme_tui.tui.working.questions import Question

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager


_OPEN = frozenset({"open", "started"})


class Reading(StrEnum):
    """As what the tasks are read."""

    SUBTASKS = "subtasks"
    DEPENDENCIES = "dependencies"
    GRAPH = "graph"


class Side(StrEnum):
    """Which part of a task's chain is shown alone."""

    WHOLE = ""
    BEFORE = "before"
    AFTER = "after"


class Scope(NamedTuple):
    """What the tree is about."""

    reading: Reading = Reading.SUBTASKS
    backwards: bool = False
    """Of dependencies: roots are what nothing waits for."""
    about: int | None = None
    """Only the chain of this task."""
    side: Side = Side.WHOLE
    critical: bool = False
    """With slack, and the chain marked that decides when all is done."""


FIRST = 100
"""So many tasks are read and shown before the others, when the tree is opened: more than a screen holds."""


@value
class Wood:
    """An answer, ready to be drawn."""

    scope: Scope
    forest: Forest
    outline: Outline
    blockers: Grouped
    dependents: Grouped
    """Ties by the task that waits, and by the one that is waited for."""
    graph: Graph | None
    """Of the graph, what is drawn in place of lines."""
    finished: frozenset[int]
    """Closed tasks with something under them."""
    times: Mapping[int, Times]
    """When each task can and must be, when that is asked for."""
    conflicts: Mapping[int, Sequence[DateConflict]] = MappingProxyType({})
    """Tasks that are due before what they wait for."""

    @property
    def ties(self) -> Grouped:
        """Those that lead to each task in this reading."""
        return self.dependents if self.scope.backwards else self.blockers


def read_wood(
    engine: TaskManager,
    question: Question,
    scope: Scope,
    reader: Reader,
    centre: int | None = None,
    known: Wood | None = None,
) -> Wood:
    """All that the tab shows; `known` was read for the same question, and nothing has changed since."""
    grove = None if known is None else known.forest.grove
    if scope.about is not None:
        chain = Around(False, False, scope.side is not Side.AFTER, scope.side is not Side.BEFORE)
        forest = engine.forest(f"id:{scope.about}", chain)
    elif known is not None and grove is not None:
        forest = grove.again(known.forest, _around(question, scope))
    else:
        forest = engine.forest(question.query(engine), _around(question, scope))
    times = engine.critical_path() if scope.critical else {}
    critical = critical_of(times)
    if known is not None and forest.nodes.keys() <= known.forest.nodes.keys():
        conflicts = known.conflicts
    else:
        conflicts = engine.conflicts(forest.nodes)
    graph = (
        graph_of(forest, centre, reader, critical, conflicts.keys())
        if scope.reading is Reading.GRAPH
        else None
    )
    return replace(grow(forest, scope, graph, times, known), conflicts=conflicts)


def read_first(engine: TaskManager, question: Question, scope: Scope, cursor: int | None) -> Wood | None:
    """What stands at the top, without ties; None when the cursor's task is not there, or another reading is
    meant, in which any task may stand there."""
    if scope.reading is not Reading.SUBTASKS or scope.about is not None or scope.critical:
        return None
    forest = engine.top_of_forest(question.query(engine), _around(question, scope), FIRST)
    if len(forest.matches) < FIRST or (cursor is not None and cursor not in forest.nodes):
        return None
    return grow(forest, scope)


def _around(question: Question, scope: Scope) -> Around:
    """What is shown beside what the question has."""
    if scope.reading is not Reading.SUBTASKS:
        return Around(above=False, inside=False, after=True)
    return Around(inside=not (question.filter or question.search), before=False)


def critical_of(times: Mapping[int, Times]) -> frozenset[int]:
    """The tasks that decide when all is done."""
    return frozenset(number for number, one in times.items() if one.is_critical)


def grow(
    forest: Forest,
    scope: Scope,
    graph: Graph | None = None,
    times: Mapping[int, Times] = MappingProxyType({}),
    known: Wood | None = None,
) -> Wood:
    """The lines of a forest in one reading; `known` has maybe the same ties."""
    if known is not None and known.forest.ties is forest.ties:
        blockers, dependents = known.blockers, known.dependents
    else:
        blockers, dependents = forest.blockers(), forest.dependents()
    if scope.reading is Reading.SUBTASKS:
        outline = by_subtasks(forest)
    else:
        outline = by_dependencies(forest, backwards=scope.backwards, grouped=(blockers, dependents))
    finished = frozenset(
        number
        for number, node in forest.nodes.items()
        if node.status not in _OPEN and outline.is_branch(outline.places[number])
    )
    return Wood(scope, forest, outline, blockers, dependents, graph, finished, times)
