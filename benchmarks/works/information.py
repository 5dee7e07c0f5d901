"""`information.mutual_information` of tables and from samples, beside a logarithm of the table and other libraries."""

from __future__ import annotations

import math

import numpy as np

from ..plan import Arrays, Case, Goal, NotOffered, Peer, Work, WrongResult

SMALL = 64  # outcomes of a variable, for dit, which keeps each as a Python object
VALUES = 100  # of each variable in the samples


def cases(quick: bool) -> list[Case]:
    side, samples = (512, 10**5) if quick else (4096, 10**7)
    found = []
    for n in (SMALL, side):
        most = (Goal("mathcnn", 2.0, ("log",)),) if n != SMALL else ()
        found.append(Case(f"table {n}", {"what": f"table of {n:,} x {n:,}"}, {"side": n}, 5.0 * n**2, 8.0 * n**2, most))
    case = Case(
        f"{samples} samples",
        {"what": f"from {samples:,} pairs of {VALUES} x {VALUES} values"},
        {"samples": samples},
        float(samples),
        16.0 * samples,
        (Goal("mathcnn", 1.0, ("sklearn",)),),
    )
    return [*found, case]


def arrays(case: Case) -> Arrays:
    rng = case.rng()
    if "side" in case.settings:
        n = case.settings["side"]
        counts = rng.integers(1, 1000, (n, n)) * (1 + np.eye(n, dtype=np.int64))
        return {"joint": counts / counts.sum(), "counts": counts}
    x = rng.integers(0, VALUES, case.settings["samples"])
    return {"x": x, "y": (x + rng.integers(0, VALUES // 2, len(x))) % VALUES}


def ours(case: Case, given: Arrays, threads: int):
    from mathcnn import information

    if "joint" in given:
        return lambda: information.mutual_information(given["joint"])
    return lambda: information.mutual_information_from_samples(given["x"], given["y"], correction=None)


def log(case: Case, given: Arrays, threads: int):
    if "joint" not in given:
        raise NotOffered("for tables")

    class Logarithm:
        """One logarithm over the table; when it is first called, the information itself, which can be compared."""

        first = True

        def __call__(self):
            found = np.log(given["joint"])
            if self.first:
                self.first = False
                return bits(given["joint"])
            return found

    return Logarithm()


def by_sklearn(case: Case, given: Arrays, threads: int):
    from sklearn.metrics import mutual_info_score

    if "joint" in given:
        return lambda: mutual_info_score(None, None, contingency=given["counts"]) / math.log(2)
    return lambda: mutual_info_score(given["x"], given["y"]) / math.log(2)


def by_dit(case: Case, given: Arrays, threads: int):
    if case.settings.get("side") != SMALL:
        raise NotOffered("takes too long: each outcome is a Python object")
    import dit

    joint = given["joint"]
    places = [(i, j) for i in range(SMALL) for j in range(SMALL)]
    d = dit.Distribution(places, [joint[p] for p in places])
    return lambda: dit.shannon.mutual_information(d, [0], [1])


def bits(joint: np.ndarray) -> float:
    """The information of a table without zeros, as a sum of its terms, correctly rounded."""
    log = np.log2(joint) - np.log2(joint.sum(1, keepdims=True)) - np.log2(joint.sum(0, keepdims=True))
    return math.fsum((joint * log).ravel().tolist())


def agrees(case: Case, given: Arrays, result) -> None:
    """Within the rounding of logarithms, which cancel: each is off by some units in the last place of at most 40."""
    if "joint" in given:
        joint = given["joint"]
    else:
        joint = np.zeros((VALUES, VALUES))
        np.add.at(joint, (given["x"], given["y"]), 1)
        joint = joint[joint.any(1)][:, joint.any(0)] / joint.sum()
        joint = np.where(joint > 0, joint, 1e-300)  # whose terms are below rounding
    want = bits(joint)
    terms = np.log2(joint.size) + 4  # roundings of a sum of so many terms, pairwise
    if not abs(float(result) - want) <= 2.0**-52 * 3 * 40 * terms:
        raise WrongResult(f"{result} bits, and the sum of the terms is {want}")


WORK = Work(
    title="Mutual information",
    about="float64, in bits. `numpy.log` is one natural logarithm over the same table and nothing else. From samples "
    "without correction of bias.",
    cases=cases,
    peers={
        "mathcnn": Peer(ours, about="fast form"),
        "log": Peer(log, package="numpy", about="one numpy.log"),
        "sklearn": Peer(by_sklearn, package="sklearn", about="scikit-learn"),
        "dit": Peer(by_dit, package="dit", about="dit"),
    },
    beside="log",
    arrays=arrays,
    agrees=agrees,
    rounds=3,
    tried="The table is read for its sums and for its logarithms; entries so small that quotients overflow need "
    "logarithms of their own. Each thread takes a few pieces of the table, each small enough for its cache: "
    "with more of them, handing them over took longer than the division.",
)
