"""Training on disk: a file of NumPy arrays (npz) that is read without unpickling anything, and is there whole or not at
all.

The file holds `about`, a page of JSON that says what the arrays belong to, each parameter and running statistic under
its name, and the velocity. Nothing in it depends on the clock: the same training writes the same bytes.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np

from ..text.files import replacing

FORMAT, VERSION = "mathcnn checkpoint", 1
LONGEST = 1 << 20  # bytes that `about` may have
HEADER = 4096  # bytes that an array's own header may have


class CheckpointError(ValueError):
    """A file that is no checkpoint, or not the one that is needed."""


def write(path: str | os.PathLike[str], about: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> None:
    """Put a checkpoint in the place of `path`.

    What was there stays until the new one is whole: OSError where that fails.
    """
    page = json.dumps(
        {"format": FORMAT, "version": VERSION, **about}, indent=1, sort_keys=True, allow_nan=False
    ).encode()
    held = {"about": np.frombuffer(page, np.uint8), **arrays}
    whole = io.BytesIO()  # zipfile can't be told that a disk is full
    np.savez(whole, allow_pickle=False, **held)
    with replacing(path) as file:
        file.write(whole.getbuffer())


def about(path: str | os.PathLike[str]) -> dict[str, Any]:
    """What a checkpoint says of itself. Raises CheckpointError for a file that is none, or of another version."""
    with _opened(path) as archive:
        page = _array(path, archive, "about", np.dtype(np.uint8), None)
        try:
            said = json.loads(page.tobytes())
        except ValueError as error:
            raise CheckpointError(f"{path}: its page about itself is no JSON: {error}") from None
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise CheckpointError(f"{path} is no checkpoint of mathcnn")
    if said.get("version") != VERSION:
        raise CheckpointError(f"{path} has version {said.get('version')} of the format; this is version {VERSION}")
    return said


def fill(path: str | os.PathLike[str], arrays: Mapping[str, np.ndarray]) -> None:
    """Read these arrays of a checkpoint into their places, all or none. Raises CheckpointError where it holds others,
    or they have other shapes or types; an array that claims to be larger than its place is not read."""
    with _opened(path) as archive:
        names = {name.removesuffix(".npy") for name in archive.namelist()} - {"about"}
        if unlike := sorted(names ^ set(arrays)):
            raise CheckpointError(
                f"{path}: {unlike[0]} is {'missing' if unlike[0] in arrays else 'unknown'}; it is a checkpoint of another network"
            )
        read = {name: _array(path, archive, name, x.dtype, x.shape) for name, x in arrays.items()}
    for name, x in arrays.items():
        np.copyto(x, read[name])


def _opened(path: str | os.PathLike[str]) -> zipfile.ZipFile:
    if os.path.isdir(path):
        raise CheckpointError(f"{path} is a directory; a checkpoint is a file")
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError) as error:
        raise CheckpointError(f"{path} is no checkpoint, or is damaged: {error}") from None


def _array(
    path: str | os.PathLike[str],
    archive: zipfile.ZipFile,
    name: str,
    dtype: np.dtype[Any],
    shape: tuple[int, ...] | None,
) -> np.ndarray:
    """An array of an archive, of this type and shape; a page of bytes where no shape is given."""
    try:
        member = archive.getinfo(f"{name}.npy")
    except KeyError:
        raise CheckpointError(f"{path} has no array {name}; it is no checkpoint of mathcnn") from None
    most = HEADER + (LONGEST if shape is None else dtype.itemsize * int(np.prod(shape)))
    if member.file_size > most:
        raise CheckpointError(f"{path}: {name} has {member.file_size} bytes; it may have {most}")
    try:
        with archive.open(member) as file:
            content = io.BytesIO(file.read(most + 1))
        version = np.lib.format.read_magic(content)
        readers = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}
        if version not in readers:
            raise ValueError(f"version {version} of NumPy's format")
        held, _, kind = readers[version](content, max_header_size=HEADER)
        if kind.hasobject:
            raise ValueError("an array of Python objects, which would have to be unpickled")
        if kind != dtype or (shape is not None and held != shape) or len(held) != (1 if shape is None else len(shape)):
            raise ValueError(
                f"{kind} of shape {held}; it has to be {dtype} of shape {'(bytes,)' if shape is None else shape}"
            )
        content.seek(0)
        return np.lib.format.read_array(content, allow_pickle=False, max_header_size=HEADER)
    except (
        ValueError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        SyntaxError,
        TypeError,
        OSError,
    ) as error:
        raise CheckpointError(f"{path}: {name}: {error}") from None
