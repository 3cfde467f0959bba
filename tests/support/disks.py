"""Disks that fail: one that can be filled to the brim, and places where nothing can be written.

Root may do anything, so a real file system in memory is mounted where that is allowed. Where it is not, files
and folders lose their write permission, and root becomes nobody meanwhile.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tme_tui.model.errors import StoreError, StoreFull

_NOBODY = 65534


class SmallDisk:
    """A file system of six megabytes, or an ordinary folder where none can be mounted."""

    def __init__(self, folder: Path, mounted: bool) -> None:
        self.folder = folder
        self.mounted = mounted

    @property
    def _filler(self) -> Path:
        return self.folder / "filler"

    @property
    def fullness(self) -> type[StoreError]:
        """What a program meets inside `full()`: without a mount, the limit of this process stands in."""
        return StoreFull if self.mounted else StoreError

    @contextmanager
    def full(self, leave: int = 0) -> Iterator[None]:
        """No file can grow by more than about `leave` bytes inside."""
        if self.mounted:
            self.fill(leave)
            yield
            self.free()
            return
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (leave, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    def fill(self, leave: int = 0) -> None:
        """Leave no more than `leave` bytes."""
        with self._filler.open("ab", buffering=0) as filler:
            for size in (65536, 4096, 1):
                self._pour(filler.fileno(), bytes(size))
            if leave:
                os.ftruncate(filler.fileno(), max(0, os.fstat(filler.fileno()).st_size - leave))

    def free(self) -> None:
        """Give all the room back."""
        self._filler.unlink()

    @staticmethod
    def _pour(descriptor: int, block: bytes) -> None:
        try:
            while os.write(descriptor, block):
                pass
        except OSError:
            return

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Nothing on the disk can be written inside."""
        with ExitStack() as undo:
            if self.mounted:
                _mount("-o", "remount,ro", self.folder)
                undo.callback(_mount, "-o", "remount,rw", self.folder)
            else:
                undo.enter_context(_without_permission(self.folder))
            yield


@pytest.fixture
def small_disk() -> Iterator[SmallDisk]:
    """A disk of this test's own."""
    folder = Path(tempfile.mkdtemp(prefix="tme-disk-"))
    folder.chmod(0o755)
    mounted = os.geteuid() == 0 and _mount("-t", "tmpfs", "-o", "size=6m", "tmpfs", folder)
    yield SmallDisk(folder, mounted)
    if mounted:
        subprocess.run(["umount", "--lazy", folder], check=True)
    shutil.rmtree(folder)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder where anybody may write, also nobody."""
    folder = Path(tempfile.mkdtemp(prefix="tme-open-"))
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


def _mount(*arguments: str | Path) -> bool:
    try:
        return subprocess.run(["mount", *arguments], check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


@contextmanager
def _without_permission(folder: Path) -> Iterator[None]:
    everything = [folder, *folder.rglob("*")]
    modes = {item: item.stat().st_mode for item in everything}
    for item in reversed(everything):
        item.chmod(0o555 if item.is_dir() else 0o444)
    root = os.geteuid() == 0
    if root:
        os.setresuid(_NOBODY, _NOBODY, 0)
    try:
        yield
    finally:
        if root:
            os.setresuid(0, 0, 0)
        for item, mode in modes.items():
            item.chmod(mode)
