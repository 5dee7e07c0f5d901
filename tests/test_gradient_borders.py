"""Gradients of borders: an entry is read from several places, whose equations are solved."""

import itertools

import numpy as np
import sympy as sp

from mathcnn import layers
from mathcnn.evidence import derived
from mathcnn.language import unicode
from mathcnn.language.choices import Where


def test_a_reflected_border_is_solved():
    """An entry is read from two places a period, and from one at an end of the axis, also if there is one entry."""
    g = layers.pad.gradient["x"]
    printed = unicode.text(g.latex(1, mode="reflect"))
    assert "∑{r=-⌊(h + p)/max(1, 2 H - 2)⌋…⌊(h + H + q - 1)/max(1, 2 H - 2)⌋, e=0…1 - [h (H - h - 1) = 0]}" in printed
    assert printed.endswith("dy[n, c, h (1 - 2 e) + max(1, 2 H - 2) r + p]")
    assert [one.fault for one in derived.checked_steps(g, 6, mode="reflect")] == [""] * 4
    rng = np.random.default_rng(0)
    for size, before, after in itertools.product((1, 2, 3, 5), (0, 1, 4, 7), (0, 2, 5)):
        x, given = np.zeros((1, 1, size)), {"padding": ((before, after),), "mode": "reflect"}
        dy = rng.integers(-9, 10, layers.pad(x, **given).shape)
        assert (g.literal(dy, x, **given) == layers.pad.backward(1.0 * dy, x, **given)[0]).all()
    x, given = np.zeros((1, 1, 3, 4)), {"padding": ((2, 5), (4, 1)), "mode": "reflect"}
    dy = rng.integers(-9, 10, layers.pad(x, **given).shape)
    assert (g.literal(dy, x, **given) == layers.pad.backward(1.0 * dy, x, **given)[0]).all()


def test_an_end_that_is_counted_twice_is_seen():
    """The planted fault of the rule for a reflected border: two places a period everywhere."""
    g = layers.pad.gradient["x"]
    right = g.derivation(mode="reflect").output
    (ends,) = right.rhs.atoms(Where)
    wrong = g.restated(sp.Eq(right.lhs, right.rhs.xreplace({ends: sp.S.Zero}), evaluate=False), ())
    x, dy, given = np.zeros((1, 1, 2)), np.array([[[1.0, 2.0, 4.0, 8.0]]]), {"padding": ((1, 1),), "mode": "reflect"}
    expected = layers.pad.backward(dy, x, **given)[0].tolist()
    assert g.literal(dy, x, **given).tolist() == expected == [[[10, 5]]]
    assert wrong.literal(dy, x, **given).tolist() != expected
