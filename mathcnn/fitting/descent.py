"""Gradient descent on the mean squared error of a line, with a guaranteed distance from the solution."""

from __future__ import annotations

import math
import numbers

import numpy as np

from ..language.shapes import shown
from ..numbers.scalars import plain_number
from ..numbers.scaled import Scaled, moderate
from .curvature import largest_curvature, largest_of, smallest_curvature
from .least_squares import least_squares_intercept, least_squares_slope
from .step import plain_step, step_intercept, step_slope


def largest_stable_rate(x):
    """The rate below which gradient descent converges: 2 divided by the largest curvature.

    x: (N), the places of the observations. Returns a float. Raises ValueError if x has no entry. Source: nesterov2004,
    section 1.2.3.

    >>> largest_stable_rate([-1.0, 1.0])
    1.0
    """
    x = largest_curvature.read((x,), {}).arrays["x"].astype(float)
    return float((Scaled(2.0) / largest_of(Scaled.block(x))).value)  # also where the curvature overflows


MOST_STEPS = 1_000_000


def descend(x, y, *, rate=None, tolerance=1e-9, start=(0.0, 0.0)):
    """Slope and intercept by gradient descent, within `tolerance` of the least squares solution.

    x, y: (N), the places and the values, finite numbers, at least two different x. rate: of the steps, a number > 0;
    None takes the fastest one, 2 / (largest + smallest curvature). tolerance: the Euclidean distance of (slope,
    intercept) from the solution, a number > 0; guaranteed, since the gradient is at least the smallest curvature times
    this distance. start: the slope and the intercept to begin with, two finite numbers. Returns two floats.

    Raises ValueError if x, y or start are not as described, if the rate is not below 2 / (largest curvature), where
    descent diverges, if more than a million steps would be needed, if rounding keeps the steps from getting as small as
    the tolerance needs, or if curvatures or steps exceed the range of floats; TypeError if rate or tolerance is no
    number.

    >>> from mathcnn.fitting import x_train, y_train
    >>> slope, intercept = descend(x_train, y_train)
    >>> abs(slope - 2) < 1e-9 and abs(intercept - 9) < 1e-9
    True
    """
    reading = least_squares_slope.read((x, y), {})  # refuses arguments as the formula does
    x, y = (v.astype(float) for v in reading.arrays.values())
    for name, values in (("x", x), ("y", y)):
        if not np.isfinite(values).all():
            raise ValueError(f"descend: {name} holds {values[~np.isfinite(values)][0]}; it must be finite")
    most, least = float(largest_curvature.fn(x)), float(smallest_curvature.fn(x))
    if not (least > 0 and math.isfinite(most / least)):
        raise ValueError(
            f"descend: x holds values from {x.min():.6g} to {x.max():.6g}, whose curvatures of {least:.3g} and "
            f"{most:.3g} are beyond the range of floats; shift x to its mean, and scale it"
        )
    fastest, tolerance = 2 / (most + least), positive("tolerance", tolerance)
    if rate is None:
        rate = fastest
    elif not (rate := positive("rate", rate)) < 2 / most:
        raise ValueError(
            f"descend: rate = {rate}: it must be below {2 / most:.6g}, 2 divided by the largest curvature {most:.6g}"
        )
    slope, intercept = started(start)

    solution = float(least_squares_slope.fn(x, y)), float(least_squares_intercept.fn(x, y))
    if not all(map(math.isfinite, solution)):
        raise ValueError(
            f"descend: the solution has slope {solution[0]:.3g} and intercept {solution[1]:.3g}, beyond the range of "
            "floats; scale x and y"
        )
    small = rate * least * tolerance  # after a step as small as this the tolerance is reached
    lost = math.ulp(max(map(abs, solution))) / 2  # a smaller step is lost in rounding near the solution
    slowest = max(abs(1 - rate * most), abs(1 - rate * least))
    planned = None
    # the fast forms themselves, since the arguments have been checked and there may be many steps
    scaled = lambda *now: (step_slope.fn(*now), step_intercept.fn(*now))
    fixed = moderate(x, y, rate, *solution)
    for step in range(2 * MOST_STEPS):
        both = plain_step if fixed and moderate(slope, intercept) else scaled  # a far start soon comes nearer
        forward = tuple(map(float, both(x, y, slope, intercept, rate)))
        moved = math.hypot(forward[0] - slope, forward[1] - intercept)
        if not math.isfinite(moved):
            far = max(map(abs, started(start))) > np.abs(y).max()
            given = (
                f"start = {shown(start)}: with it" if far else f"y holds values up to {np.abs(y).max():.6g}, with which"
            )
            raise ValueError(
                f"descend: {given} step {step + 1} overflows; {'start nearer to the solution' if far else 'scale y'}"
            )
        slope, intercept = forward
        if planned is None:
            planned = steps_needed(moved, small, slowest)
            if planned > MOST_STEPS:
                raise ValueError(
                    f"descend: rate = {rate} takes {planned:.3g} steps, more than the {MOST_STEPS:.0e} allowed; "
                    f"curvatures of {least:.3g} and {most:.3g} lie far apart: shift x to its mean, and scale it"
                )
            if lost > small:
                raise too_fine(tolerance, lost, small, rate * least)
        if moved <= small:
            return slope, intercept
        if step > 1.1 * planned + 10:  # without rounding, the planned steps would have sufficed
            break
    raise too_fine(tolerance, moved, small, rate * least)


def too_fine(tolerance, moved, small, share):
    """The error for a tolerance that rounding does not allow.

    moved: the size that steps keep; small: the size that the tolerance needs; share: a step divided by its distance
    from the solution.
    """
    return ValueError(
        f"descend: tolerance = {tolerance}: rounding keeps the steps at {moved:.3g}, and it needs {small:.3g}; the "
        f"tolerance must be about {moved / share:.1g} or more"
    )


def steps_needed(first, last, shrinking):
    """How many steps it takes until a step has shrunk from `first` to `last`, by the factor `shrinking` each.

    first, last: sizes of steps, numbers >= 0; shrinking: a number >= 0. Returns a float or an int, at least 1; infinity
    if the steps never get so small.
    """
    if shrinking == 0 or first <= last:
        return 1
    return math.inf if shrinking >= 1 or last == 0 else math.log(last / first) / math.log(shrinking)


def started(start):
    """The start as two floats. Raises ValueError if it is not two finite numbers."""
    try:
        slope, intercept = map(float, start)
    except (TypeError, ValueError, OverflowError):
        slope = intercept = math.nan
    if not (math.isfinite(slope) and math.isfinite(intercept)):
        raise ValueError(f"descend: start = {shown(start)}: it must be a slope and an intercept, two finite numbers")
    return slope, intercept


def positive(name, v):
    """A number as a float. Raises TypeError if it is no number, ValueError if it is no finite float > 0."""
    number = plain_number(v)
    if isinstance(number, bool) or not isinstance(number, numbers.Real):
        raise TypeError(f"descend: {name} = {shown(v)}: it must be a number")
    try:
        found = float(number)
    except OverflowError:
        found = math.inf
    if not (found > 0 and math.isfinite(found)):
        raise ValueError(f"descend: {name} = {shown(v)}: it must be a finite number > 0 that float64 can hold")
    return found
