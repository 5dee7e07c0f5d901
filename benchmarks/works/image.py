"""`convolution.image` 512 to 4,096 wide with kernels of 3 to 31, general and separable, beside SciPy and PyTorch."""

from __future__ import annotations

import numpy as np

from ..plan import Arrays, Case, Goal, NotOffered, Peer, Work
from . import torch_with

DIRECT = 1e9  # operations, from which on sums of products take seconds
SAME = "takes as long as for a general kernel"
OURS = {"general": ("mathcnn", "compiled"), "separable": ("mathcnn",)}
SCIPY = ("scipy.convolve", "scipy.fftconvolve", "scipy.ndimage", "scipy.sepfir2d")


def cases(quick: bool) -> list[Case]:
    sides, kernels = ((256, 512), (3, 15)) if quick else ((512, 1024, 2048, 4096), (3, 7, 15, 31))
    found = []
    for kind in ("general", "separable"):
        for n in sides:
            for k in kernels:
                found.append(
                    Case(
                        f"{n} wide, {k} x {k}, {kind}",
                        {"image": f"{n} x {n}", "kernel": f"{k} x {k}, {kind}"},
                        {"side": n, "kernel": k, "separable": kind == "separable"},
                        2.0 * n**2 * k**2,
                        8.0 * (n**2 + (n + k - 1) ** 2),
                        tuple(Goal(one, 1.0, SCIPY) for one in OURS[kind]),
                    )
                )
    return found


def arrays(case: Case) -> Arrays:
    n, k, rng = case.settings["side"], case.settings["kernel"], case.rng()
    given = {"I": rng.standard_normal((n, n))}
    if not case.settings["separable"]:
        return {**given, "K": rng.standard_normal((k, k))}
    column, row = rng.standard_normal(k), rng.standard_normal(k)
    return {**given, "K": np.outer(column, row), "column": column, "row": row}


def ours(case: Case, given: Arrays, threads: int):
    from mathcnn import convolution

    return lambda: convolution.image(given["I"], given["K"])


def transform(case: Case, given: Arrays, threads: int):
    from mathcnn import convolution

    if case.settings["separable"]:
        raise NotOffered(SAME)
    return lambda: convolution.image(given["I"], given["K"], method="transform")


def compiled(case: Case, given: Arrays, threads: int):
    from mathcnn import convolution

    if case.settings["separable"]:
        raise NotOffered(SAME)
    if case.operations > 10 * DIRECT:
        raise NotOffered("takes too long: it takes every product")
    run = convolution.image.compiled(threads=threads)
    return lambda: run(given["I"], given["K"])


def by_scipy(name: str):
    def prepare(case: Case, given: Arrays, threads: int):
        import scipy.ndimage
        import scipy.signal

        I, K = given["I"], given["K"]
        if name == "fftconvolve" and case.settings["separable"]:
            raise NotOffered(SAME)
        if name in ("convolve", "fftconvolve"):
            run = getattr(scipy.signal, name)
            return lambda: run(I, K)
        k = len(K)
        if name == "ndimage":
            if case.operations > DIRECT and not case.settings["separable"]:
                raise NotOffered("takes too long: it takes every product, in one thread")
            I = np.pad(I, k // 2)  # its result is as large as its input
            if case.settings["separable"]:
                one = scipy.ndimage.convolve1d
                by_row = lambda: one(I, given["row"], 1, mode="constant")
                return lambda: one(by_row(), given["column"], 0, mode="constant")
            return lambda: scipy.ndimage.convolve(I, K, mode="constant")
        if not case.settings["separable"]:
            raise NotOffered("separable kernels only")
        I, cut = np.pad(I, k - 1), slice(k // 2, -(k // 2))  # its borders are mirrored, and so must be 0
        run = scipy.signal.sepfir2d
        return lambda: run(I, given["row"], given["column"])[cut, cut]

    return prepare


def by_torch(case: Case, given: Arrays, threads: int):
    if case.operations > DIRECT:
        raise NotOffered("takes too long: it takes every product")
    torch, k = torch_with(threads), case.settings["kernel"]
    I = torch.from_numpy(given["I"])[None, None]
    conv, turned = torch.nn.functional.conv2d, lambda x: torch.from_numpy(x[::-1].copy())
    if case.settings["separable"]:
        column, row = turned(given["column"])[None, None, :, None], turned(given["row"])[None, None, None]
        return lambda: conv(conv(I, row, padding=(0, k - 1)), column, padding=(k - 1, 0))[0, 0]
    K = torch.from_numpy(given["K"][::-1, ::-1].copy())[None, None]
    return lambda: conv(I, K, padding=k - 1)[0, 0]


def agrees(case: Case, given: Arrays, result: np.ndarray) -> None:
    """At places in the corners, at the edges and inside, within a bound of the norms, which transforms and products of
    two passes keep, too."""
    from mathcnn import convolution
    from mathcnn.testing import assert_computes

    I, K = given["I"], given["K"]
    k, n = len(K), len(I)
    if result.shape != (n + k - 1, n + k - 1):
        raise AssertionError(f"shape {result.shape} instead of {(n + k - 1, n + k - 1)}")
    part = min(n, 64)  # of a corner: its first columns and rows depend on nothing else
    for turn in (slice(None), slice(None, None, -1)):
        I_, K_, y = (x[turn, turn] for x in (I, K, result))
        corner = convolution.image(I_[:part, :part], K_)[:part, :part]
        gauge = np.linalg.norm(I_) * np.linalg.norm(K_)
        error = np.abs(y[:part, :part] - corner).max()
        if not error <= 8 * 2.0**-53 * np.log2(result.size) * gauge:
            raise AssertionError(f"a corner differs by {error:.3g}, norms {gauge:.3g}")
    if n <= 1024:
        assert_computes(convolution.image, I, K, result=result, transform=True)
    else:  # strips of the whole width, at the middle
        a = n // 2
        assert_computes(
            convolution.image, I[a : a + k], K, "valid", result=result[a + k - 1 : a + k, k - 1 : n], transform=True
        )


WORK = Work(
    title="Convolution of images",
    about="`convolution.image` in float64, whole results. Separable kernels are products of a column and a row; the "
    "libraries that take these get them, ours gets the kernel, and finds the column and the row. `ndimage` and "
    "`sepfir2d` get images with zeros around them. Operations are those of the definition.",
    cases=cases,
    peers={
        "mathcnn": Peer(ours, about="fast form"),
        "compiled": Peer(compiled, ("llvmlite",), about="compiled form"),
        "transform": Peer(transform, about='method="transform"'),
        "scipy.convolve": Peer(by_scipy("convolve"), package="scipy", about="SciPy convolve"),
        "scipy.fftconvolve": Peer(by_scipy("fftconvolve"), package="scipy", about="SciPy fftconvolve"),
        "scipy.ndimage": Peer(by_scipy("ndimage"), package="scipy", about="SciPy ndimage"),
        "scipy.sepfir2d": Peer(by_scipy("sepfir2d"), package="scipy", about="SciPy sepfir2d"),
        "torch": Peer(by_torch, package="torch", about="PyTorch"),
    },
    beside="scipy.convolve",
    arrays=arrays,
    agrees=agrees,
    rounds=3,
    tried="The default keeps the bound of the direct sum at every entry, which a transform does not, and which several "
    "transforms do in more time. So general kernels are multiplied as banded matrices in blocks of 16 results, threads "
    "sharing tiles: a k x k kernel takes k (k + 15) multiply-adds for each result, 1,426 of them at 31 x 31, while one "
    "transform takes about 200. At 512 x 512 that limits it; larger images do not stay in a cache, which costs SciPy's "
    "transform of a whole image more than tiles. Kernels that are products take one pass along each axis, a tile at a "
    "time, 2 (k + 15) multiply-adds. The compiled form takes each product, about 30 GFLOP/s in one thread: it loads "
    'a vector that crosses two lines of the cache. `method="transform"` is the faster one where its bound is enough.',
)
