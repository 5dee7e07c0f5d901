"""Results of millions of elements, each of them checked: one fault among many is found."""

import dataclasses

import numpy as np
import pytest

from mathcnn import catalogue, layers
from mathcnn.conformance import (
    geometries,
    large,
    reproductions,
    target,
)
from mathcnn.evidence import verdicts

from .targets import CONV, subject_of


def small(one):
    """A large geometry made small, terms and all kept."""
    return geometries.smaller(one)


def one_element(x, w, b=None, **k):
    y = CONV(x, w, b, **k).copy()
    y.flat[y.size * 2 // 3] += 1
    return y


def one_tap(x, w, b=None, **k):
    w = w.copy()
    w[0, 511 % w.shape[1], -1, -1] = 0
    return CONV(x, w, b, **k)


def divisor_at_one_edge(x, kernel_size, **k):
    from mathcnn.pooling import avg_pool

    y = avg_pool(x, kernel_size, **k).copy()
    y[..., 0, :] *= 5 / 6
    return y


@pytest.mark.parametrize(
    ("fn", "name", "which"),
    [(one_tap, "layers.conv", 0), (one_element, "layers.conv", 1), (divisor_at_one_edge, "pooling.avg_pool", 0)],
)
def test_one_fault_among_many(fn, name, which):
    of = catalogue.find_formula(name)
    one = small(geometries.GEOMETRIES[name][which])
    good = large.verdict(subject_of(of, of), one, "float32", 0)
    assert good.good and good.cases > 1000
    bad = large.verdict(subject_of(fn, of), one, "float32", 0)
    assert bad.verdict == verdicts.FAILS and "elements wrong" in bad.counterexample
    if fn is one_element:
        assert ": 1 of " in bad.counterexample and bad.place is not None


def test_one_element_of_ten_million():
    one = geometries.GEOMETRIES["layers.pad"][0]
    of = layers.pad

    def wrong(*args, **kwargs):
        y = of(*args, **kwargs)
        y.flat[7_654_321] += 1
        return y

    row = large.verdict(subject_of(wrong, of), one, "float32", 0)
    assert row.cases > 10_000_000 and ": 1 of 10" in row.counterexample and row.max_rho == float("inf")


def test_the_expected_result_is_checked_against_the_statement(monkeypatch):
    """A fast form of our own that is wrong in every element does not become the measure of others."""
    one = small(geometries.GEOMETRIES["layers.conv"][0])
    monkeypatch.setattr(large, "by_images", lambda of, one, arrays: CONV(**arrays, **one.kwargs) + 1)
    with pytest.raises(AssertionError, match="the literal form"):
        large.expected(CONV, one, 0)


def test_large_reproductions_run(ops):
    """Of an adapter, a function, and a function of a module: the lines make the case again, on their own."""
    import contextlib
    import io

    for name, formula, said in (
        ("scipy", "convolution.discrete", "target('scipy').subject(find_formula('convolution.discrete'))(f, g)"),
        (f"{ops}:conv", "layers.conv", f"{ops}.conv(x, w, b)"),
        (ops, "layers.conv", f"{ops}.conv(x, w, b)"),
    ):
        of = catalogue.find_formula(formula)
        one = dataclasses.replace(geometries.GEOMETRIES[formula][0], shapes={"f": (5,), "g": (3,)})
        if formula == "layers.conv":
            one = dataclasses.replace(one, shapes={"x": (2, 3, 4, 5), "w": (6, 3, 2, 3), "b": (6,)})
        lines = reproductions.of_large(target(name, formula).subject(of), one, "float32", 0, None)
        assert said in lines, lines
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(lines, {})
        assert printed.getvalue() == ("(7,)\n" if formula == "convolution.discrete" else "(2, 6, 3, 3)\n")


def test_large_geometries_are_large():
    for name, found in geometries.GEOMETRIES.items():
        of = catalogue.find_formula(name)
        for one in found:
            shapes = {a: np.broadcast_to(np.float64(1), s) for a, s in one.shapes.items()}
            entries = int(np.prod(of.shape(**shapes, **one.kwargs)))
            assert entries > 10_000_000 if one.what == geometries.EVERY else "4,6" in one.what, name
