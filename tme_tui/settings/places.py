"""Where the user's files are.

`TME_HOME` puts everything into one folder. Otherwise the platform's own places are used, those of
platformdirs; on Linux they are worked out here, because importing platformdirs takes longer than reading
all settings. A test compares the two.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tme_tui.settings.errors import SettingsError

APPLICATION = "tme-tui"


class Places(NamedTuple):
    """The folders of one user; none is created before something is written into it."""

    config: Path
    data: Path
    cache: Path
    logs: Path

    @property
    def base(self) -> Path:
        """The SQLite base that is used when nothing else is said."""
        return self.data / "tme.db"

    @property
    def backups(self) -> Path:
        """Automatic copies of the base."""
        return self.data / "backups"


def find_places(environment: Mapping[str, str], folder: Path | None = None) -> Places:
    """The user's folders, as the environment has them; `folder` is the current one."""
    if chosen := environment.get("TME_HOME"):
        home = absolute(chosen, environment, folder)
        return Places(config=home, data=home, cache=home / "cache", logs=home / "logs")
    if sys.platform != "linux":
        return _platform_places()

    def xdg(name: str, usual: str) -> Path:
        chosen = environment.get(name, "")
        return (Path(chosen) if os.path.isabs(chosen) else home_of(environment) / usual) / APPLICATION

    return Places(
        config=xdg("XDG_CONFIG_HOME", ".config"),
        data=xdg("XDG_DATA_HOME", ".local/share"),
        cache=xdg("XDG_CACHE_HOME", ".cache"),
        logs=xdg("XDG_STATE_HOME", ".local/state") / "log",
    )


def _platform_places() -> Places:
    from platformdirs import PlatformDirs

    folders = PlatformDirs(APPLICATION, appauthor=False)
    return Places(
        config=folders.user_config_path,
        data=folders.user_data_path,
        cache=folders.user_cache_path,
        logs=folders.user_log_path,
    )


def home_of(environment: Mapping[str, str]) -> Path:
    """The user's home folder."""
    if os.path.isabs(home := environment.get("HOME", "")):
        return Path(home)
    try:
        import pwd

        return Path(pwd.getpwuid(os.getuid()).pw_dir)
    except (ImportError, KeyError):
        raise SettingsError("environment", "HOME", "is not set; set it, or TME_HOME, to a folder") from None


def absolute(path: str, environment: Mapping[str, str], folder: Path | None = None) -> Path:
    """A path that somebody typed, with `~` and the current folder filled in."""
    if path == "~" or path.startswith("~/"):
        return home_of(environment) / path[2:]
    return Path(os.path.abspath(os.path.join(folder or "", path)))
