"""Plugins are found in three places; what one of them does wrong is named and costs nobody else anything."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import dedent

import pytest

from tests.cli.command_line import CommandLine
from tme_tui.model.clock import FixedClock
from tme_tui.plugins.builtin import CHANNELS
from tme_tui.plugins.manager import load_plugins
from tme_tui.plugins.plugin import Source

GOOD = """
from tme_tui.plugins import ChannelMaker, hookimpl

@hookimpl
def tme_channels():
    return [ChannelMaker("{name}", lambda settings: True, lambda settings, heard: None)]
"""

BROKEN = {
    "raising": "raise RuntimeError('the lamp is\\nmissing')",
    "leaving": "import sys\nsys.exit(3)",
    "unwritten": "def (",
    "empty": "",
    "failing": "from tme_tui.plugins import hookimpl\n@hookimpl\ndef tme_channels():\n    return [1 / 0]",
    "listless": "from tme_tui.plugins import hookimpl\n@hookimpl\ndef tme_channels():\n    return 5",
    "misled": "from tme_tui.plugins import hookimpl\n@hookimpl\ndef tme_channels():\n    return ['lamp']",
    "strange": "from tme_tui.plugins import hookimpl\n@hookimpl\ndef tme_chanels():\n    return []",
    "greedy": "from tme_tui.plugins import hookimpl\n@hookimpl\ndef tme_channels(app):\n    return []",
    "shadowing": GOOD.format(name="desktop"),
    "shouting": GOOD.format(name="LAMP!"),
}


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder from which modules are imported; forgotten afterwards."""
    monkeypatch.syspath_prepend(str(tmp_path))
    known = set(sys.modules)
    for name, text in BROKEN.items():
        (tmp_path / f"lamp_{name}.py").write_text(text)
    (tmp_path / "lamp_good.py").write_text(GOOD.format(name="lamp"))
    (tmp_path / "lamp_other.py").write_text(GOOD.format(name="bell-tower"))
    for name in set(sys.modules) - known:
        monkeypatch.delitem(sys.modules, name)
    return tmp_path


@pytest.fixture(autouse=True)
def forgotten() -> None:
    for name in [name for name in sys.modules if name.startswith("lamp_")]:
        del sys.modules[name]


def test_our_own_channels_are_plugins() -> None:
    found = load_plugins()
    own = [plugin for plugin in found.plugins if plugin.source is Source.BUILT_IN]
    assert [plugin.name for plugin in own] == list(CHANNELS)
    for plugin in own:
        assert plugin.problem or plugin.channels == (plugin.name,)


def test_a_module_that_settings_name_is_a_plugin(modules: Path) -> None:
    found = load_plugins(["lamp_good"], built_in=())
    assert [(each.name, each.source, each.channels) for each in found.plugins] == [
        ("lamp_good", Source.SETTING, ("lamp",))
    ]
    assert found.makers["lamp"].name == "lamp"


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_plugin_costs_nobody_else_anything(modules: Path, broken: str) -> None:
    names = ["lamp_good", f"lamp_{broken}", "lamp_other"]
    (modules / "lamp_desktop.py").write_text(GOOD.format(name="desktop"))
    found = load_plugins(["lamp_desktop", *names], built_in=())
    assert set(found.makers) == {"desktop", "lamp", "bell-tower"}
    assert list(found.problems) == [f"lamp_{broken}"]
    reason = found.problems[f"lamp_{broken}"]
    assert reason
    assert "\n" not in reason


def test_reasons_say_what_to_do(modules: Path) -> None:
    (modules / "lamp_desktop.py").write_text(GOOD.format(name="desktop"))
    names = ["lamp_desktop", *(f"lamp_{name}" for name in BROKEN), "lamp_absent", "lamp_good:absent"]
    found = load_plugins(names, built_in=())
    problems = found.problems
    assert problems["lamp_raising"] == "RuntimeError: the lamp is missing"
    assert "fills no hook" in problems["lamp_empty"]
    assert "there is a channel desktop already" in problems["lamp_shadowing"]
    assert "small letters" in problems["lamp_shouting"]
    assert "not a ChannelMaker" in problems["lamp_misled"]
    assert "No module named 'lamp_absent'" in problems["lamp_absent"]
    assert "absent" in problems["lamp_good:absent"]


def test_a_package_names_its_plugin_by_an_entry_point(modules: Path) -> None:
    info = modules / "lamp_package-2.1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: lamp-package\nVersion: 2.1\n")
    (info / "entry_points.txt").write_text(
        dedent("""
        [tme.channels]
        lamp = lamp_good
        torch = lamp_raising
        """)
    )
    found = load_plugins(built_in=())
    assert [(each.name, each.package, each.channels) for each in found.plugins] == [
        ("lamp", "lamp-package 2.1", ("lamp",)),
        ("torch", "lamp-package 2.1", ()),
    ]


def test_the_command_lists_them(modules: Path, clock: FixedClock) -> None:
    tme = CommandLine(clock)
    answer = tme("plugins", EXTERNAL_PLUGINS="lamp_good, lamp_raising")
    assert answer.exit == 0
    lines = {words[0]: words[1] for words in (line.split(maxsplit=1) for line in answer.out.splitlines())}
    assert "named in plugins.external" in lines["lamp_good"]
    assert "channels: lamp" in lines["lamp_good"]
    assert "RuntimeError: the lamp is missing" in lines["lamp_raising"]
    documents = {each["name"]: each for each in tme("plugins", "--json", EXTERNAL_PLUGINS="lamp_good").json}
    assert documents["lamp_good"] == {
        "name": "lamp_good",
        "source": "setting",
        "package": None,
        "channels": ["lamp"],
        "problem": None,
    }
