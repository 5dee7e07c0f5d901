"""A case of a law as a goal of Coq: the theorem at these arguments gives what the law gives.

Trusted. It trusts the tactics of `rocq/Link.v` and `rocq/RealLink.v`, which compute premises and sides.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp

from mathcnn.evidence import symbolic
from mathcnn.language.formula import Law
from mathcnn.numbers.sequences import Sequence

from .examples import Example
from .theorems import STRUCTURE, Theorem, Unlinked

ENTRIES = 6  # of a result that are compared in each case; one if it is a real number
LONGEST = 240  # seconds for one case, on a machine that does other things too
TRIED = 10  # seconds in which `reflexivity` is tried
TOLERANCE = Fraction(1, 10**9)  # a real number of Coq must be this close to the value in Python, relative to it


def datum(v: Any) -> str:
    """A number, a sequence, or an array of numbers, as `data` of Coq. Raises Unlinked if it is not rational."""
    if v is None:
        return "(Row [::])"
    if isinstance(v, np.ndarray) and not v.ndim:
        v = v.item()
    if isinstance(v, Sequence):
        v = nested((v.values, v.start, v.before, v.after))
    if isinstance(v, (list, tuple, np.ndarray)):
        return "(Row [:: " + "; ".join(map(datum, v)) + "])"
    if isinstance(v, (bool, np.bool_)):
        v = int(v)
    if isinstance(v, float):
        if np.isnan(v):
            return "(Row [::])"  # an optional number that is None
        v = _fraction(v) if np.isfinite(v) else v
    if not isinstance(v, (int, np.integer, Fraction, sp.Rational)):
        v = symbolic.sympified(v)
        v = sp.nsimplify(v) if not isinstance(v, sp.Rational) else v
        if not isinstance(v, sp.Rational):
            raise Unlinked(f"{v} is not rational")
    v = Fraction(int(v.p), int(v.q)) if isinstance(v, sp.Rational) else Fraction(v)
    return f"(Num ({v.numerator}) {v.denominator})"


def _fraction(v: float) -> Fraction:
    """The short fraction that a float was rounded from, if there is one; else the float exactly.

    An array with a NaN in it holds floats although its numbers are exact.
    """
    short = Fraction(v).limit_denominator(10**4)
    return short if float(short) == v or abs(short - Fraction(v)) <= abs(Fraction(v)) / 2**50 else Fraction(v)


def nested(at: Iterable[Any]) -> Any:
    """Numbers as nested pairs of Coq: 2, (2, 3), ((2, 3), 4)."""
    first, *rest = at
    for one in rest:
        first = (first, one)
    return first


def interval(v: Any) -> str:
    """Two rational numbers around a value, as real numbers of Coq. Raises Unlinked if it is not a number."""
    value = sp.sympify(symbolic.sympified(v)).evalf(40)
    if value in (sp.oo, -sp.oo):
        return f"{'Rbar.p_infty' if value == sp.oo else 'Rbar.m_infty'} " * 2
    if not value.is_number or not value.is_finite:
        raise Unlinked(f"{v} is not a number")
    parts = value.as_real_imag()
    if parts[1]:  # a pair of real numbers
        (low, high), (below, above) = (
            interval(part).removeprefix("(").removesuffix(")%R").split(")%R (") for part in parts
        )
        return f"(({low})%R, ({below})%R) (({high})%R, ({above})%R)"
    exact = Fraction(str(value)) if value.is_Float else Fraction(int(value.p), int(value.q))
    radius = TOLERANCE * max(Fraction(1), abs(exact))
    ends = [Fraction(int((exact + d) * 10**20), 10**20) for d in (-radius, radius)]
    return " ".join(f"({end.numerator} / {end.denominator})%R" for end in ends)


# What a theorem concludes is read off the term, by the names of constants and not by notations, before anything is put
# into it. These tactics are defined after the theorem's file is loaded.
SIDES = f"""Ltac cnn_sides label a b := tryif constr_eq a b then idtac "NATURE" label "same" else tryif
  assert_succeeds (solve [timeout {TRIED} first
    [reflexivity | apply (Coq.ssr.ssrbool.introT mathcomp.ssreflect.eqtype.eqP); reflexivity]])
  then idtac "NATURE" label "definition" else idtac "NATURE" label "theorem"."""
EQUAL = ["@Coq.Init.Logic.eq _ ?a ?b", "Coq.Init.Datatypes.is_true (@mathcomp.ssreflect.eqtype.eq_op _ ?a ?b)"]
AT_MOST = [
    "Coq.Init.Datatypes.is_true (@mathcomp.ssreflect.order.Order.le _ _ ?a ?b)",
    "Coq.Init.Datatypes.is_true (mathcomp.ssreflect.ssrnat.leq ?a ?b)",
    "Coq.ZArith.BinInt.Z.le ?a ?b",
]
REAL_AT_MOST = ["Coq.Reals.Rdefinitions.Rle ?a ?b", "Coq.Reals.Rdefinitions.Rge ?b ?a", "Coquelicot.Rbar.Rbar_le ?a ?b"]


def natures(real: bool) -> list[str]:
    """The tactics with which `nature` looks at theorems; real: of real numbers."""
    both = [("=", form) for form in EQUAL] + [("<=", form) for form in (*AT_MOST, *(REAL_AT_MOST if real else []))]
    rows = "\n".join(f'  | |- {form} => idtac "RELATION" label "{sign}"; cnn_sides label a b' for sign, form in both)
    return [SIDES, f'Ltac cnn_nature label := lazymatch goal with\n{rows}\n  | |- _ => idtac "RELATION" label "?" end.']


def nature(of: Theorem, label: str) -> str:
    """A goal at which Coq prints what a theorem concludes: its relation, and whether its sides are one term, equal by
    computation, or neither.
    """
    look = f"cut T; [intros _; exact I | intros; cnn_nature {label}]"
    return f"Goal True. let T := type of (@CNN.{of.name}) in {look}. Abort."


def script(of: Theorem, law: Law, example: Example, label: str, rng: random.Random) -> str:
    """A goal that Coq proves if the theorem, on this example, gives what the law gives.

    of, law: the theorem and the law. example: a case of the law. label: is printed after LINKED or DIFFERS. rng:
    chooses the entries that are compared. Raises Unlinked if the theorem cannot be instantiated.
    """
    real = of.real
    discharge, compare = ("discharge_reals", "enclose") if real else ("discharge", "compare")
    free: list[tuple[str, str]] = []
    axes: str | None = None
    applied, waiting = f"@CNN.{of.name}", False
    lines: list[str] = []
    for v, kind in of.variables:
        if not v:
            waiting = True
            continue
        if STRUCTURE.fullmatch(kind):
            if v == "G":
                if example.rank > 3:
                    raise Unlinked(f"{of.name}: more than three axes")
                axes = f"{'CNN.Space.space' if kind.endswith('space') else 'axes'}{example.rank}"
            found = axes if v == "G" else "rationals"
        elif v in example.axes and (kind == "G" or "*" in kind):
            found = f"(read {datum(nested(example.axes[v]))})"
        elif v in example.values:
            found = f"(read {datum(example.values[v])})"
        else:
            found = ""
        if free and found:
            raise Unlinked(
                f"{of.name}: {v} stands after {free[0][0]}, which is neither an argument nor a letter: "
                f"{sorted(example.values)}"
            )
        if waiting and not free:
            again = f"let H' := fresh in pose proof ({applied}) as H'; clear H; rename H' into H; {discharge} H."
            lines.append(again if lines else f"pose proof ({applied}) as H; {discharge} H.")
            applied, waiting = "H", False
        if found:
            applied += f" {found}"
        else:
            free.append((v, kind))
    sizes = [example.rank if kind == "G" else kind.count("*") + 1 for _, kind in free]
    lhs, rhs = example.sides(sum(sizes))
    if sum(sizes) != lhs.ndim:
        raise Unlinked(
            f"{of.name}: its entries have the indices {[v for v, _ in free]}; those of the law have shape {lhs.shape}"
        )
    places = list(np.ndindex(lhs.shape))
    checked = []
    complex_first = lambda at: not (isinstance(entry := lhs[at], sp.Expr) and entry.has(sp.I))
    mixed = sorted(rng.sample(places, len(places)), key=complex_first)
    kinds = [[at for at in mixed if bool(lhs[at] != 0) is other] for other in (True, False)]
    chosen = [  # one that is not zero, one that is, and so on
        at for pair in itertools.zip_longest(*kinds) for at in pair if at is not None
    ]
    for at in chosen[: 1 if real else ENTRIES]:
        try:
            sides = [lhs[at], rhs[at]]
            if law.relation == ">=":
                sides.reverse()
            said = " ".join((interval if real else datum)(one) for one in sides)
        except Unlinked:
            continue
        parts = iter(at)
        indices = " ".join(f"(read {datum(nested(itertools.islice(parts, size)))})" for size in sizes)
        checked.append(f"pose proof ({applied} {indices}) as E; {discharge} E; {compare} E {said}; clear E")
    if not checked:
        raise Unlinked(f"{of.name}: no entry of this case is a number")
    body = "".join(f"{line[:-1]}; " for line in lines) + "; ".join(checked)
    return f'Goal True. first [timeout {LONGEST} ({body}); idtac "LINKED {label}" | idtac "DIFFERS {label}"]. Abort.'


def unguarded(goal: str) -> str:
    """The same goal, at which Coq stops with its own message if it does not hold."""
    return goal.replace("first [", "", 1).partition('; idtac "LINKED')[0] + ". Abort."
