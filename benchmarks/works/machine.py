"""What the machine can do: the rate of matrix products, and that of copying."""

from __future__ import annotations

import numpy as np

from ..plan import Arrays, Case, Peer, Work, WrongResult
from . import torch_with

SIDE, COPIED = 2048, 2**26  # of the matrices; entries that are copied


def cases(quick: bool) -> list[Case]:
    side = SIDE // 4 if quick else SIDE
    return [
        *(
            Case(
                f"product {dtype}",
                {"what": f"product of two {side} x {side} matrices, {dtype}"},
                {"side": side, "dtype": dtype},
                2.0 * side**3,
                3.0 * side**2 * np.dtype(dtype).itemsize,
            )
            for dtype in ("float32", "float64")
        ),
        Case("copy", {"what": f"copy of {COPIED * 4 >> 20} MiB"}, {"dtype": "float32"}, 0, 8.0 * COPIED),
    ]


def arrays(case: Case) -> Arrays:
    dtype = case.settings["dtype"]
    if case.name == "copy":
        return {"a": np.ones(COPIED, dtype)}
    side = case.settings["side"]
    return {k: case.rng().standard_normal((side, side)).astype(dtype) for k in "ab"}


def by_numpy(case: Case, given: Arrays, threads: int):
    if case.name == "copy":
        to = np.empty_like(given["a"])
        return lambda: np.copyto(to, given["a"]) or to
    return lambda: given["a"] @ given["b"]


def by_torch(case: Case, given: Arrays, threads: int):
    torch = torch_with(threads)
    found = {k: torch.from_numpy(x) for k, x in given.items()}
    if case.name == "copy":
        to = torch.empty_like(found["a"])
        return lambda: to.copy_(found["a"])
    return lambda: found["a"] @ found["b"]


def agrees(case: Case, given: Arrays, result: np.ndarray) -> None:
    """The first row of a product, entry by entry within the bound of its sums; all of a copy."""
    if case.name == "copy":
        if not np.array_equal(result, given["a"]):
            raise WrongResult("the copy differs")
        return
    from mathcnn import layers
    from mathcnn.testing import assert_computes

    assert_computes(layers.linear, given["a"][:1], given["b"].T, result=result[:1])


WORK = Work(
    title="The machine",
    about="Rates that the other figures can be compared with.",
    cases=cases,
    peers={
        "numpy": Peer(by_numpy, package="numpy", about="NumPy"),
        "torch": Peer(by_torch, package="torch", about="PyTorch"),
    },
    beside="numpy",
    arrays=arrays,
    agrees=agrees,
)
