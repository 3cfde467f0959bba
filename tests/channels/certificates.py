"""Certificates of this machine, for servers of tests that speak in secret."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from pathlib import Path

MISSING_OPENSSL = shutil.which("openssl") is None


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate for 127.0.0.1 that nobody else has signed, and what a server shows with it."""
    key, own = folder / "key.pem", folder / "own.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"]
    make = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
    ]
    subprocess.run(
        [*make, *subject, "-keyout", str(key), "-out", str(own)],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own, key)
    return own, context
