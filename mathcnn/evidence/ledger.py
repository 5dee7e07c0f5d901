"""The ledger of proofs: which laws the kernel of a proof assistant accepted for all sizes, packaged, so that it is
known without Coq.

An entry says by which theorem of which file a law was proved, under which axioms, and on how many cases theorem and law
were run against each other (`proofs/link.py`). It holds digests of all that it is about: of the law, as Python has it,
with the statement of its formula and everything else that it uses, and of the Coq files. An entry that no longer
matches is stale, and then the law is open: nobody has shown what stands there now. `mathcnn prove` checks everything
again, and writes the ledger.
"""

from __future__ import annotations

import functools
import hashlib
import json
import pathlib
import re
import sys
import types
from dataclasses import asdict, dataclass
from typing import Any

import sympy as sp

from ..language.formula import Domain, Formula, FunctionSpace, Gradient, Law
from ..language.latex import writable
from ..language.statement import Spelling, Words
from ..text import resources
from . import content
from .content import Part

FILE = pathlib.Path(__file__).with_name("ledger.json")


@dataclass(frozen=True)
class Proof:
    """One theorem that a law was proved by."""

    law: str
    theorem: str  # "ConvolutionLaws.discrete_commutes"
    says: str  # the statement, as Coq prints it
    axioms: tuple[str, ...]  # of its file; () is none at all
    ranks: tuple[int, ...]  # numbers of spatial axes on which it was run against the law
    cases: int
    digest: str  # of the law in Python
    stale: str = ""  # why it no longer counts

    @property
    def file(self) -> str:
        return self.theorem.partition(".")[0]


@dataclass(frozen=True)
class Ledger:
    """All that was proved, and by which files: {file: {"digest", "imports", "axioms"}}."""

    coq: str
    files: dict[str, dict[str, Any]]
    proofs: dict[str, tuple[Proof, ...]]

    def of(self, law: Law) -> tuple[Proof, ...]:
        """The proofs of a law; those that no longer match say why they are stale."""
        return tuple(
            Proof(**{**vars(one), "stale": why}) if (why := self.fault(one, law)) else one
            for one in self.proofs.get(law.name, ())
        )

    def fault(self, proof: Proof, law: Law) -> str:
        """What has changed since a law was proved, or nothing."""
        if proof.law != law.name:
            return f"it is about {proof.law}"
        if not law.holds:
            return "this is no law"
        if proof.digest != digest(law):
            return "the law, or the statement of a formula in it, was changed since"
        return self.changed(proof.file)

    def changed(self, file: str) -> str:
        """Which Coq file that a proof rests on was changed, or nothing."""
        if file not in self.files:
            return f"{file}.v is not in the ledger"
        for name in [file, *self.files[file]["imports"]]:
            if name not in self.files or (found := source_digest(name)) is None:
                return f"{name}.v is missing"
            if found != self.files[name]["digest"]:
                return f"{name}.v was changed since"
        return ""

    def as_json(self) -> str:
        """The ledger as it is packaged: a proof a line, so that a change can be read."""
        line = lambda what: json.dumps(what, ensure_ascii=False)
        rows = [
            {k: v for k, v in asdict(one).items() if k != "stale"} for those in self.proofs.values() for one in those
        ]
        files = ",\n".join(f"  {line(name)}: {line(found)}" for name, found in sorted(self.files.items()))
        proofs = ",\n".join(f"  {line(row)}" for row in sorted(rows, key=lambda row: (row["law"], row["theorem"])))
        return f'{{\n "coq": {line(self.coq)},\n "files": {{\n{files}\n }},\n "proofs": [\n{proofs}\n ]\n}}\n'


def read(path: pathlib.Path = FILE) -> Ledger:
    """A ledger; ValueError where the file is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        proofs: dict[str, tuple[Proof, ...]] = {}
        for row in found["proofs"]:
            one = Proof(**{**row, "axioms": tuple(row["axioms"]), "ranks": tuple(row["ranks"])})
            proofs[one.law] = (*proofs.get(one.law, ()), one)
        return Ledger(found["coq"], found["files"], proofs)
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise ValueError(f"{path} is no ledger of proofs: {type(error).__name__}: {error}") from error


@functools.cache
def packaged() -> Ledger:
    """The ledger that came with this package."""
    return read()


def proofs_of(law: Law) -> tuple[Proof, ...]:
    """The proofs of a law in the packaged ledger, stale ones too.

    A law of a formula that was restated is another law, and has none.
    """
    home = sys.modules.get(law.of.fn.__module__)
    return packaged().of(law) if getattr(home, law.of.__name__, None) is law.of else ()


@functools.cache
def reasons() -> dict[str, str]:
    """Why laws that have no proof have none, in words."""
    found: dict[str, str] = json.loads((resources.folder("proofs") / "unproved.json").read_text(encoding="utf-8"))
    return found


def extent(law: Law, proofs: tuple[Proof, ...]) -> str:
    """What the proofs of a law cover: "Coq", or "Coq, 1 and 2 axes" where they leave a number of spatial axes out."""
    ranks = sorted({rank for one in proofs for rank in one.ranks})
    every = [law.rank] if law.rank else [1, 2, 3] if law.of.ranked and not law.of.axiswise else [1]
    return "Coq" if ranks == every else f"Coq, {' and '.join(map(str, ranks))} {'axis' if ranks == [1] else 'axes'}"


@functools.cache
def source_digest(name: str) -> str | None:
    """The digest of a Coq file as it lies here, None where it doesn't."""
    try:
        return hashlib.sha256((resources.folder("proofs") / "rocq" / f"{name}.v").read_bytes()).hexdigest()
    except FileNotFoundError:
        return None


# ---------------------------------------------------------------- what a law is


def digest(law: Law) -> str:
    """A digest of a law: its name, what it says, its options, the statement of its formula, and all that these use, to
    the last.

    It covers content, not places: see `content`. Of other formulas that the law calls, the fast form counts, too; of
    its own formula it does not, since a proof is about the statement. How things are written in LaTeX does not count.
    """
    return content.digest(
        law,
        {
            Law: _law,
            _Stated: _stated,
            Formula: _formula,
            Gradient: _gradient,
            Domain: _domain,
            FunctionSpace: _family,
            Words: _words,
            types.FunctionType: _unwritten,
        },
        {Formula: ("backward",)},
    )


@dataclass(frozen=True)
class _Stated:
    """A formula as its statement says it."""

    of: Formula


def _law(law: Law) -> Any:
    letters = {
        name for text in law.shapes.values() if isinstance(text, str) for name in re.findall(r"[A-Za-z_]\w*", text)
    }
    scope = {name: law.of.scope.get(name, sp.Symbol(name, integer=True, positive=True)) for name in sorted(letters)}
    own = {a: one for a, one in law.domain.items() if law.of.domain.get(a) is not one}
    return [
        "law",
        law.name,
        law.relation,
        law.holds,
        law.rank,
        law.plain,
        law.names,
        sorted(law.domain),
        *map(Part, (law.held, law.requires, own, law.shapes, law.fn, _Stated(law.of))),
        [[name, Part(v)] for name, v in scope.items() if not isinstance(v, types.FunctionType)],
    ]


def _stated(stated: _Stated) -> Any:
    """The statement of a formula, its named parts, shapes, conditions, words and arguments, and what its shape line
    names.
    """
    of = stated.of
    named = {name for name in re.findall(r"[A-Za-z_]\w*", of.shapes) if name in of.scope}
    defaults = [
        [name, str(one.kind), [] if one.default is one.empty else [Part(one.default)]]
        for name, one in of.signature.parameters.items()
    ]
    return [
        "formula",
        Part(of.statement),
        Part(of.where),
        of.shapes,
        [[name, Part(of.scope[name])] for name in sorted(named)],
        sorted(content.digest(rule) for rule in of.requires),
        Part(of.domain),
        Part(of.words),
        of.along,
        Part(of.families),
        defaults,
        [[a, Part(letters)] for a, letters in of.scalars.items()],
        [[Part(when), Part(list(map(_Stated, others)))] for when, others in of.companions],
    ]


def _formula(of: Formula) -> Any:
    return ["formula and fast form", Part(_Stated(of)), Part(of.fn), [Part(others) for _, others in of.companions]]


def _gradient(of: Gradient) -> Any:
    return ["gradient", Part(of.fn)]


def _domain(one: Domain) -> Any:
    return ["domain", Part(one.fault), Part(one.make), one.exact]


def _family(one: FunctionSpace) -> Any:
    return ["family", Part(one.admit)]


def _words(one: Words) -> Any:
    return ["spelling" if isinstance(one, Spelling) else "convention", Part(one.letters), Part(one.words)]


WRITABLE = writable("")(len).__code__


def _unwritten(fn: types.FunctionType) -> Any:
    """What helpers of laws are without the way they are written."""
    return ["same as", Part(fn.__wrapped__)] if fn.__code__ is WRITABLE else NotImplemented  # type: ignore[attr-defined]
