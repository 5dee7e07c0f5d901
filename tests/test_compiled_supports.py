"""Compiled sums of products go over the smaller array where the statement sums over the larger one."""

import numpy as np
import pytest
import sympy as sp

from mathcnn import convolution
from mathcnn.compiled import Compiled, kernels, supports

pytest.importorskip("llvmlite", reason="compiled forms need the extra `native`")
pytestmark = pytest.mark.usefixtures("compiling")


def whole_numbers(*shape, dtype="float32", seed=0):
    return np.random.default_rng([seed, *shape]).integers(-4, 5, shape).astype(dtype)


IMAGES = {
    "square": ((24, 24), (3, 3)),
    "distinct": ((37, 18), (5, 2)),
    "one row": ((20, 33), (1, 4)),
    "half as long": ((20, 20), (10, 10)),
    "more than half": ((20, 20), (11, 11)),
    "one axis of two": ((40, 21), (3, 18)),
    "the kernel is larger": ((3, 2), (19, 40)),
    "volumes": ((6, 7, 20), (2, 3, 4)),
    "sequences": ((100,), (7,)),
}


@pytest.mark.parametrize("case", IMAGES)
@pytest.mark.parametrize("mode", [{}, {"mode": "valid"}], ids=str)
def test_images_are_exact(case, mode):
    one, two = IMAGES[case]
    if mode.get("mode") == "valid" and any(a < b for a, b in zip(one, two, strict=True)):
        mode = {}
    for dtype in ("float32", "int64"):
        x, k = whole_numbers(*one, dtype=dtype), whole_numbers(*two, dtype=dtype, seed=1)
        np.testing.assert_array_equal(
            Compiled(convolution.image, 1, True)(x, k, **mode), convolution.image(x, k, **mode)
        )


@pytest.mark.parametrize("size", [1, 7, 8, 15, 16, 17, 49, 50, 51, 100])
def test_sequences_at_and_beside_half_the_length(size):
    f, g = whole_numbers(100), whole_numbers(size, seed=1)
    for pair in ((f, g), (g, f)):
        np.testing.assert_array_equal(Compiled(convolution.discrete, 1, True)(*pair), convolution.discrete(*pair))


def test_gradients_are_exact():
    x, k = whole_numbers(19, 30), whole_numbers(4, 3, seed=1)
    dy = whole_numbers(*convolution.image(x, k).shape, seed=2)
    want = convolution.image.backward(dy, x, k)
    for a, expected in zip(convolution.image.gradient, want, strict=False):
        np.testing.assert_array_equal(Compiled(convolution.image.gradient[a], 1, True)(dy, x, k), expected)


def test_what_lies_outside_takes_no_part():
    x, k = np.zeros((12, 40)), np.ones((2, 3))
    x[0, 0] = x[-1, -1] = np.inf
    k[1, 2] = np.nan
    got = Compiled(convolution.image, 1, True)(x, k)
    np.testing.assert_array_equal(got, convolution.image.literal(x, k).astype(float))


def sums_of(monkeypatch):
    """The lengths of the sums that are written."""
    found = []
    right = supports.on_supports

    def noted(part, axes, sources):
        made, axes = right(part, axes, sources)
        found.extend(int(high - low + 1) for e in made.value.atoms(sp.Sum) for _, low, high in e.limits)
        return made, axes

    monkeypatch.setattr(kernels, "on_supports", noted)
    return found


def test_the_shorter_array_is_summed_over(monkeypatch):
    found = sums_of(monkeypatch)
    for shapes, want in (
        (((40, 33), (3, 5)), [3, 5]),
        (((3, 5), (40, 33)), [3, 5]),
        (((40, 33), (3, 20)), [3, 33]),
    ):
        x, k = (whole_numbers(*one) for one in shapes)
        Compiled(convolution.image, 1, True)(x, k)
        assert sorted(found[-2:]) == sorted(want)


def test_a_support_that_is_one_short_is_found(monkeypatch):
    right = supports._shorter
    short = lambda *given: (found[0], found[1], found[2] - 1) if (found := right(*given)) else None
    monkeypatch.setattr(supports, "_shorter", short)
    with pytest.raises(AssertionError):
        test_images_are_exact("square", {})


def test_a_range_that_says_more_is_left_alone():
    v, i = sp.symbols("v i", integer=True)
    x, k = sp.IndexedBase("x"), sp.IndexedBase("k")
    from mathcnn.compiled.integers import Source
    from mathcnn.compiled.writer import whole

    sources = {name: Source("%p", "float", [whole(0)], [whole(n)], [whole(1)]) for name, n in (("x", 50), ("k", 3))}
    term = x[v] * k[i - v]
    assert supports._within(sp.Sum(term, (v, 0, 49)), sources).limits[0][2] == 2
    for low, high in ((1, 49), (0, 48), (5, 30)):
        e = sp.Sum(term, (v, low, high))
        assert supports._within(e, sources) == e
    assert supports._within(sp.Sum(x[v] * k[i - 2 * v], (v, 0, 49)), sources).limits[0][2] == 49
    assert supports._within(sp.Sum(x[v] + k[i - v], (v, 0, 49)), sources).limits[0][2] == 49
