"""`python -m benchmarks [SUITE …]`: prints what is measured beside what is promised."""

from __future__ import annotations

import sys
from importlib import import_module

from benchmarks.figures import Figure, print_table

SUITES = ("engine", "language", "plan", "scheduler", "screen", "warm")


def main() -> None:
    wanted = sys.argv[1:] or list(SUITES)
    unknown = [name for name in wanted if name not in SUITES]
    if unknown:
        sys.exit(f"there is no suite {unknown[0]!r}; there are: {', '.join(SUITES)}")
    missed = 0
    for name in wanted:
        figures: list[Figure] = import_module(f"benchmarks.{name}").measure()
        print_table(name, figures)
        missed += sum(not figure.kept for figure in figures)
    print(f"\n{missed} of the promised figures missed" if missed else "\nevery promised figure kept")


if __name__ == "__main__":
    main()
