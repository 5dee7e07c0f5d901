"""The process that runs a model or a function: started for one run, within limits of time and memory, and ended.

    python -m mathcnn.models.worker FOLDER

reads `request.json` and the inputs in the folder, and writes the results there as .npy files, then `reply.json`. What
the target prints is thrown away. Nothing is unpickled.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any  # Any: requests and replies are JSON; arrays are of targets

import numpy as np

from ..conformance.limits import limit_further, limit_memory
from ..processes import end_with_parent

RAW = {"bfloat16": "uint16", "float8_e4m3fn": "uint8", "float8_e5m2": "uint8", "int4": "int8", "uint4": "uint8"}


def write(folder: Path, name: str, arrays: dict[str, Any]) -> dict[str, Any]:
    """Write arrays as .npy files; types that NumPy does not know are written as their bits.

    folder: where; name: the beginning of the names of files; arrays: by names of tensors. Returns what `read` needs.
    """
    index: dict[str, Any] = {}
    for k, (tensor, x) in enumerate(arrays.items()):
        x = np.asarray(x)
        if x.dtype.kind in "OUSV" and x.dtype.name not in RAW:
            continue  # strings, and sequences
        file, bits = f"{name}{k}.npy", RAW.get(x.dtype.name)
        # ascontiguousarray would give a number an axis
        raw = x if bits is None else np.require(x, requirements="C").view(bits)
        np.save(folder / file, raw, allow_pickle=False)
        index[tensor] = [file, x.dtype.name if bits else ""]
    return index


def load(folder: Path, index: dict[str, Any]) -> dict[str, np.ndarray]:
    """The arrays that `write` wrote."""
    found = {}
    for tensor, (file, dtype) in index.items():
        x = np.load(folder / file, allow_pickle=False)
        if dtype:
            import ml_dtypes

            x = x.view(getattr(ml_dtypes, dtype))
        found[tensor] = x
    return found


def main() -> None:
    """Answer the request in a folder."""
    folder = Path(sys.argv.pop())
    request = json.loads((folder / "request.json").read_text())
    for number in (1, 2):  # what a target prints
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)
    sys.path += [one for one in request["path"] if one not in sys.path]
    end_with_parent()
    limit_memory(request["memory"])
    try:
        reply = answer(folder, request)
    except MemoryError:
        reply = {"error": "ran out of memory"}
    except BaseException as error:  # whatever a target raises is an answer
        said = str(error).strip().partition("\n")[0] or type(error).__name__
        where = traceback.extract_tb(error.__traceback__)[-1:]
        reply = {"error": said, "kind": type(error).__name__, "where": f"{where[0].name}" if where else ""}
    (folder / "reply.partial").write_text(json.dumps(reply))
    os.replace(folder / "reply.partial", folder / "reply.json")


def answer(folder: Path, request: dict[str, Any]) -> dict[str, Any]:
    """Run what is asked, and write its results."""
    from . import running

    inputs = load(folder, request["inputs"])
    model = folder / "model.onnx"
    run = {
        "onnxruntime": running.on_runtime,
        "onnx-reference": running.on_reference,
        "shapes": running.shapes,
        "function": running.by_function,
    }[request["kind"]]
    running.load(request)
    limit_further(request["memory"])  # beside what the target holds when it is loaded
    found, facts = run(model, inputs, request)
    return {"results": write(folder, "out", found), **facts}


if __name__ == "__main__":
    main()
