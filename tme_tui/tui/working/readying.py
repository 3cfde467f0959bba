"""What the first of everything needs, loaded and parsed by a thread while nobody waits for it.

Opening a dialog for the first time is importing it, parsing its style sheet and those of the widgets in it,
and only then showing it. The first two are done here, soon after the base is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from inspect import getfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from textual.css.stylesheet import CssSource, Stylesheet
from textual.css.types import CSSLocation
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from tme_tui.model.value import value
from tme_tui.tui.look.stylesheet import Parsed, is_parsed, key_of

_NEEDED_SOON = (
    *(
        "tui.line.typed",
        "tui.line.previewing",
        "tui.details.cards",
        "language.quickadd.chains",
        "language.query.parser",
    ),
    *("tui.tree.tab", "tui.calendar.tab", "model.repeating"),
)
_DIALOGS = (
    *("picking.picker", "help.screen", "form.screen", "history.screen", "confirm", "settings_screen"),
    *("form.month", "form.conflict", "why.screen", "planning.screen", "planning.slipping_screen"),
    *("alerts.popup", "alerts.services", "form.helping", "look.themes"),
)

_PICKER, _FORM = ("picking.picker",), ("form.screen", "confirm")
DIALOGS_OF: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("palette", "menu", "blocked_by", "blocks", "parent", "assignee"), _PICKER),
    **dict.fromkeys(("sort", "group", "columns", "theme", "recent_queries", "connect"), _PICKER),
    **dict.fromkeys(("edit_form", "line_to_form"), _FORM),
    "help": ("help.screen",),
    "history": ("history.screen", "confirm"),
    "plan": ("planning.screen",),
    "services": ("alerts.services",),
    "settings": ("settings_screen", *_PICKER),
    "why": ("why.screen",),
}
"""By the name of an action, the dialog that it opens."""


@value
class Sheets:
    """Style sheets that were parsed before they are needed."""

    variables: Mapping[str, str]
    sources: Mapping[CSSLocation, CssSource]
    parsed: Parsed


def load_ahead() -> frozenset[type[DOMNode]]:
    """Import what is needed soon; the answer are the kinds of widgets that dialogs are made of."""
    for name in _NEEDED_SOON:
        import_module(f"tme_tui.{name}")
    return load_dialogs(_DIALOGS)


def load_dialogs(names: Iterable[str]) -> frozenset[type[DOMNode]]:
    """Import dialogs; the answer are the kinds of widgets that they are made of."""
    modules = [import_module(f"tme_tui.tui.{name}") for name in names]
    found = [kind for module in modules for kind in vars(module).values() if isinstance(kind, type)]
    return frozenset(kind for kind in found if issubclass(kind, Widget))


def parse_ahead(
    variables: Mapping[str, str],
    known: Mapping[CSSLocation, CssSource],
    kinds: Iterable[type[DOMNode]] = (),
    *,
    also_known: bool = False,
) -> Sheets:
    """Parse what `kinds` bring beside the sheets that are known, and with `also_known` these too."""
    sheet = Stylesheet(variables=dict(variables))
    sheet.source = dict(known)
    for kind in kinds:
        for where, source in _sources_of(kind):
            sheet.add_source(
                source.content,
                read_from=where,
                is_default_css=source.is_defaults,
                tie_breaker=source.tie_breaker,
                scope=source.scope,
            )
    parsed = {
        key_of(where, source): sheet._parse_rules(
            source.content,
            read_from=where,
            is_default_rules=source.is_defaults,
            tie_breaker=source.tie_breaker,
            scope=source.scope,
        )
        for where, source in sheet.source.items()
        if (also_known or known.get(where) != source) and not is_parsed(variables, where, source)
    }
    return Sheets(variables, sheet.source, parsed)


def _sources_of(kind: type[DOMNode]) -> Iterator[tuple[CSSLocation, CssSource]]:
    """What a kind of widget brings: what it is by default, and the file of a screen."""
    bases = cast(Any, SimpleNamespace(_node_bases=kind._css_bases(kind)))
    for where, css, tie_breaker, scope in DOMNode._get_default_css(bases):
        yield where, CssSource(css, True, tie_breaker, scope)
    name = kind.CSS_PATH if issubclass(kind, Screen) else None
    if isinstance(name, str):
        path = (Path(getfile(kind)).parent / name).resolve()
        yield (str(path), ""), CssSource(path.read_text(encoding="utf-8"), False, 0)
