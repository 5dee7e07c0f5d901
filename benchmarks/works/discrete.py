"""`convolution.discrete`, 10 to 1,000,000 long, of floats and of integers, beside SciPy, NumPy and python-flint."""

from __future__ import annotations

import numpy as np

from ..plan import Arrays, Case, Goal, NotOffered, Peer, Work, WrongResult

DIRECT = 4e9  # operations, from which on a sum in one thread takes several seconds
PLACES = 60  # at which entries of long results are compared with their sums
SCIPY = ("scipy.convolve", "scipy.fftconvolve")
WAYS = ("direct", "matrix", "transform")


def cases(quick: bool) -> list[Case]:
    found = []
    lengths = [(10**k, 10**k) for k in (range(1, 5) if quick else range(1, 7))]
    for kind in ("float64", "int64"):
        for n, m in [*lengths, (10**4 if quick else 10**6, 31)]:
            goals = [Goal("mathcnn", 1.0, SCIPY)]
            if kind == "int64":
                goals.append(Goal("mathcnn", 2.0, ("flint",)))
            found.append(
                Case(
                    f"{n} with {m}, {kind}",
                    {"numbers": kind, "lengths": f"{n:,} and {m:,}"},
                    {"n": n, "m": m, "kind": kind},
                    2.0 * n * m,
                    8.0 * (2 * (n + m) - 1),
                    tuple(goals),
                )
            )
    return found


def arrays(case: Case) -> Arrays:
    rng = case.rng()
    if case.settings["kind"] == "int64":
        return {a: rng.integers(-99, 100, case.settings[k]) for a, k in (("f", "n"), ("g", "m"))}
    return {a: rng.standard_normal(case.settings[k]) for a, k in (("f", "n"), ("g", "m"))}


def ours(case: Case, given: Arrays, threads: int):
    from mathcnn import convolution

    return lambda: convolution.discrete(given["f"], given["g"])


def by_way(way: str):
    """`convolution.discrete` with a given method."""

    def prepare(case: Case, given: Arrays, threads: int):
        from mathcnn import convolution

        if way != "transform" and case.operations > DIRECT:
            raise NotOffered("takes too long: it takes every product")
        return lambda: convolution.discrete(given["f"], given["g"], method=way)

    return prepare


def by_numpy(case: Case, given: Arrays, threads: int):
    if case.operations > DIRECT:
        raise NotOffered("takes too long: it takes every product, in one thread")
    return lambda: np.convolve(given["f"], given["g"])


def by_scipy(name: str):
    def prepare(case: Case, given: Arrays, threads: int):
        import scipy.signal

        run = getattr(scipy.signal, name)
        if case.settings["kind"] == "int64" and name == "fftconvolve":
            raise NotOffered("it gives floats, which are not exact")
        return lambda: run(given["f"], given["g"])

    return prepare


def by_flint(case: Case, given: Arrays, threads: int):
    import flint

    if case.settings["kind"] != "int64":
        raise NotOffered("for exact numbers")
    f, g = (flint.fmpz_poly(given[k].tolist()) for k in "fg")

    class Product:
        """The product of two polynomials; as an array when it is first asked for."""

        first = True

        def __call__(self):
            y = f * g
            if self.first:
                self.first = False
                found = np.zeros(len(given["f"]) + len(given["g"]) - 1, np.int64)
                found[: len(y)] = [int(c) for c in y]
                return found
            return y

    return Product()


def agrees(case: Case, given: Arrays, result: np.ndarray) -> None:
    """Every entry where that takes a second, else entries at the ends and at random places between."""
    from mathcnn import convolution
    from mathcnn.testing import assert_computes

    f, g = given["f"], given["g"]
    n, m = len(f), len(g)
    if case.operations < DIRECT:
        assert_computes(convolution.discrete, f, g, result=result, transform=True)
        return
    if len(result) != n + m - 1:
        raise WrongResult(f"length {len(result)} instead of {n + m - 1}")
    places = {0, 1, n - 1, n, m - 1, n + m - 3, n + m - 2, *case.rng().integers(0, n + m - 1, PLACES).tolist()}
    for k in places:
        low, high = max(0, k - m + 1), min(n, k + 1)
        one, other = f[low:high], g[k - high + 1 : k - low + 1][::-1]
        want = one @ other
        bound = 0.0
        if f.dtype.kind == "f":  # of a transform and of the sum itself: relative to the norms
            bound = 8 * 2.0**-53 * np.log2(len(result)) * np.linalg.norm(f) * np.linalg.norm(g)
        if not abs(result[k] - want) <= bound:
            raise WrongResult(f"entry {k} is {result[k]}, and its sum {want}")


WORK = Work(
    title="Convolution of sequences",
    about="`convolution.discrete` of float64 and of int64 numbers up to 99, whole results. python-flint multiplies "
    "polynomials, which are made before. Operations are those of the definition.",
    cases=cases,
    peers={
        "mathcnn": Peer(ours, about="fast form"),
        **{way: Peer(by_way(way), about=f'method="{way}"') for way in WAYS},
        "numpy": Peer(by_numpy, package="numpy", about="NumPy"),
        "scipy.convolve": Peer(by_scipy("convolve"), package="scipy", about="SciPy convolve"),
        "scipy.fftconvolve": Peer(by_scipy("fftconvolve"), package="scipy", about="SciPy fftconvolve"),
        "flint": Peer(by_flint, package="flint", about="python-flint"),
    },
    beside="scipy.convolve",
    arrays=arrays,
    agrees=agrees,
    rounds=3,
    tried="The default keeps the bound of the direct sum at every entry, which a transform does not. From some "
    "thousand entries on it takes nine transforms, in threads where they are long, where SciPy takes three: both "
    "arrays cut in two parts, back twice, and the sums of absolute products, whose bound says which entries a "
    'transform would lose. `method="transform"` takes about as long as SciPy. Short calls take as long as the checks '
    "of their arguments, for integers whether sums stay below 2^63, too; direct sums are those of `numpy.convolve`, "
    "which SciPy calls, too.",
)
