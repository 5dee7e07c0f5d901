"""Checkpoints: files of NumPy arrays (npz), read without unpickling, and written whole or not at all.

A file has `about`, a description in JSON, each parameter and running statistic under its name, and the velocity. It
does not depend on the clock: the same training writes the same bytes.
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
LONGEST = 1 << 20  # the largest number of bytes of `about`
HEADER = 4096  # the largest number of bytes of an array's header


class CheckpointError(ValueError):
    """A file that is not a checkpoint, or is the checkpoint of another network or of other data."""


def write(path: str | os.PathLike[str], description: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> None:
    """Write a checkpoint. An existing file stays until the new one is complete. Raises OSError if that fails.

    path: the file; description: as values of JSON; arrays: by name.
    """
    page = json.dumps(
        {"format": FORMAT, "version": VERSION, **description}, indent=1, sort_keys=True, allow_nan=False
    ).encode()
    contents = {"about": np.frombuffer(page, np.uint8), **arrays}
    whole = io.BytesIO()  # in memory first: zipfile does not report a full disk
    np.savez(whole, allow_pickle=False, **contents)
    with replacing(path) as file:
        file.write(whole.getbuffer())


def description(path: str | os.PathLike[str]) -> dict[str, Any]:
    """The description in a checkpoint. Raises CheckpointError for a file that is not one, or has another version."""
    with _opened(path) as archive:
        page = _array(path, archive, "about", np.dtype(np.uint8), None)
        try:
            said = json.loads(page.tobytes())
        except ValueError as error:
            raise CheckpointError(f"{path}: its description is not JSON: {error}") from None
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise CheckpointError(f"{path} is not a checkpoint of mathcnn")
    if said.get("version") != VERSION:
        raise CheckpointError(f"{path} has version {said.get('version')} of the format; this is version {VERSION}")
    return said


def fill(path: str | os.PathLike[str], arrays: Mapping[str, np.ndarray]) -> None:
    """Read the arrays of a checkpoint into these arrays, all or none.

    Raises CheckpointError if the checkpoint has other arrays, shapes or types. An array whose header states a larger
    size than expected is not read.
    """
    with _opened(path) as archive:
        names = {name.removesuffix(".npy") for name in archive.namelist()} - {"about"}
        if unlike := sorted(names ^ set(arrays)):
            wrong = f"{unlike[0]} is {'missing' if unlike[0] in arrays else 'unknown'}"
            raise CheckpointError(f"{path}: {wrong}; it is a checkpoint of another network")
        read = {name: _array(path, archive, name, x.dtype, x.shape) for name, x in arrays.items()}
    for name, x in arrays.items():
        np.copyto(x, read[name])


def _opened(path: str | os.PathLike[str]) -> zipfile.ZipFile:
    if os.path.isdir(path):
        raise CheckpointError(f"{path} is a directory; a checkpoint must be a file")
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError) as error:
        raise CheckpointError(f"{path} is not a checkpoint, or is damaged: {error}") from None


def _array(
    path: str | os.PathLike[str],
    archive: zipfile.ZipFile,
    name: str,
    dtype: np.dtype[Any],
    shape: tuple[int, ...] | None,
) -> np.ndarray:
    """An array of an archive, of this type and shape; with shape None, a text as bytes."""
    try:
        member = archive.getinfo(f"{name}.npy")
    except KeyError:
        raise CheckpointError(f"{path} has no array {name}; it is not a checkpoint of mathcnn") from None
    most = HEADER + (LONGEST if shape is None else dtype.itemsize * int(np.prod(shape)))
    if member.file_size > most:
        raise CheckpointError(f"{path}: {name} has {member.file_size} bytes; it must have at most {most}")
    try:
        with archive.open(member) as file:
            content = io.BytesIO(file.read(most + 1))
        version = np.lib.format.read_magic(content)
        readers = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}
        if version not in readers:
            raise ValueError(f"version {version} of NumPy's format")
        found, _, kind = readers[version](content, max_header_size=HEADER)
        if kind.hasobject:
            raise ValueError("an array of Python objects, which is not read")
        if (
            kind != dtype
            or (shape is not None and found != shape)
            or len(found) != (1 if shape is None else len(shape))
        ):
            raise ValueError(
                f"{kind} of shape {found}; it must be {dtype} of shape {'(bytes,)' if shape is None else shape}"
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
