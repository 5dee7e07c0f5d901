"""What the pages show of the library, computed once for all of them."""

from __future__ import annotations

import functools
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from typing import Any  # Any: facts are texts, numbers, and lists and dictionaries of them

import numpy as np

from mathcnn import museum
from mathcnn.catalogue import catalog
from mathcnn.conformance.signatures import NoTarget
from mathcnn.conformance.target import BUILT_IN, target
from mathcnn.evidence import derivation, verdicts
from mathcnn.evidence.cases.arrays import floats
from mathcnn.evidence.cases.choosers import Random
from mathcnn.evidence.cases.geometries import Reject, draw
from mathcnn.evidence.checks import NotOffered
from mathcnn.language.formula import Formula, Gradient, Law
from mathcnn.testing import errors
from mathcnn.text import resources

from .staging import ROOT

OWN = ("mathcnn", "compiled")  # targets that are this package
SEED = 0
EXAMPLES = 20  # draws from which a counterexample, or a case of the page, is taken


@functools.cache
def record(name: str) -> dict[str, Any]:
    """The record "evidence", "conformance", "museum" or "benchmark" of the figures."""
    found: dict[str, Any] = resources.module("figures", "recorded").record(name)
    return found


@functools.cache
def changed(name: str) -> frozenset[str]:
    """The topics that have changed since a record was made."""
    return frozenset(resources.module("figures", "recorded").changed(record(name)["topics"]))


# ---------------------------------------------------------------- laws


@functools.cache
def recorded_rows() -> dict[str, list[dict[str, str]]]:
    """The rows of the record of evidence, by formula."""
    keys = ("kind", "law", "implementation", "verdict", "evidence", "tier")
    return {
        name: [dict(zip(keys, row, strict=True)) for row in rows]
        for name, rows in record("evidence")["formulas"].items()
    }


def rows_of(law: Law) -> list[dict[str, str]]:
    """The rows of the record about a law."""
    return [row for row in recorded_rows().get(law.of.name, []) if row["law"] == law.fn.__name__]


def proof_of(law: Law) -> dict[str, Any]:
    """The theorems about a law and its derivation, each step of which is checked now."""
    found: dict[str, Any] = derivation.page_of(law)
    return found


@functools.cache
def counterexample(law: Law) -> str:
    """The smallest counterexample of a non-law, found now. Raises ValueError if there is none."""
    row, *_ = verdicts.verify_formula(law.of, EXAMPLES, SEED, only=law.fn.__name__)
    if not row.counterexample:
        raise ValueError(f"{law.name}: no counterexample was found")
    return row.counterexample


# ---------------------------------------------------------------- cases


def cases(of: Formula, words: dict[str, Any] | None = None, dtype: str = "float32") -> Iterator[dict[str, Any]]:
    """Arguments of random small calls that a formula accepts.

    of: the formula; words: arguments that are set; dtype: of the arrays.
    """
    rng = random.Random(f"{SEED} {of.name}")
    for _ in range(10 * EXAMPLES):
        try:
            case = draw(of, Random(rng))
        except Reject:
            continue
        given = {**floats(case, rng, dtype), **case.kwargs, **(words or {})}
        try:
            with np.errstate(all="ignore"):
                of(**given)
        except ValueError:
            continue  # the words do not fit this geometry
        yield given


@functools.cache
def bound(of: Formula) -> dict[str, Any] | None:
    """The error bound of a formula in a call of float32: shapes, tier, the largest bound and rho of the fast form; None
    if no bound is known, or its arguments are no arrays."""
    if not of.arrays or of.spaces:
        return None
    for given in cases(of):
        with np.errstate(all="ignore"):
            y = of(**given)
            if np.iscomplexobj(y):
                return None
            try:
                found = errors(of, result=y, **given)
            except (ValueError, TypeError):
                return None
        shows = np.size(y) and np.all(np.isfinite(y)) and np.any(found.bound)
        if not shows and found.tier != "0 ulp":
            continue
        arrays = {a: v.shape for a, v in given.items() if isinstance(v, np.ndarray)}
        others = {a: v for a, v in given.items() if a not in arrays and v is not None}
        return {
            "arrays": arrays,
            "others": others,
            "tier": found.tier,
            "bound": float(np.max(found.bound, initial=0.0)),
            "size": float(np.max(np.abs(y), initial=0.0)),
            "rho": found.rho,
        }
    return None


# ---------------------------------------------------------------- libraries


@functools.cache
def libraries() -> dict[str, Any]:
    """The libraries that are installed, as targets, by name."""
    found = {}
    for name in BUILT_IN:
        if name not in OWN:
            try:
                found[name] = target(name)
            except NoTarget:
                continue  # not installed: it has no column
    return found


@functools.cache
def followers(of: Formula, argument: str, word: Any) -> dict[str, str]:
    """What each library does that is asked for a word of a convention: "computes it", "computes something else", or
    "does not offer it". Libraries that do not compute the formula, or are not installed, are left out."""
    said = {}
    for name, one in libraries().items():
        if of.name not in one.functions:
            continue
        subject, seen, refused = one.subject(of), [], 0
        for given in cases(of, {argument: word}):
            try:
                with np.errstate(all="ignore"):
                    y = subject(**given)
                    seen.append(errors(of, result=np.asarray(y), **given).rho <= 1)
            except NotOffered:
                refused += 1
            except (ValueError, TypeError, AssertionError):
                continue
            if len(seen) == 3 or refused == EXAMPLES:
                break
        said[name] = "computes it" if seen and all(seen) else "computes something else" if seen else "does not offer it"
    return said


# ---------------------------------------------------------------- what is about a formula


@functools.cache
def drawings_of() -> dict[str, list[Any]]:
    """The figures that are drawn from each formula, by its name. Any: the package of figures is found late."""
    found: dict[str, list[Any]] = defaultdict(list)
    for one in resources.package("figures").catalog().values():
        for name in one.formulas:
            found[name].append(one)
    return found


@functools.cache
def drawings_of_gradients() -> dict[str, list[Any]]:
    """The figures that are drawn from each gradient, by its name. Any: as in `drawings_of`."""
    found: dict[str, list[Any]] = defaultdict(list)
    for one in resources.package("figures").catalog().values():
        for name in one.gradients:
            found[name].append(one)
    return found


@functools.cache
def exhibits_of() -> dict[str, list[str]]:
    """The exhibits of the museum that claim to compute each formula or its gradient, by the formula's name."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, one in museum.exhibits().items():
        found[one.of.name].append(name)
    return found


@functools.cache
def findings() -> list[dict[str, Any]]:
    """What the audit found of each statement of the document, as docs/audit.py wrote it."""
    rows: list[dict[str, Any]] = json.loads((ROOT / "docs" / "audit" / "findings.json").read_text("utf-8"))
    return rows


@functools.cache
def statements_of() -> dict[str, list[str]]:
    """The statements of the document whose evidence names each formula or its laws, by the formula's name."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in findings():
        for outcome in row["evidence"]:
            name = outcome["statement"].partition("::")[0]
            if name in catalog().formulas and row["id"] not in found[name]:
                found[name].append(row["id"])
    return found


def caught_by(exhibit: str) -> list[str]:
    """The checks that rejected an exhibit, by the record of the museum."""
    found: list[str] = record("museum")["exhibits"].get(exhibit, {}).get("caught", [])
    return found


def is_of_gradient(exhibit: str) -> bool:
    """Whether an exhibit claims to compute a gradient."""
    return isinstance(museum.exhibits()[exhibit].claims, Gradient)
