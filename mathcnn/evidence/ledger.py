"""The ledger of proofs: the laws that the kernel of a proof assistant accepted for all sizes. It is packaged, so that
they are known without Coq.

An entry names the theorem by which a law was proved, its file, its axioms, and on how many cases theorem and law were
compared (`proofs/link.py`). It has digests of everything that it depends on: of the law in Python, with the statement
of its formula and everything else that it uses, and of the Coq files. If a digest no longer matches, the entry is stale
and its law is open: the present statement has not been proved. `mathcnn prove` checks all proofs again and writes the
ledger.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import pathlib
import re
import sys
import types
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

import sympy as sp

from ..language.formula import Domain, Formula, FunctionSpace, Gradient, Law
from ..language.latex import writable
from ..language.statement import Spelling, Words
from ..text import resources
from . import content
from .content import Part

FILE = pathlib.Path(__file__).with_name("ledger.json")
UNSEALED = "no run of `mathcnn prove` wrote this entry as it is"
STALE_LAW = "the law, or the statement of a formula in it, was changed since"

Json: TypeAlias = Any  # what JSON holds: strings, numbers, lists and dictionaries of them
Described: TypeAlias = list[Any]  # nested lists of texts and parts, as `content.digest` takes them


@dataclass(frozen=True)
class Proof:
    """One theorem that a law was proved by.

    Attributes
    ----------
    law : the name of the law.
    theorem : its file and name, as "PoolingMaxLaws.max_pool_pads".
    says : the statement, as Coq prints it.
    axioms : of its file; () if there are none.
    ranks : the numbers of spatial axes on which it was compared with the law.
    cases : how many cases were compared.
    digest : of the law in Python.
    by_definition : whether both sides are equal by computation alone, so that the theorem holds by reflexivity.
    seal : a digest of the entry and of the files that it depends on, which `mathcnn prove` writes; an entry that was
        typed or edited has none that fits.
    stale : why it no longer counts; "" if it does.
    """

    law: str
    theorem: str
    says: str
    axioms: tuple[str, ...]
    ranks: tuple[int, ...]
    cases: int
    digest: str
    by_definition: bool = False
    seal: str = ""
    stale: str = ""

    @property
    def file(self) -> str:
        """The name of its Coq file, without the ending."""
        return self.theorem.partition(".")[0]


@dataclass(frozen=True)
class Ledger:
    """Everything that was proved.

    Attributes
    ----------
    coq : the version of Coq.
    files : of each Coq file {"digest", "imports", "axioms"}.
    proofs : of each law its proofs.
    """

    coq: str
    files: dict[str, dict[str, Json]]
    proofs: dict[str, tuple[Proof, ...]]

    def of(self, law: Law) -> tuple[Proof, ...]:
        """The proofs of a law; `stale` says why if one no longer matches."""
        return tuple(
            Proof(**{**vars(one), "stale": why}) if (why := self.fault(one, law)) else one
            for one in self.proofs.get(law.name, ())
        )

    def fault(self, proof: Proof, law: Law) -> str:
        """What has changed since a law was proved, or ""."""
        if proof.law != law.name:
            return f"it is about {proof.law}"
        if not law.holds:
            return "this is no law"
        if proof.digest != digest(law):
            return STALE_LAW
        return self.changed(proof.file) or ("" if proof.seal == self.seal_of(proof) else UNSEALED)

    def seal_of(self, proof: Proof) -> str:
        """The seal of an entry: a digest of what it says, of the version of Coq, and of the files it depends on.

        It shows that an entry was not typed or edited by hand, not that the run was honest: `mathcnn prove` shows that.
        """
        said = [v for name, v in sorted(vars(proof).items()) if name not in ("seal", "stale")]
        names = [proof.file, *self.files.get(proof.file, {}).get("imports", [])]
        under = [[name, self.files.get(name)] for name in names]
        return hashlib.sha256(json.dumps(["mathcnn prove", self.coq, said, under], sort_keys=True).encode()).hexdigest()

    def sealed(self) -> Ledger:
        """The same with a seal for each entry; for `mathcnn prove` alone."""
        proofs = {
            law: tuple(dataclasses.replace(one, seal=self.seal_of(one)) for one in those)
            for law, those in self.proofs.items()
        }
        return Ledger(self.coq, self.files, proofs)

    def changed(self, file: str) -> str:
        """Which of the Coq files that a proof depends on was changed, or ""."""
        if file not in self.files:
            return f"{file}.v is not in the ledger"
        for name in [file, *self.files[file]["imports"]]:
            if name not in self.files or (found := source_digest(name)) is None:
                return f"{name}.v is missing"
            if found != self.files[name]["digest"]:
                return f"{name}.v was changed since"
        return ""

    def as_json(self) -> str:
        """The ledger as it is packaged: one line for each proof, so that changes are readable."""

        def line(what: Json) -> str:
            return json.dumps(what, ensure_ascii=False)

        rows = [
            {k: v for k, v in asdict(one).items() if k != "stale"} for those in self.proofs.values() for one in those
        ]
        files = ",\n".join(f"  {line(name)}: {line(found)}" for name, found in sorted(self.files.items()))
        proofs = ",\n".join(f"  {line(row)}" for row in sorted(rows, key=lambda row: (row["law"], row["theorem"])))
        return f'{{\n "coq": {line(self.coq)},\n "files": {{\n{files}\n }},\n "proofs": [\n{proofs}\n ]\n}}\n'


def read(path: pathlib.Path = FILE) -> Ledger:
    """Read a ledger. Raises ValueError if the file is no ledger."""
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
    """The theorems that are linked to a law in the packaged ledger, also stale ones; none for a law of a formula that
    was restated."""
    return packaged().of(law) if as_defined(law.of) else ()


def as_defined(of: Formula) -> bool:
    """Whether a formula is the one that its module defines, and no restated one."""
    return getattr(sys.modules.get(of.fn.__module__), of.__name__, None) is of


@functools.cache
def reasons() -> dict[str, str]:
    """Why laws that have no proof have none, by the name of the law."""
    found: dict[str, str] = json.loads((resources.folder("proofs") / "unproved.json").read_text(encoding="utf-8"))
    return found


def extent(law: Law, proofs: tuple[Proof, ...]) -> str:
    """What the proofs of a law cover: "Coq", or "Coq, 1 and 2 axes" if they leave out a number of spatial axes."""
    ranks = sorted({rank for one in proofs for rank in one.ranks})
    every = [law.rank] if law.rank else [1, 2, 3] if law.of.ranked and not law.of.axiswise else [1]
    return "Coq" if ranks == every else f"Coq, {' and '.join(map(str, ranks))} {'axis' if ranks == [1] else 'axes'}"


@functools.cache
def source_digest(name: str) -> str | None:
    """The digest of a Coq file as it is here; None if it is missing."""
    try:
        return hashlib.sha256((resources.folder("proofs") / "rocq" / f"{name}.v").read_bytes()).hexdigest()
    except FileNotFoundError:
        return None


# ---------------------------------------------------------------- what a law is

# Attributes of laws and formulas that a digest leaves out, with the reason; every other one counts. A test compares
# these lists with the attributes that there are.
COPIED = "of the function, which counts itself"
FOLLOWS = "follows from attributes that count"
PRINTED = "how things are written does not count"
LAW_LEFT_OUT = {
    "shares_no_letter": FOLLOWS,
    **dict.fromkeys(functools.WRAPPER_ASSIGNMENTS, COPIED),
    "__wrapped__": COPIED,
    "family": "what it was made by; what it says is in the law's own function, which counts",
    "unproved": "why there is no proof",
}
FORMULA_LEFT_OUT = {
    "fn": "a proof is about the statement; of other formulas that a law calls it counts",
    "backward": "counts where a law calls it",
    "gradient": "derived from the statement, which counts",
    "laws": "each has a digest of its own",
    "name": "a law has it in its own name",
    "topic": "a law has it in its own name",
    "notation": PRINTED,
    "source": PRINTED,
    "home": "of the names there, those that the shape line uses count",
    "definition": "its parts are attributes of the formula, and count or are listed here",
    "ready": "calls that were checked before",
    "methods": "how a fast form computes; the statement is the same",
    **dict.fromkeys(("binder", "plan", "conventions"), FOLLOWS),
    **dict.fromkeys(("default_words", "word", "is_word", "may_lack", "bound"), "a method of the definition"),
    **dict.fromkeys(("names", "arrays", "optional", "labels", "functions", "switches", "whole"), FOLLOWS),
    **dict.fromkeys(("axiswise", "ranked", "shaped"), FOLLOWS),
    **dict.fromkeys(functools.WRAPPER_ASSIGNMENTS, COPIED),
    "__wrapped__": COPIED,
}  # and private ones, which follow or hold what earlier calls left


def digest(law: Law) -> str:
    """A digest of a law: its name, its sides, its options, the statement of its formula, and everything that these use.

    It covers content, not places; see `content`. Of other formulas that the law calls, the fast form counts, too; of
    its own formula it does not, since a proof is about the statement. How things are written in LaTeX does not count.

    Parameters
    ----------
    law : the law.

    Returns
    -------
    64 hexadecimal digits.

    Raises
    ------
    ValueError : a function that the law uses has no source text.
    """
    return content.digest(
        law,
        {
            Law: _law,
            _Stated: _stated,
            Formula: _formula,
            Gradient: _gradient,
            Domain: _domain,
            FunctionSpace: _space,
            Words: _words,
            types.FunctionType: _unwritten,
        },
        {Formula: ("backward",)},
    )


@dataclass(frozen=True)
class _Stated:
    """A formula by its statement, without its fast form."""

    of: Formula


def _law(law: Law) -> Described:
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


def _stated(stated: _Stated) -> Described:
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
        Part(of.spaces),
        defaults,
        [[a, Part(letters)] for a, letters in of.scalars.items()],
        [[Part(when), Part(list(map(_Stated, others)))] for when, others in of.companions],
    ]


def _formula(of: Formula) -> Described:
    return ["formula and fast form", Part(_Stated(of)), Part(of.fn), [Part(others) for _, others in of.companions]]


def _gradient(of: Gradient) -> Described:
    return ["gradient", Part(of.fn)]


def _domain(one: Domain) -> Described:
    return ["domain", Part(one.fault), Part(one.make), one.exact]


def _space(one: FunctionSpace) -> Described:
    return ["family", Part(one.admit)]


def _words(one: Words) -> Described:
    return ["spelling" if isinstance(one, Spelling) else "convention", Part(one.letters), Part(one.words)]


WRITABLE = writable("")(len).__code__


def _unwritten(fn: types.FunctionType) -> Described | types.NotImplementedType:
    """A function that laws use, without the way it is written."""
    return ["same as", Part(vars(fn)["__wrapped__"])] if fn.__code__ is WRITABLE else NotImplemented
