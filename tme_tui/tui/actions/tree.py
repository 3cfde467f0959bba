"""Actions of the tree: how it is read, and what only it can change."""

from __future__ import annotations

from tme_tui.i18n import message
from tme_tui.tui.actions.action import Action, Context, Group, action


def _tree(
    name: str,
    keys: str,
    label: str,
    help: str,  # noqa: A002 - as in Action
    *,
    many: bool = False,
    footer: int = 0,
) -> Action:
    return action(name, keys, label, help, Group.LINK, {Context.TREE}, many=many, footer=footer)


TREE = (
    _tree(
        "tree_reading",
        "L",
        message("Other reading"),
        message("Shows what is inside what, what waits for what, or that as a graph."),
        footer=5,
    ),
    _tree(
        "tree_roots",
        "g c",
        message("Other roots"),
        message("Begins with what nothing blocks, or with what nothing waits for."),
    ),
    _tree(
        "tree_follow",
        "F",
        message("Follow tie"),
        message("Goes along the ties of the task, first along those that are not drawn."),
    ),
    _tree(
        "tree_back",
        "backspace",
        message("Back from tie"),
        message("Goes back to where a tie was followed from."),
    ),
    _tree(
        "tree_critical",
        "C",
        message("Critical path"),
        message("Marks the chain of tasks that decides when all is done, and shows slack."),
    ),
    _tree(
        "tree_blockers",
        "(",
        message("Only what blocks it"),
        message("Shows only what the task under the cursor waits for."),
    ),
    _tree(
        "tree_blocked",
        ")",
        message("Only what it blocks"),
        message("Shows only what waits for the task under the cursor."),
    ),
    _tree(
        "tree_take",
        "g k",
        message("Pick up"),
        message("Picks up the task with all that is under it, to be put down elsewhere."),
        many=True,
    ),
    _tree(
        "tree_put",
        "g j",
        message("Put down"),
        message("Puts what was picked up under the task with the cursor."),
    ),
    _tree(
        "tree_between",
        "g a",
        message("Add between"),
        message("Adds a task between this one and the one that it stands under."),
    ),
    _tree(
        "tree_tie",
        "g d",
        message("Type of tie"),
        message("Sets the type and the lag of the dependency: FS+2d, SS, none."),
    ),
    _tree(
        "tree_settle",
        "g f",
        message("Settle date"),
        message("Moves a due date behind those that the task waits for, and asks what moves along."),
    ),
)
