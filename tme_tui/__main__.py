"""`python -m tme_tui` is `tme-tui`."""

from __future__ import annotations

from tme_tui.tui import main

if __name__ == "__main__":
    raise SystemExit(main())
