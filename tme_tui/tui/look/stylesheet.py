"""Which styles a widget has, found once: Textual searches all its rules whenever the focus moves.

What the rules say of a widget hangs on its path only: the types, ids, classes and states of itself and of
what it is in. So what was found for a path is kept until the rules change. The styles of the parts of a
widget, such as the placeholder of an input, are found when they are first drawn with. Rules that were parsed
stay parsed when a screen brings more of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, NamedTuple

from textual.app import App
from textual.cache import LRUCache
from textual.color import Color
from textual.css.model import RuleSet
from textual.css.scalar import Scalar, Unit
from textual.css.styles import RULE_NAMES, RenderStyles, RulesMap, Styles
from textual.css.stylesheet import CssSource, Stylesheet
from textual.css.types import CSSLocation
from textual.dom import DOMNode
from textual.widget import Widget

Path = tuple[Hashable, ...]
Parsed = dict[tuple[Any, ...], list[RuleSet]]
_KEPT_PATHS, _KEPT_SOURCES, _KEPT_THEMES = 4_000, 512, 3
_STATES = frozenset(
    {
        *("hover", "focus", "blur", "can-focus", "disabled", "enabled"),
        *("dark", "light", "ansi", "nocolor", "inline"),
    }
)
"""The states that a path holds; rules about others are searched each time."""
_NAMES = 3
"""So much of each step of a path are its type, id and classes."""
_NO_RULES: RulesMap = {}
_OF_SCROLLBARS = frozenset(name for name in RULE_NAMES if name.startswith("scrollbar_"))
_PARSED: LRUCache[frozenset[tuple[str, str]], LRUCache[tuple[Any, ...], list[RuleSet]]]
_PARSED = LRUCache(_KEPT_THEMES)
"""What was parsed, by the variables it was parsed with: a theme that is worn again is not parsed again."""


def _parsed_with(variables: Mapping[str, str]) -> LRUCache[tuple[Any, ...], list[RuleSet]]:
    key = frozenset(variables.items())
    if key not in _PARSED:
        _PARSED[key] = LRUCache(_KEPT_SOURCES)
    return _PARSED[key]


class _Fitting(NamedTuple):
    """The rules that name a node by its type, id or classes, and what they ask about."""

    rules: list[RuleSet]
    states: frozenset[str]


class QuickStylesheet(Stylesheet):
    """A stylesheet that remembers what it found."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._parse_cache = _parsed_with(self._variables)
        self._found: LRUCache[Path, RulesMap] = LRUCache(_KEPT_PATHS)
        self._fitting: dict[Path, _Fitting] = {}
        self._places: dict[RuleSet, int] = {}
        self._searching = False
        self.edition = 0
        """How often the rules have changed."""

    def parse(self) -> None:
        """Parse what is new."""
        super().parse()
        self._places = {rule: place for place, rule in enumerate(self.rules)}
        self._found.clear()
        self._fitting.clear()
        self.edition += 1

    def reparse(self) -> None:
        """Parse what is new; where variables have changed, that is everything."""
        self.parse()

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take other variables, such as the colours of a theme."""
        self._parse_cache = LRUCache(1)  # Textual empties it
        super().set_variables(variables)
        self._parse_cache = _parsed_with(variables)

    def learn(
        self, variables: Mapping[str, str], sources: Mapping[CSSLocation, CssSource], parsed: Parsed
    ) -> None:
        """Take over what was parsed elsewhere, so that nothing is left to parse when it is needed."""
        cache = _parsed_with(variables)
        for key, rules in parsed.items():
            cache[key] = rules
        for where, source in sources.items():
            if where not in self.source:
                self.source[where] = source
                self._require_parse = True

    def apply(
        self, node: DOMNode, *, animate: bool = False, cache: dict[tuple[Any, ...], Any] | None = None
    ) -> None:
        """Give a node the styles that the rules have for it."""
        if self._require_parse:
            self.parse()
        path = path_of(node, cache)
        fitting = self._fitting_of(node, path)
        asked = path if fitting.states else _without_states(path)
        rules = self._found.get(asked)
        if rules is None:
            rules = self._search(node, fitting, animate=animate)
            if fitting.states <= _STATES:
                self._found[asked] = rules
        else:
            node._has_hover_style = "hover" in fitting.states
            node._has_focus_within = node._has_order_style = node._has_odd_or_even = False
            if rules:
                self.replace_rules(node, rules, animate=animate)
        self._style_parts(node, path)

    @classmethod
    def replace_rules(cls, node: DOMNode, rules: RulesMap, animate: bool = False) -> None:
        """Give a node other rules."""
        if animate and "transitions" in rules:
            super().replace_rules(node, rules, animate=True)
        else:
            _replace(node, rules)

    def _fitting_of(self, node: DOMNode, path: Path) -> _Fitting:
        own = path[-1]
        names: Path = own[:_NAMES] if isinstance(own, tuple) else ()
        fitting = self._fitting.get(names)
        if fitting is None:
            by_name, selectors = self.rules_map, node._selector_names
            wanted = {rule for name in by_name.keys() & selectors for rule in by_name[name]}
            rules = sorted(wanted, key=self._places.__getitem__)
            fitting = _Fitting(rules, frozenset().union(*(rule.pseudo_classes for rule in rules)))
            self._fitting[names] = fitting
        return fitting

    def _search(self, node: DOMNode, fitting: _Fitting, *, animate: bool) -> RulesMap:
        """Let Textual weigh the few rules that can fit: meanwhile, the sheet has no others."""
        rules, rules_map, searching = self._rules, self._rules_map, self._searching
        self._rules, self._searching = fitting.rules, True
        self._rules_map = dict.fromkeys(node._selector_names, fitting.rules)
        found: dict[tuple[Any, ...], RulesMap] = {}
        try:
            super().apply(node, animate=animate, cache=found)
        finally:
            self._rules, self._rules_map, self._searching = rules, rules_map, searching
        return next(iter(found.values()), _NO_RULES)

    def _process_component_classes(self, node: DOMNode) -> None:
        """What Textual does at the end of a search; here it comes after it."""
        if not self._searching:
            self._style_parts(node, path_of(node))

    def _style_parts(self, node: DOMNode, path: Path) -> None:
        names = node._get_component_classes()
        if not names:
            return
        old = node._component_styles
        if isinstance(old, Parts):
            if old.edition == self.edition and old.path == path:
                return
            new = Parts(self, node, path, names)
            node._component_styles = new
            if node.display and self._look_other(old, new):
                node.refresh()
        else:
            node._component_styles = Parts(self, node, path, names)

    def _look_other(self, old: Parts, new: Parts) -> bool:
        return old.edition != self.edition or any(new[name] != styles for name, styles in old.items())


class Parts(dict[str, RenderStyles]):
    """The styles of a widget's parts by their names, each found when it is first asked for."""

    def __init__(self, sheet: QuickStylesheet, node: DOMNode, path: Path, names: frozenset[str]) -> None:
        super().__init__()
        self.edition = sheet.edition
        self.path = path
        self._sheet = sheet
        self._node = node
        self._names = names

    def __contains__(self, name: object) -> bool:
        return name in self._names or super().__contains__(name)

    def __missing__(self, name: str) -> RenderStyles:
        if name not in self._names:
            raise KeyError(name)
        part, path = DOMNode(classes=name), path_of(self._node)
        part._attach(self._node)
        self._sheet.apply(part, cache={(self._node,): path})
        if path == self.path:
            self[name] = part.styles
        return part.styles

    def clear(self) -> None:
        """The widget has been taken away, and has no parts any more."""
        super().clear()
        self._names = frozenset()


def key_of(where: CSSLocation, source: CssSource) -> tuple[Any, ...]:
    """How Textual names what it has parsed."""
    return (source.content, where, source.is_defaults, source.tie_breaker, source.scope)


def is_parsed(variables: Mapping[str, str], where: CSSLocation, source: CssSource) -> bool:
    """Whether this process has parsed a sheet already."""
    return key_of(where, source) in _parsed_with(variables)


def path_of(node: DOMNode, known: dict[tuple[Any, ...], Any] | None = None) -> Path:
    """All that rules can ask about a node; `known` are the paths found in the same round."""
    parent = node._parent
    if not isinstance(parent, DOMNode):
        return (_state_of(node),)
    if known is None:
        return (*path_of(parent), _state_of(node))
    key = (parent,)
    if key not in known:
        known[key] = path_of(parent, known)
    return (*known[key], _state_of(node))


def _without_states(path: Path) -> Path:
    """What a path says to rules that ask for types, ids and classes only."""
    return tuple(own[:_NAMES] if isinstance(own, tuple) else own for own in path)


def setting_of(widget: Widget) -> Path:
    """All that the styles of a widget hang on: its path, and the edition of the rules."""
    sheet = widget.app.stylesheet
    return (sheet.edition if isinstance(sheet, QuickStylesheet) else object(), *path_of(widget))


def _state_of(node: DOMNode) -> Path:
    names = (type(node), node._id, frozenset(node._classes))
    if isinstance(node, Widget):
        return (*names, node.mouse_hover, node.has_focus, node.disabled, node.allow_focus())
    if isinstance(node, App):
        colours = (node.native_ansi_color, node.no_color, node.current_theme.dark)
        return (*names, node.app_focus, node.is_inline, *colours)
    return names


def _is_left_open(rule: object) -> bool:
    """Whether only setting it finds what it is: text styles are words, shares are of a height or a width."""
    return type(rule) is str or (type(rule) is Scalar and rule.unit is Unit.PERCENT)


def _replace(node: DOMNode, rules: RulesMap) -> None:
    """Set what differs; a new widget, which has nothing to paint anew, takes over all at once."""
    base = node.styles.base
    before: dict[str, object] = base._rules  # type: ignore[assignment]
    after: dict[str, object] = rules  # type: ignore[assignment]
    if before:
        changed = [key for key in before.keys() | after.keys() if before.get(key) is not after.get(key)]
        colours = {key: after[key] for key in changed if _is_recoloured(before.get(key), after.get(key))}
        for key in changed:
            if key not in colours:
                setattr(base, key, after.get(key))
        _recolour(base, colours)
    else:
        before |= {key: one for key, one in after.items() if one is not None and not _is_left_open(one)}
        for key, one in after.items():
            if _is_left_open(one):
                setattr(base, key, one)
    node.notify_style_update()


def _is_recoloured(before: object, after: object) -> bool:
    """Whether a rule is the same but for a colour: that of a text, or of a side of a border."""
    match before, after:
        case Color(), Color():
            return True
        case (edge, Color()), (other, Color()):
            return edge == other
    return False


def _recolour(base: Styles, colours: Mapping[str, object]) -> None:
    """Set colours and paint again once, not after each."""
    changed = [key for key, colour in colours.items() if base.set_rule(key, colour)]
    if changed:
        base.refresh(children=True)
    for key in changed:
        if key in _OF_SCROLLBARS:
            setattr(base, key, colours[key])  # which paints the scrollbars too
            break
