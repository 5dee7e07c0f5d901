"""Functions of arrays that laws are said with, run on arrays of text: in Coq they have the entries that NumPy gives."""

from __future__ import annotations

import itertools
import re
import shutil

import numpy as np
import pytest
import sympy as sp

from mathcnn.convolution.image import cross_correlation
from proofs import audit
from proofs.printing import check, rules
from proofs.printing.arrays import Array
from proofs.printing.calls import Called, merged, parted
from proofs.printing.expressions import Unprinted, whole
from proofs.printing.files import HEAD
from proofs.printing.formulas import printed
from proofs.printing.functions import Numpy
from proofs.printing.traces import Trace

needs_coq = pytest.mark.skipif(shutil.which("coqc") is None, reason="Coq is not installed")


M, N = sp.symbols("M N", integer=True, positive=True)


def with_entries_set(np, x):
    one = x * 0
    one[1, 2] = 7
    one[-2, 0] = x[0, 1]
    return one


def with_a_part_set(np, x):
    m, n = x.shape
    wide = np.zeros((m + 2, n + 2), int)
    wide[1 : m + 1, 2 : n + 2] = x
    return wide


def correlated(np, x):
    kernel = np.array([[1, -2, 3]])
    if isinstance(x, np.ndarray) and not isinstance(x, Array):
        return cross_correlation(x, kernel, mode="same")
    return Called(cross_correlation, x.trace)(x, kernel, mode="same")


# each function of NumPy and an array (M, 2 N), and a fault of its text
FUNCTIONS = {
    "roll along two axes": (lambda np, x: np.roll(x, (1, 2), (0, 1)), "- 2)", "+ 1)"),
    "the last part": (lambda np, x: np.split(x, 2, 1)[-1], "(N + k1)", "(1 + k1)"),
    "broadcast": (lambda np, x: np.broadcast_to(x[:1], (2, *x.shape)), "Z.min 0 k1", "Z.min 1 k1"),
    "two side by side": (lambda np, x: np.stack([x, x * 2], -1), "=? 0", "=? 1"),
    "one value in a shape": (lambda np, x: np.full_like(x, 5), "5%:R", "4%:R"),
    "entries set": (with_entries_set, "=? 2", "=? 3"),
    "a part set": (with_a_part_set, "<? (M + 1)", "<? (M + 0)"),
    "unit in blocks": (lambda np, x: np.eye(x.size).reshape(*x.shape, *x.shape), "2 * k0", "2 * k2"),
    "ones before": (lambda np, x: np.eye(3).reshape(1, 3, 3), "=?", "<=?"),
    "the last axis turned": (lambda np, x: x[..., ::-1], "- 1", "- 2"),
    "several axes as one, and back": (
        lambda np, x: parted(merged(x, x.shape), x.shape) if isinstance(x, Array) else x,
        "Z.modulo",
        "Z.div",
    ),
    "two axes as a place": (correlated, "(x (@axis G 0", "(x (@axis G 1"),
}


def entries(fn):
    """The shape of a function of the array (M, 2 N), and the text of its entries, a function of their places."""
    trace = Trace()
    at = lambda places: f"(x {' '.join(whole(k) for k in places)})"
    x = Array(trace, (M, 2 * N), (False, False), at, "x")
    found = fn(Numpy(trace), x)
    shape = tuple(int(n.subs({M: 3, N: 2})) for n in found.shape)
    letters = [sp.Symbol(f"k{j}", integer=True) for j in range(len(shape))]
    return shape, f"(fun {' '.join(map(str, letters))} : Z => ({found.at(tuple(letters))} : R))"


def places(shape):
    """All places of an array as arguments in Coq."""
    return [" ".join(f"{k}%Z" for k in at) for at in itertools.product(*map(range, shape))]


def computed(folder, asked):
    """The entries of functions of places over the integers, in Coq: for each shape and text a list."""
    for name in check.PRELUDE:
        shutil.copyfile(audit.SOURCE / f"{name}.v", folder / f"{name}.v")
        assert not audit.coq("coqc", f"{name}.v", work=folder).returncode, name
    lines = [
        HEAD,
        "From mathcomp Require Import zify.",
        printed(cross_correlation, (("mode", "same"),)).text,
        "Notation R := [comRingType of Z].",
        "Notation G := space2.",
        "Definition x (a b : Z) : R := (10 * a + b * b + 1)%Z.",
        "Definition M := 3%Z. Definition N := 2%Z.",
        *(
            f"Eval vm_compute in let f := {text} in [:: {'; '.join(f'f {at}' for at in places(shape))}]."
            for shape, text in asked
        ),
    ]
    (folder / "Entries.v").write_text("\n".join([*lines, ""]), encoding="utf-8")
    said = audit.coq("coqc", "Entries.v", work=folder)
    assert not said.returncode, said.stderr
    answers = said.stdout.split("     = ")[1:]
    return [[int(v) for v in re.findall(r"-?\d+", one.partition("\n     : ")[0])] for one in answers]


@needs_coq
@pytest.mark.slow
def test_functions_of_arrays_have_the_entries_of_numpy_and_faults_are_seen(tmp_path):
    x = np.fromfunction(lambda a, b: 10 * a + b * b + 1, (3, 4), dtype=int)
    asked, expected = [], []
    for what, (fn, right, wrong) in FUNCTIONS.items():
        shape, text = entries(fn)
        known = np.asarray(fn(np, x))
        assert shape == known.shape, what
        planted = text.replace(right, wrong)
        assert planted != text, what
        asked += [(shape, text), (shape, planted)]
        expected.append(known.ravel().astype(int).tolist())
    found = computed(tmp_path, asked)
    for k, what in enumerate(FUNCTIONS):
        assert found[2 * k] == expected[k], what
        assert found[2 * k + 1] != expected[k], what


def test_entries_are_set_only_where_nothing_was_made_from_them():
    trace = Trace()
    x = Array(trace, (3, 4), (False, False), lambda places: "x", "x")
    y = x * 0
    z = y + 1
    with pytest.raises(Unprinted, match="read elsewhere"):
        y[0, 0] = 1
    with pytest.raises(Unprinted, match="read elsewhere"):
        z[:2][0, 0] = 1


def test_a_rule_is_the_condition_that_it_says():
    p, q = sp.symbols("p q", integer=True)
    for rule in (
        lambda p, q: p < q and q < 3,
        lambda p, q: p < q or q < 1,
        lambda p, q: not p < q,
        lambda p, q: p + 1 < q if q > 1 else p > 1,
        lambda p, q: p <= q,
    ):
        said = rules.condition_of(rule, {"p": p, "q": q})
        for values in itertools.product(range(4), repeat=2):
            assert bool(said.subs(dict(zip((p, q), values, strict=True)))) is bool(rule(*values))
    assert rules.condition_of(lambda p: p == p, {"p": p}) == sp.true
