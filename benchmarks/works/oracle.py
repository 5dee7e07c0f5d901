"""The oracle at the size of a real layer: value and bound in float64, beside the layer itself in float32."""

from __future__ import annotations

import numpy as np

from ..plan import Arrays, Case, Goal, Peer, Work
from . import torch_with

MOST = 3.0


def cases(quick: bool) -> list[Case]:
    n = 2 if quick else 16
    entries, weights = n * 64 * 56 * 56, 64 * 64 * 9
    return [
        Case(
            "value and bound",
            {"what": f"{n} x 64 x 56 x 56, 64 kernels 3 x 3, padding 1"},
            {"batch": n},
            2.0 * entries * 64 * 9,
            4.0 * (2 * entries + weights),
            tuple(Goal(ours, MOST, ("torch",)) for ours in ("values", "judgement")),
        )
    ]


def arrays(case: Case) -> Arrays:
    rng = case.rng()
    return {
        "x": rng.standard_normal((case.settings["batch"], 64, 56, 56), np.float32),
        "w": rng.standard_normal((64, 64, 3, 3), np.float32),
    }


def values(case: Case, given: Arrays, threads: int):
    from mathcnn import layers

    run = layers.conv.compiled(threads=threads)

    def both():
        x, w = (v.astype(np.float64) for v in given.values())
        return run(x, w, padding=1), run(np.abs(x), np.abs(w), padding=1)

    return both


def judgement(case: Case, given: Arrays, threads: int):
    from mathcnn import layers
    from mathcnn.testing import assert_computes

    y = layers.conv(**given, padding=1)
    return lambda: assert_computes(layers.conv, **given, padding=1, result=y)


def by_torch(case: Case, given: Arrays, threads: int):
    torch = torch_with(threads)
    x, w = (torch.from_numpy(v) for v in given.values())

    def run():
        with torch.inference_mode():
            return torch.nn.functional.conv2d(x, w, padding=1)

    return run


def agrees(case: Case, given: Arrays, result) -> None:
    from mathcnn import layers
    from mathcnn.testing import assert_computes

    if result is None:  # of a judgement, which raises if the result is wrong
        return
    if isinstance(result, tuple):
        x, w = (v.astype(np.float64) for v in given.values())
        assert_computes(layers.conv, x, w, padding=1, result=result[0])
        assert_computes(layers.conv, np.abs(x), np.abs(w), padding=1, result=result[1])
    else:
        assert_computes(layers.conv, **given, padding=1, result=result, transform=True)


WORK = Work(
    title="The oracle at the size of a real layer",
    about="A check needs each entry in float64, and the sum of absolute values from which its bound follows: the same "
    "statement, compiled, run twice. The first column is these two arrays, the second all that `assert_computes` does. "
    "PyTorch computes the layer in float32.",
    cases=cases,
    peers={
        "values": Peer(values, ("llvmlite",), about="value and bound"),
        "judgement": Peer(judgement, ("llvmlite",), about="whole judgement"),
        "torch": Peer(by_torch, package="torch", about="PyTorch"),
    },
    beside="torch",
    arrays=arrays,
    agrees=agrees,
    tried="Two sums in float64, whose vectors hold half as many numbers, take four times the instructions of one in "
    "float32, so that a ratio below 4 means that the kernel runs at a higher rate than PyTorch's. Where that is at 140 "
    "GFLOP/s in one thread, of 165 that a core can do, no kernel is below 3.4; ours is at 4.2, and at 5.2 with the "
    "time for absolute values and wider types. One pass for both "
    "sums would save loads, which are not the limit: as many products are added, and absolute values are taken by the "
    "units that add. The whole judgement also goes over arrays of 26 MB a dozen times: bounds, errors, their ratio, "
    "a histogram.",
)
