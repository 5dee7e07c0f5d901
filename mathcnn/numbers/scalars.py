"""Single numbers of NumPy, and of packages that add types to NumPy, as Python's."""

from __future__ import annotations

from typing import Any  # Any: what a caller passes, of any type

import numpy as np


def plain_number(v: Any) -> Any:
    """A real number of NumPy as one of Python's, which does not wrap around; anything else unchanged.

    v: any object. An array without axes counts as its entry, and bfloat16, float8 and int4 of other packages as
    numbers. Long doubles become floats. Booleans, dates and times are no numbers.
    """
    if isinstance(v, np.ndarray) and v.ndim == 0:
        v = v[()]
    if not isinstance(v, np.generic) or isinstance(v, np.timedelta64) or v.dtype.kind not in "iufV":
        return v
    if v.dtype.kind == "V" and (v.dtype.names is not None or not np.can_cast(v.dtype, np.longdouble)):
        return v
    found = v.item()
    return float(found) if isinstance(found, np.generic) else found
