"""The museum of bugs: defects that frameworks really had, each as a small faulty implementation of one of our formulas,
and the laws that reject it. `run()` checks them all; what catches which is computed each time, by the same checks that
judge any implementation.

>>> import mathcnn.museum
>>> (found,) = mathcnn.museum.run(["dilation_ignored"])
>>> found.rejected, "dilates" in found.caught
(True, True)
"""

from .collection import (
    DERIVATIVE,
    EXAMPLES,
    Exhibit,
    FORM,
    Finding,
    Unknown,
    exhibit,
    exhibits,
    find,
    matrix,
    run,
    told,
)

__all__ = [
    "DERIVATIVE",
    "EXAMPLES",
    "FORM",
    "Exhibit",
    "Finding",
    "Unknown",
    "exhibit",
    "exhibits",
    "find",
    "matrix",
    "run",
    "told",
]
