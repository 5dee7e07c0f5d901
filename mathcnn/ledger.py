"""The ledger of proofs: which laws the kernel of a proof assistant accepted for all sizes, packaged, so that it is known without Coq.

An entry says by which theorem of which file a law was proved, under which axioms, and on how many cases theorem and law were run
against each other (`proofs/link.py`). It holds digests of all that it is about: of the law, as Python has it, with the statement of
its formula and everything else that it uses, and of the Coq files. An entry that no longer matches is stale, and then the law is
open: nobody has shown what stands there now. `mathcnn prove` checks everything again, and writes the ledger.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import inspect
import json
import pathlib
import sys
import types
from dataclasses import asdict, dataclass
from typing import Any

import sympy as sp

from . import shelves
from .formula import Formula, Gradient, Law

FILE = pathlib.Path(__file__).with_name("ledger.json")


@dataclass(frozen=True)
class Proof:
    """One theorem that a law was proved by."""

    law: str
    theorem: str                                         # "ConvolutionLaws.discrete_commutes"
    says: str                                            # the statement, as Coq prints it
    axioms: tuple[str, ...]                              # of its file; () is none at all
    ranks: tuple[int, ...]                               # numbers of spatial axes on which it was run against the law
    cases: int
    digest: str                                          # of the law in Python
    stale: str = ""                                      # why it no longer counts

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
        return tuple(Proof(**{**vars(one), "stale": why}) if (why := self.fault(one, law)) else one for one in self.proofs.get(law.name, ()))

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
        rows = [{k: v for k, v in asdict(one).items() if k != "stale"} for those in self.proofs.values() for one in those]
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
    """The proofs of a law in the packaged ledger, stale ones too. A law of a formula that was restated is another law, and has none."""
    home = sys.modules.get(law.of.fn.__module__)
    return packaged().of(law) if getattr(home, law.of.__name__, None) is law.of else ()


@functools.cache
def reasons() -> dict[str, str]:
    """Why laws that have no proof have none, in words."""
    found: dict[str, str] = json.loads((shelves.shelf("proofs") / "unproved.json").read_text(encoding="utf-8"))
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
        return hashlib.sha256((shelves.shelf("proofs") / "rocq" / f"{name}.v").read_bytes()).hexdigest()
    except FileNotFoundError:
        return None


# ---------------------------------------------------------------- what a law is


def digest(law: Law) -> str:
    """A digest of a law: its own text, its options, and the statements and functions that it uses, to the last."""
    seen: dict[str, str] = {}
    _formula(law.of, seen)
    options = {"relation": law.relation, "holds": law.holds, "rank": law.rank, "held": repr(law.held), "plain": law.plain, "shapes": law.shapes,
               "domain": {a: one.tex for a, one in law.domain.items()}}
    _function(law.fn, seen)
    for rule in law.requires:
        _function(rule, seen)
    whole = json.dumps([law.name, options, sorted(seen.items())], sort_keys=True, default=lambda o: type(o).__name__)
    return hashlib.sha256(whole.encode()).hexdigest()


def _formula(of: Formula, seen: dict[str, str]) -> None:
    """The statement of a formula, its named parts, shapes, hypotheses and words; not its fast form, which no proof is about."""
    if (key := f"formula {of.name}") not in seen:
        seen[key] = _written(of)


@functools.cache
def _written(of: Formula) -> str:
    words = {a: [list(map(str, w.letters)), {repr(k): list(map(_exact, v)) for k, v in w.words.items()}] for a, w in of.words.items()}
    return json.dumps([_exact(of.statement), list(map(_exact, of.where)), of.shapes, sorted(_exact(rule) for rule in of.requires),
                       {a: one.tex for a, one in of.domain.items()}, words, dict(of.along)], sort_keys=True, default=repr)  # fmt: skip


def _exact(e: Any) -> str:
    return sp.srepr(e) if isinstance(e, sp.Basic) else repr(e)


def _function(fn: Any, seen: dict[str, str]) -> None:
    """The text of a function without its docstring, and what it uses of this package."""
    fn = inspect.unwrap(fn)                              # helpers of laws are wrapped, so that they can write themselves
    _, text = _text(fn)
    key = f"function {fn.__module__}.{fn.__qualname__}" + f" {text}" * (fn.__name__ == "<lambda>")  # lambdas all have one name
    if key in seen:
        return
    seen[key] = text
    for name, used in sorted(_used(fn).items()):
        for at, one in enumerate(used if isinstance(used, tuple) else (used,)):
            if isinstance(one, Formula):
                _formula(one, seen)
            elif isinstance(one, Gradient):
                _formula(one.of, seen)
            elif isinstance(one, Law):
                _function(one.fn, seen)
            elif isinstance(one, (types.FunctionType, type)):
                if (one.__module__ or "").startswith(f"{__package__}."):
                    _function(one, seen)
            elif isinstance(one, (int, float, str, sp.Basic)):
                seen[f"{key}: {name} {at}"] = _exact(one)


@functools.cache
def _written_in(file: str) -> dict[int, list[ast.AST]]:
    """Functions, classes and lambdas of a file, by the line where they begin; without docstrings and decorators."""
    found: dict[int, list[ast.AST]] = {}
    for node in ast.walk(ast.parse(pathlib.Path(file).read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            if ast.get_docstring(node) is not None:
                node.body = node.body[1:] or [ast.Pass()]
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            node.decorator_list = []                     # how it is written; a law's options are digested by themselves
            found.setdefault(first, []).append(node)
        elif isinstance(node, ast.Lambda):
            found.setdefault(node.lineno, []).append(node)
    return found


@functools.cache
def _text(fn: Any) -> tuple[list[ast.AST], str]:
    """The nodes of a function or class, and its text. Lambdas that share a line stand for each other."""
    kind: type[ast.AST] = ast.ClassDef if isinstance(fn, type) else ast.Lambda if fn.__name__ == "<lambda>" else ast.FunctionDef
    here = _written_in(str(inspect.getsourcefile(fn)))
    every = [node for those in here.values() for node in those] if isinstance(fn, type) else here.get(fn.__code__.co_firstlineno, [])
    nodes: list[ast.AST] = [node for node in every if isinstance(node, kind) and getattr(node, "name", fn.__name__) == fn.__name__]
    if not nodes:
        raise ValueError(f"{fn.__module__}.{fn.__qualname__} has no text")
    return nodes, "\n".join(map(ast.unparse, nodes))


@functools.cache
def _used(fn: Any) -> dict[str, Any]:
    """What a text names and where it is found: globals, variables of the function around it, and attributes of modules."""
    nodes, _ = _text(fn)
    space = dict(getattr(fn, "__globals__", None) or vars(sys.modules[fn.__module__]))
    if closure := getattr(fn, "__closure__", None):
        space |= {name: cell.cell_contents for name, cell in zip(fn.__code__.co_freevars, closure, strict=True)}
    found: dict[str, Any] = {}
    for node in (one for top in nodes for one in ast.walk(top)):
        if isinstance(node, ast.arg):
            space.pop(node.arg, None)                    # a name of its own
    for node in (one for top in nodes for one in ast.walk(top)):
        if isinstance(node, ast.Name) and node.id in space and not isinstance(space[node.id], types.ModuleType):
            found[node.id] = space[node.id]
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and isinstance(home := space.get(node.value.id), types.ModuleType):
            found[f"{node.value.id}.{node.attr}"] = getattr(home, node.attr, None)
    return found
