"""The face of the package: every name is there, whatever was loaded before, and costs only when used."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pkgutil import iter_modules

from tme_tui.model import recurrence


def test_every_public_name_can_be_had() -> None:
    for name in recurrence.__all__:
        assert getattr(recurrence, name) is not None


def test_no_module_hides_a_public_name() -> None:
    modules = {module.name for module in iter_modules(recurrence.__path__)}
    for name in modules:
        import_module(f"tme_tui.model.recurrence.{name}")
    assert not modules & set(recurrence.__all__)


def test_the_value_and_the_first_expansion_load_no_dateutil() -> None:
    code = (
        "import sys\n"
        "from datetime import date\n"
        "from tme_tui.model.moment import Moment\n"
        "from tme_tui.model.recurrence import Recurrence, first\n"
        "assert first(Recurrence('FREQ=DAILY'), Moment(date(2026, 1, 1)))\n"
        "print([name for name in ('dateutil', 'holidays') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
