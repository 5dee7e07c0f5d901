"""The museum of bugs: faults that frameworks really had, each as a small faulty implementation of a formula, and the
laws that reject it.

`run()` examines them all: which check rejects which fault is computed each time, by the checks that apply to any
implementation.

>>> import mathcnn.museum
>>> (found,) = mathcnn.museum.run(["dilation_ignored"])
>>> found.rejected, "dilates" in found.caught
(True, True)
"""

from .collection import DERIVATIVE, FORM, SPECIAL, Exhibit, Unknown, exhibit, exhibits, find
from .examination import EXAMPLES, Finding, as_data, matrix, run

__all__ = [
    "DERIVATIVE",
    "EXAMPLES",
    "FORM",
    "SPECIAL",
    "Exhibit",
    "Finding",
    "Unknown",
    "as_data",
    "exhibit",
    "exhibits",
    "find",
    "matrix",
    "run",
]
