"""What several formulas of this topic share."""

from __future__ import annotations

from ..language.formula import nearest
from .logarithms import mean_log
from .miller_madow import miller_madow
from .mutual_information import mutual_information
from .observations import tally

CORRECTIONS = ("miller-madow", None)


def mutual_information_from_samples(x, y, correction="miller-madow", base=2):
    """The mutual information of two variables, estimated from pairs of observations.

    x, y: equally many observations, as `samples.tally` reads them: of any hashable values, distinct where Python's ==
    tells them apart. correction: "miller-madow" (the default) adds to each of the three entropies of I = H(X) + H(Y) -
    H(X, Y) what `miller_madow` says it lacks, so the estimate may fall a little below 0; None takes the observed
    frequencies for the probabilities, which is never negative (a sum below 0 that rounding explains is returned as 0)
    and, on average, too large. base: of the logarithm. Time and memory grow with the number of observations, however
    many distinct values there are. Raises ValueError where there are no observations, or not as many of one as of the
    other, or one is missing (NaN, NaT, None); TypeError where one is not hashable.

    >>> mutual_information_from_samples([0, 0, 1, 1], [0, 0, 1, 1], correction=None)
    1.0
    """
    who = "mutual_information_from_samples"
    if correction not in CORRECTIONS:
        known = " or ".join(map(repr, CORRECTIONS))
        raise ValueError(f"{who}: correction = {correction!r}: it has to be {known}{nearest(correction, CORRECTIONS)}")
    mutual_information.read(([[1.0]],), {"base": base})  # the same base under the same conditions
    pairs = tally(who, x, y)
    observed = information_of(pairs, base)
    if correction is None:
        return observed
    lacking = [float(miller_madow(counts, base=base)) for counts in (pairs.of_x, pairs.of_y, pairs.counts)]
    return observed + lacking[0] + lacking[1] - lacking[2]


def information_of(pairs, base=2):
    """The mutual information of observed frequencies, as it stands: from the pairs that were seen, with quotients of
    whole numbers.
    """
    counts, n = pairs.counts.astype(float), float(pairs.counts.sum())
    return float(
        mean_log(
            counts / n, (counts, n), (pairs.of_x[pairs.at_x].astype(float), pairs.of_y[pairs.at_y].astype(float)), base
        )
    )
