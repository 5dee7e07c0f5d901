"""How arguments are passed to functions of one's own: axes named in each way, and what is left out."""

import numpy as np
import pytest

from mathcnn import activation, arrays, geometry, layers, normalization, pooling
from mathcnn.conformance import Target, acceptance, signatures
from mathcnn.conformance.spellings import FROM_END, from_end, spellings
from mathcnn.evidence.verdicts import CONVENTION

from .planted.faulty import seldom
from .planted.run_bank import rejection


def test_axes_are_spelled_in_each_way():
    assert from_end((1,), 3) == -2 and from_end((0, 2), 3) == (-1, -3) and from_end((-1,), 2) == -1
    assert from_end((), 3) == ()
    ways = dict(spellings(activation.softmax, {"axis": (1,)}, {}, (), (2, 3, 4)))
    assert ways[FROM_END] == {"axis": -2} and {"axis": 1} in ways.values()
    seen = {repr(spellings(arrays.mean, {"axis": (1,)}, {}, (), (2, n, 4))[0][1]["axis"]) for n in range(1, 9)}
    assert seen == {"(1,)", "1", "-2"}  # by the shape: a function is asked in each way for the same axis


def test_formulas_of_numbers_get_one_number_for_both_sides():
    of = geometry.output_size
    scalars = dict(of.read((), {"H": 7, "kernel_size": 3, "padding": 1}).scalars)
    assert [way["padding"] for _, way in spellings(of, scalars, {})] in ([(1, 1), 1], [1, (1, 1)])
    unlike = dict(of.read((), {"H": 7, "kernel_size": 3, "padding": (1, 2)}).scalars)
    assert [way["padding"] for _, way in spellings(of, unlike, {})] == [(1, 2)]


@pytest.mark.slow
def test_an_axis_counted_from_the_end_is_asked_for_and_shown():
    (fault,) = [one for one in seldom.bank if one.name.startswith("softmax_axis_2")]
    row = rejection(fault, ("thresholds",), others=False)
    assert row is not None and "axis = -2" in row.counterexample
    assert ", -2)" in row.reproduce


def test_what_no_spelling_explains_is_raised():
    """A word that a function refuses says nothing about a call that it refuses as numbers, too."""

    def pool(x, kernel_size, stride=None, padding=0):
        if isinstance(padding, str):
            raise TypeError("no words")
        if x.size > 8:
            raise RuntimeError("can't allocate memory")
        return pooling.max_pool(x, kernel_size, stride=stride, padding=padding)

    subject = Target("planted", {"pooling.max_pool": pool}, ("float64",), typed="planted").subject(pooling.max_pool)
    assert subject(np.ones((1, 1, 4)), kernel_size=2, padding="valid").tolist() == [[[1.0, 1.0]]]
    with pytest.raises(RuntimeError, match="allocate"):
        subject(np.ones((1, 1, 9)), kernel_size=2, padding="valid")


def other(of, fn):
    return signatures.other_defaults(of, fn, signatures.fit(of, fn))


def test_another_default_is_named():
    def norm(x, gamma, beta, epsilon=1e-12): ...

    def pool(x, kernel_size, stride=1, padding=(0, 0), count_include_pad=False): ...

    def conv(x, w, b=None, stride=(1, 1), padding=None): ...

    assert other(normalization.layer_norm, norm) == ["eps left out is 1e-12, in the formula 1e-05"]
    assert other(pooling.avg_pool, pool) == ["count_include_pad left out is False, in the formula True"]
    assert other(layers.conv, conv) == []


def test_another_default_falls_short_only_if_all_does():
    fault = next(one for one in seldom.bank if one.of is activation.hard_sigmoid)
    row = rejection(fault, ("form",), others=False)
    assert row is not None and row.verdict == CONVENTION and "in the formula 0.2" in row.says
    assert acceptance.accepted(row) and not acceptance.accepted(row, (acceptance.STRICT,))
