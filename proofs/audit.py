"""Compiles every proof in proofs/rocq, and asks Coq which axioms each statement depends on:

    python proofs/audit.py [--jobs N] [--json PATH]

Trusted. It trusts Coq: what the compiler writes to .glob files, and the answers of `Search` and `Print Assumptions`.

A source text can hide what it assumes, so it is read with the compiler's record of what it executed (`record`). The
files are copied, without anything compiled, to a new directory and compiled there. The statements of a file are those
in its .glob file and those that `Search` finds in the compiled library. What a statement depends on is the answer of
`Print Assumptions`: axioms, unfinished proofs, and checks that were switched off (guardedness, positivity, universes).
It is compared with ALLOWED (`axioms`), file by file.

This cannot show whether a statement says what it should (that is for `linking`), or whether the hypotheses of a theorem
can be satisfied.

Exit codes: 0 nothing is wrong; 1 a violation; 2 Coq is missing, or wrong usage.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from mathcnn.text import resources

if TYPE_CHECKING:
    from . import kept, record
    from .assumptions import answers, depends, groups, permitted
    from .axioms import ALLOWED, CHOICE, CLASSICAL, MACHINE, REALS
    from .compiler import FLAGS, INSTALL, LIBRARY, LONGEST, Missing, coq, in_order, needs, version
else:  # by their full names, since this file is also run by itself
    axioms, kept, record, compiler, asking = (
        resources.module("proofs", name) for name in ("axioms", "kept", "record", "compiler", "assumptions")
    )
    answers, depends, groups, permitted = asking.answers, asking.depends, asking.groups, asking.permitted
    ALLOWED, REALS, CLASSICAL = axioms.ALLOWED, axioms.REALS, axioms.CLASSICAL
    CHOICE, MACHINE = axioms.CHOICE, axioms.MACHINE
    FLAGS, INSTALL, LIBRARY, LONGEST = compiler.FLAGS, compiler.INSTALL, compiler.LIBRARY, compiler.LONGEST
    Missing, coq, in_order, needs, version = (
        compiler.Missing, compiler.coq, compiler.in_order, compiler.needs, compiler.version,
    )  # fmt: skip

__all__ = ["ALLOWED", "FLAGS", "INSTALL", "LIBRARY", "LONGEST", "Missing", "coq", "in_order", "needs", "version"]

SOURCE = pathlib.Path(__file__).parent / "rocq"
PROJECT = ["-Q . CNN", "-arg -w", "-arg -notation-overridden,-ambiguous-paths"]
TIMED = ".time"  # of the record of Coq, beside a compiled file
COMPILED = (".vo", ".glob", TIMED)
NOTHING = kept.Kept()


@dataclasses.dataclass
class File:
    """One file of proofs.

    name: without its ending. digest: SHA-256 of its text. seconds: for compiling and asking. statements: their names.
    axioms: that any of them depends on. violations: what is wrong. key: a digest of its text, of those that it imports,
    of Coq and of this audit.
    """

    name: str
    digest: str
    seconds: float = 0.0
    statements: list[str] = dataclasses.field(default_factory=list)
    axioms: list[str] = dataclasses.field(default_factory=list)
    violations: list[str] = dataclasses.field(default_factory=list)
    key: str = ""


# ---------------------------------------------------------------- compiling


def copied(source: pathlib.Path, work: pathlib.Path) -> list[File]:
    """Copy the sources, and nothing that is compiled.

    source, work: the two directories. Returns the files in the order of _CoqProject. Raises ValueError unless
    _CoqProject lists each file once and has no other options than PROJECT.
    """
    lines = (source / "_CoqProject").read_text(encoding="utf-8").splitlines()
    listed = [line for line in lines if line.endswith(".v")]
    there = sorted(path.name for path in source.glob("*.v"))
    if sorted(listed) != there:
        raise ValueError(
            f"_CoqProject lists {sorted(set(listed) ^ set(there)) or 'a file twice'}: it must list each file of "
            f"{source} once"
        )
    if others := [line for line in lines if line and line not in listed and line not in PROJECT]:
        raise ValueError(f"_CoqProject has the options {others}: only {PROJECT} are allowed")
    for name in listed:
        shutil.copyfile(source / name, work / name)
    return [File(name.removesuffix(".v"), hashlib.sha256((source / name).read_bytes()).hexdigest()) for name in listed]


def compiled(
    source: pathlib.Path,
    work: pathlib.Path,
    jobs: int = 2,
    held: kept.Kept = NOTHING,
    only: Iterable[str] | None = None,
    given: pathlib.Path | None = None,
) -> list[File]:
    """Compile the files of a directory in another one.

    source: the directory with _CoqProject. work: a directory without compiled files of other sources. jobs: processes.
    held: results of earlier runs. only: the names of the files to compile, with all that they import; all if left out.
    given: a directory where some of the same sources were compiled by this function; these are taken from there.
    Returns the files; one that does not compile, or has a command that no proof file may have, has the reason among its
    violations. Raises Missing, ValueError.
    """
    files = {file.name: file for file in copied(source, work)}
    imports = needs(work, list(files))
    if only is not None:
        wanted = closed(imports, only)
        files = {name: file for name, file in files.items() if name in wanted}
        imports = {name: imports[name] for name in files}
    mine = kept.sources(
        pathlib.Path(__file__).with_name(name) for name in ("audit.py", "record.py", "compiler.py", "assumptions.py")
    )
    keys = kept.keys({name: file.digest for name, file in files.items()}, imports, version(work), mine, *FLAGS)
    for name, file in files.items():
        file.key = keys.get(name, "")

    def compile_one(name: str) -> bool:
        file, start = files[name], time.perf_counter()
        there = {ending: given / f"{name}{ending}" for ending in COMPILED} if given else {}
        parts: dict[str, bytes | None] = {}
        if there and all(path.exists() for path in there.values()):
            parts |= {ending: path.read_bytes() for ending, path in there.items()}
        else:
            parts |= {ending: held.get(kept.digest(file.key, ending)) for ending in COMPILED}
        if None not in parts.values():
            for ending, found in parts.items():
                (work / f"{name}{ending}").write_bytes(found or b"")
            file.violations += record.faults((work / f"{name}.v").read_bytes(), parts[TIMED] or b"")
            return not file.violations
        try:
            said = coq("coqc", "-time", f"{name}.v", work=work)
        except subprocess.TimeoutExpired:
            file.violations.append(f"takes more than {LONGEST} seconds to compile")
            return False
        file.seconds = time.perf_counter() - start
        if said.returncode:
            file.violations.append("does not compile: " + " ".join(said.stderr.split()))
            return False
        (work / f"{name}{TIMED}").write_text(said.stdout, encoding="utf-8")
        file.violations += record.faults((work / f"{name}.v").read_bytes(), said.stdout.encode())
        if not file.violations:
            for ending in COMPILED:
                held.put(kept.digest(file.key, ending), (work / f"{name}{ending}").read_bytes())
        return not file.violations

    tried = set(in_order(imports, compile_one, jobs))
    for name in files.keys() - tried:
        files[name].violations.append("was not compiled: it imports a file that fails, or itself")
    return list(files.values())


def closed(imports: Mapping[str, set[str]], names: Iterable[str]) -> set[str]:
    """Some names and all that they import."""
    found, new = set[str](), set(names)
    while new:
        found |= new
        new = set().union(*(imports[name] for name in new)) - found
    return found


# ---------------------------------------------------------------- asking


STATED = re.compile(
    r"^(?:def|prf|thm|prfax|ax|inst|ind|rec|class|scheme|coe|canonstruc|ex|meth|proj) \d+:\d+ (\S+) (\S+)$", re.M
)
MODULES = re.compile(r"^(?:mod|modtype) \d+:\d+ (\S+) (\S+)$", re.M)


def stated(work: pathlib.Path, names: list[str]) -> dict[str, set[str]]:
    """All statements of each compiled file: those in its .glob file, and those that `Search` finds."""
    found = answers(work, "AuditStated", names, [f"Search _ inside {LIBRARY}.{name}." for name in names])
    statements = {}
    for name, text in zip(names, found, strict=True):
        glob = (work / f"{name}.glob").read_text(encoding="utf-8")
        here = {
            ".".join([name] + [part for part in path.split(".") if part != "<>"] + [last])
            for path, last in STATED.findall(glob)
        }
        shown = {line.split(":")[0].strip() for line in text.splitlines() if re.match(r"[^\s:(]+:", line)}
        prefix = f"{LIBRARY}."
        statements[name] = here | {one.removeprefix(prefix) for one in shown}
    return statements


def borrowed(name: str, glob: str) -> set[str]:
    """Names of a file and its modules that are also names of modules with allowed axioms; these could be confused."""
    known = {axiom.split(".")[0] for axiom in REALS | CLASSICAL | CHOICE | MACHINE}
    return ({name} | {last for _, last in MODULES.findall(glob)}) & known


def audited(
    work: pathlib.Path,
    files: list[File],
    jobs: int = 2,
    allowed: dict[str, set[str]] = ALLOWED,
    held: kept.Kept = NOTHING,
) -> None:
    """Fill in statements and axioms of compiled files, and add what is not allowed to their violations.

    work: the directory with the compiled files. files: those that were compiled. jobs: processes. allowed: axioms that
    each file may use. held: results of earlier runs.
    """
    good = {file.name: file for file in files if not file.violations}
    for file in good.values():
        if found := held.get(kept.digest(file.key, "audited")):
            file.statements, file.axioms = json.loads(found)
    fits = lambda file: (
        file.statements and all(permitted(axiom, allowed.get(file.name, set())) for axiom in file.axioms)
    )
    asked_for = {name: file for name, file in good.items() if not fits(file)}
    for name, those in stated(work, list(asked_for)).items() if asked_for else ():
        asked_for[name].statements = sorted(one.removeprefix(f"{name}.") for one in those)
        if not those:
            asked_for[name].violations.append("has no statements")
    parts = groups([name for name, file in asked_for.items() if file.statements], allowed)
    todo = {" ".join(part): [asked_for[name] for name in part] for part in parts}

    def ask(part: str) -> bool:
        _asked(work, todo[part], allowed)
        return True

    for _ in in_order({part: set() for part in todo}, ask, jobs):
        pass
    for name, file in asked_for.items():
        if names := borrowed(name, (work / f"{name}.glob").read_text(encoding="utf-8")):
            file.violations.append(f"{', '.join(sorted(names))} is the name of a library whose axioms are allowed")
        if not file.violations:
            held.put(kept.digest(file.key, "audited"), json.dumps([file.statements, file.axioms]).encode())


def _asked(work: pathlib.Path, files: list[File], allowed: dict[str, set[str]]) -> None:
    """Ask for the axioms of some files in one process; if it fails, of each in a process of its own."""
    start, names = time.perf_counter(), [file.name for file in files]
    full = lambda file: [f"{LIBRARY}.{file.name}.{one}" for one in file.statements]
    try:
        terms = {file.name: full(file) for file in files}
        found = depends(work, f"Audit{names[0]}", names, terms, hopeful=not any(map(allowed.get, names)))
    except (ValueError, subprocess.TimeoutExpired) as error:
        if len(files) == 1:
            files[0].violations.append(str(error))
        else:
            for file in files:
                _asked(work, [file], allowed)
        return
    for file in files:
        file.axioms, own = found[file.name], allowed.get(file.name, set())
        file.seconds += (time.perf_counter() - start) / len(files)
        if wrong := {axiom for axiom in file.axioms if not permitted(axiom, own)}:
            # which of the statements? Each is asked for alone, which takes long and is only done here
            each = depends(work, f"Blame{file.name}", [file.name], {one: [one] for one in full(file)})
            blamed = {one.removeprefix(f"{LIBRARY}.{file.name}."): wrong & set(those) for one, those in each.items()}
            file.violations += [
                f"{one} depends on {', '.join(sorted(those))}" for one, those in blamed.items() if those
            ]
            file.violations = file.violations or [f"depends on {', '.join(sorted(wrong))}"]


# ---------------------------------------------------------------- reporting


def table(files: list[File]) -> str:
    """A table of files with statements, seconds and axioms; violations below their file."""
    lines = [f"{'file':20s} {'statements':>10s} {'seconds':>8s}  axioms"]
    for file in files:
        named = sorted(
            {axiom.split(".")[0] + ".*" if axiom.split(".")[0] in MACHINE else axiom for axiom in file.axioms}
        )
        lines.append(f"{file.name:20s} {len(file.statements):10d} {file.seconds:8.1f}  {', '.join(named) or 'none'}")
        lines += [f"  WRONG: {file.name}: {violation}" for violation in file.violations]
    return "\n".join(lines)


def audit(source: pathlib.Path = SOURCE, jobs: int = 2, allowed: dict[str, set[str]] = ALLOWED) -> list[File]:
    """Compile and audit a directory of proofs.

    source: the directory with _CoqProject. jobs: processes. allowed: axioms that each file may use. Returns the files.
    Raises Missing, ValueError.
    """
    with tempfile.TemporaryDirectory(prefix="proofs-") as work:
        files = compiled(source, pathlib.Path(work), jobs)
        audited(pathlib.Path(work), files, jobs, allowed)
    return files


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description="Compile the proofs, and compare the axioms of each statement with those that are allowed."
    )
    parser.add_argument(
        "--jobs", type=int, default=min(2, os.cpu_count() or 1), metavar="N", help="processes (default 2)"
    )
    parser.add_argument(
        "--json", type=pathlib.Path, metavar="PATH", help="also write digest, statements and axioms of each file"
    )
    parser.add_argument(
        "source", type=pathlib.Path, nargs="?", default=SOURCE, help="a directory with _CoqProject (proofs/rocq)"
    )
    options = parser.parse_args(argv)
    if options.jobs < 1:
        parser.error(f"--jobs {options.jobs}: must be >= 1")
    start = time.perf_counter()
    try:
        files = audit(options.source, options.jobs)
    except (Missing, OSError) as error:
        print(f"audit: {error}", file=sys.stderr)
        return 2
    except ValueError as error:
        print(f"audit: {error}", file=sys.stderr)
        return 1
    print(table(files))
    wrong = sum(len(file.violations) for file in files)
    print(
        f"{sum(len(file.statements) for file in files)} statements in {len(files)} files, "
        f"{time.perf_counter() - start:.0f} s: "
        + (f"{wrong} violations" if wrong else "no axiom is used that is not allowed")
    )
    if options.json:
        from mathcnn.text.files import replacing

        with replacing(options.json) as file:
            file.write((json.dumps({one.name: dataclasses.asdict(one) for one in files}, indent=1) + "\n").encode())
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
