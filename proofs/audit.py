"""Compiles every proof in proofs/rocq, and asks the compiler what each statement rests on:

python proofs/audit.py [--jobs N] [--json PATH]

Idea: a source text can hide what it assumes, so nothing here reads it. The files are copied, without anything compiled,
to a new directory and compiled there. What a file states is what the compiler recorded of it: its .glob file, and all
that `Search` finds in the compiled library. What a statement rests on is what `Print Assumptions` says: axioms,
unfinished proofs, and checks that somebody switched off (guardedness, positivity, universes). All of it is held against
ALLOWED, file by file.

What this cannot see: whether a statement says what it should (tests/test_proofs.py runs the executable ones against the
Python formulas), and whether the hypotheses of a theorem can be met.

Exit codes: 0 all holds; 1 a violation; 2 Coq is missing, or wrong usage.
"""

from __future__ import annotations

import argparse
import concurrent.futures
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
from collections.abc import Callable, Iterable, Iterator

from mathcnn import processes

SOURCE = pathlib.Path(__file__).parent / "rocq"
LIBRARY = "CNN"  # what the files are called inside Coq
PROJECT = ["-Q . CNN", "-arg -w", "-arg -notation-overridden,-ambiguous-paths"]
FLAGS = ["-q", "-Q", ".", LIBRARY, "-w", "-notation-overridden,-ambiguous-paths"]
LONGEST = 300  # seconds that one file may take
INSTALL = (
    "apt-get install --no-install-recommends coq libcoq-mathcomp-algebra libcoq-mathcomp-finmap libcoq-mathcomp-zify "
    "libcoq-coquelicot libcoq-flocq libcoq-interval"
)

# Coq's real numbers are Dedekind cuts of functions, which these make unique; mathematics on them is classical.
REALS = {
    "ClassicalDedekindReals.sig_not_dec",
    "ClassicalDedekindReals.sig_forall_dec",
    "FunctionalExtensionality.functional_extensionality_dep",
}
CLASSICAL = {"Classical_Prop.classic"}
CHOICE = {"Epsilon.epsilon_statement"}  # MathComp wants a choice operator of its fields
MACHINE = {
    "PrimInt63",
    "Uint63",
    "PrimFloat",
    "FloatAxioms",
}  # Coq's axioms of machine numbers: all that these modules state

ALLOWED: dict[str, set[str]] = {  # a file that is not here may use no axiom at all
    "RealField": REALS | CHOICE,
    "RealLink": REALS | CLASSICAL | CHOICE,
    "FittingCurvatureLaws": REALS | CHOICE,
    "NormalizationRealLaws": REALS | CHOICE,
    "NormalizationResponseLaws": REALS | CLASSICAL,
    "LogarithmBound": REALS | CLASSICAL,
    "InformationLaws": REALS | CLASSICAL | CHOICE,
    "InformationPinskerLaws": REALS | CLASSICAL | CHOICE,
    "InformationInequalityLaws": REALS | CLASSICAL | CHOICE,
    "InformationDivergenceLaws": REALS | CLASSICAL | CHOICE,
    "InformationMutualLaws": REALS | CLASSICAL | CHOICE,
    "MutualInformation": REALS | CLASSICAL | CHOICE,
    "Independence": REALS | CLASSICAL | CHOICE,
    "Line": REALS | CLASSICAL,
    "LineAssociates": REALS | CLASSICAL,
    "Rounding": REALS | CLASSICAL,
    "RoundingTrees": REALS | CLASSICAL,
    "ExactIntegers": REALS | CLASSICAL,
    "FloatTrees": REALS | CLASSICAL,
    "ActivationRealLaws": REALS | CLASSICAL,
    "Gradients": REALS | CLASSICAL | CHOICE,
    "ConvolutionFourierLaws": REALS | CHOICE,
    "ClassicRealLaws": REALS | CLASSICAL,
    "Binary64": REALS | CLASSICAL | MACHINE,
    "Sigmoid": REALS | CLASSICAL | MACHINE,
}


class Missing(Exception):
    """Coq is not installed."""


@dataclasses.dataclass
class File:
    """One file of proofs: what it states, and what its statements rest on together."""

    name: str
    digest: str
    seconds: float = 0.0
    statements: list[str] = dataclasses.field(default_factory=list)
    axioms: list[str] = dataclasses.field(default_factory=list)
    violations: list[str] = dataclasses.field(default_factory=list)


# ---------------------------------------------------------------- compiling


def coq(tool: str, *arguments: str, work: pathlib.Path, longest: int = LONGEST) -> subprocess.CompletedProcess[str]:
    """Runs a tool of Coq in a directory. The environment is empty, so that no compiled file from elsewhere is found.

    Raises Missing where Coq is not installed, subprocess.TimeoutExpired after `longest` seconds.
    """
    path = shutil.which(tool)
    if path is None:
        raise Missing(f"{tool} is not installed; on Debian 12: {INSTALL}")
    plain = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(work), "LC_ALL": "C.UTF-8"}
    return processes.run(
        [path, *FLAGS, *arguments] if tool == "coqc" else [path, *arguments], cwd=work, env=plain, timeout=longest
    )


def copied(source: pathlib.Path, work: pathlib.Path) -> list[File]:
    """Copies the sources, and nothing that is compiled, and returns them as _CoqProject lists them.

    Raises ValueError where _CoqProject does not list exactly the files that are there, or switches something off.
    """
    lines = (source / "_CoqProject").read_text(encoding="utf-8").splitlines()
    listed = [line for line in lines if line.endswith(".v")]
    there = sorted(path.name for path in source.glob("*.v"))
    if sorted(listed) != there:
        raise ValueError(
            f"_CoqProject lists {sorted(set(listed) ^ set(there)) or 'a file twice'}: it has to name each file of {source} once"
        )
    if others := [line for line in lines if line and line not in listed and line not in PROJECT]:
        raise ValueError(f"_CoqProject says {others}: only {PROJECT} are known")
    for name in listed:
        shutil.copyfile(source / name, work / name)
    return [File(name.removesuffix(".v"), hashlib.sha256((source / name).read_bytes()).hexdigest()) for name in listed]


def needs(work: pathlib.Path, names: list[str]) -> dict[str, set[str]]:
    """Which of the files each file imports, as coqdep reads them. Raises ValueError where it finds fault."""
    found = coq("coqdep", "-Q", ".", LIBRARY, *(f"{name}.v" for name in names), work=work)
    if found.returncode or "Error" in found.stderr:
        raise ValueError(f"coqdep: {found.stderr.strip()}")
    imports: dict[str, set[str]] = {name: set() for name in names}
    for line in found.stdout.splitlines():
        targets, _, sources = line.partition(": ")
        if (name := targets.split()[0].removesuffix(".vo")) in imports:
            imports[name] = {word.removesuffix(".vo") for word in sources.split() if word.endswith(".vo")} & set(names)
    return imports


def in_order(imports: dict[str, set[str]], run: Callable[[str], bool], jobs: int) -> Iterator[str]:
    """Runs each name after all that it imports, `jobs` at a time; yields those that were run.

    What imports a failure is left out.
    """
    waiting, done = dict(imports), set[str]()
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        running: dict[concurrent.futures.Future[bool], str] = {}
        while True:
            for name in [name for name, wanted in waiting.items() if wanted <= done]:
                running[pool.submit(run, name)] = name
                del waiting[name]
            if not running:
                return
            for future in concurrent.futures.wait(running, return_when=concurrent.futures.FIRST_COMPLETED).done:
                name = running.pop(future)
                if future.result():
                    done.add(name)
                yield name


def compiled(source: pathlib.Path, work: pathlib.Path, jobs: int = 2) -> list[File]:
    """Compiles the files of a directory in another, which has to be empty; a file that fails says why in its
    violations.

    Raises Missing, ValueError.
    """
    files = {file.name: file for file in copied(source, work)}

    def compile_one(name: str) -> bool:
        file, start = files[name], time.perf_counter()
        try:
            said = coq("coqc", f"{name}.v", work=work)
        except subprocess.TimeoutExpired:
            file.violations.append(f"takes more than {LONGEST} seconds to compile")
            return False
        file.seconds = time.perf_counter() - start
        if said.returncode:
            file.violations.append("does not compile: " + " ".join(said.stderr.split()))
        return not said.returncode

    tried = set(in_order(needs(work, list(files)), compile_one, jobs))
    for name in files.keys() - tried:
        files[name].violations.append("was not compiled: it imports a file that fails, or itself")
    return list(files.values())


# ---------------------------------------------------------------- asking


def said_to(
    work: pathlib.Path, script: str, requires: Iterable[str], queries: list[str], before: Iterable[str] = ()
) -> list[str]:
    """What Coq answers to each query, with the libraries loaded but nothing of them imported.

    Raises ValueError where it refuses one.
    """
    lines = [f"Require {LIBRARY}.{name}." for name in requires]
    lines += [*before, "Set Printing Width 1000000."] + [
        f'Redirect "{script}.{at}" {query}' for at, query in enumerate(queries)
    ]
    (work / f"{script}.v").write_text("\n".join(lines) + "\n", encoding="utf-8")
    said = coq("coqc", f"{script}.v", work=work)
    if said.returncode:
        raise ValueError(f"cannot be asked: {' '.join(said.stderr.split())}")
    return [(work / f"{script}.{at}.out").read_text(encoding="utf-8") for at in range(len(queries))]


STATED = re.compile(
    r"^(?:def|prf|thm|prfax|ax|inst|ind|rec|class|scheme|coe|canonstruc|ex|meth|proj) \d+:\d+ (\S+) (\S+)$", re.M
)
MODULES = re.compile(r"^(?:mod|modtype) \d+:\d+ (\S+) (\S+)$", re.M)


def stated(work: pathlib.Path, names: list[str]) -> dict[str, set[str]]:
    """All that each compiled file states: what the compiler wrote down of it, and what it finds in it."""
    found = said_to(work, "AuditStated", names, [f"Search _ inside {LIBRARY}.{name}." for name in names])
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


def assumptions(answer: str) -> list[str]:
    """The axioms in an answer of `Print Assumptions`; a check that was switched off is the whole sentence that says so."""
    lines = [line for line in answer.splitlines() if line and not line[0].isspace()]
    if lines == ["Closed under the global context"]:
        return []
    named = lambda line: line.split(" ")[0] if re.match(r"[\w'.]+( :|$)", line) else line
    return sorted({named(line) for line in lines if line != "Axioms:"} or {f"an answer that says nothing: {answer!r}"})


def permitted(axiom: str, allowed: set[str]) -> bool:
    """An axiom is allowed by its name, or, where it is one of machine numbers, by that of its module."""
    return axiom in allowed or (
        re.fullmatch(r"\w+\.[\w']+", axiom) is not None and axiom.split(".")[0] in allowed & MACHINE
    )


def borrowed(name: str, glob: str) -> set[str]:
    """Names of a file and its modules that an allow-list knows: an axiom of such a module would pass for another one."""
    known = {axiom.split(".")[0] for axiom in REALS | CLASSICAL | CHOICE | MACHINE}
    return ({name} | {last for _, last in MODULES.findall(glob)}) & known


def audited(work: pathlib.Path, files: list[File], jobs: int = 2, allowed: dict[str, set[str]] = ALLOWED) -> None:
    """Fills in what each compiled file states and rests on, and adds what is not allowed to its violations."""
    good = {file.name: file for file in files if not file.violations}
    statements = stated(work, list(good)) if good else {}

    def ask(name: str) -> bool:
        file, start, own = good[name], time.perf_counter(), allowed.get(name, set())
        asked = sorted(statements[name])
        if not asked:
            file.violations.append("states nothing")
            return False
        file.statements = [one.removeprefix(f"{name}.") for one in asked]
        together = "".join(f"let _ := @{LIBRARY}.{one} in " for one in asked)  # a tuple could not hold what is in SProp
        try:
            (answer,) = said_to(
                work,
                f"Audit{name}",
                [name],
                ["Print Assumptions all_of_it."],
                before=[f"Definition all_of_it := {together}I."],
            )
            file.axioms = assumptions(answer)
            if wrong := [axiom for axiom in file.axioms if not permitted(axiom, own)]:
                # which of the statements? Each is asked for itself, which takes long and is worth it here only
                each = said_to(work, f"Blame{name}", [name], [f"Print Assumptions {LIBRARY}.{one}." for one in asked])
                for one, said in zip(file.statements, each, strict=True):
                    if found := sorted(set(wrong) & set(assumptions(said))):
                        file.violations.append(f"{one} rests on {', '.join(found)}")
                file.violations = file.violations or [f"rests on {', '.join(wrong)}"]
        except (ValueError, subprocess.TimeoutExpired) as error:
            file.violations.append(str(error))
            return False
        file.seconds += time.perf_counter() - start
        if names := borrowed(name, (work / f"{name}.glob").read_text(encoding="utf-8")):
            file.violations.append(f"{', '.join(sorted(names))} is the name of a library whose axioms are allowed")
        return True

    for _ in in_order({name: set() for name in good}, ask, jobs):
        pass


# ---------------------------------------------------------------- reporting


def table(files: list[File]) -> str:
    """File, statements, seconds and axioms, a line each; violations below their file."""
    lines = [f"{'file':20s} {'statements':>10s} {'seconds':>8s}  axioms"]
    for file in files:
        named = sorted(
            {axiom.split(".")[0] + ".*" if axiom.split(".")[0] in MACHINE else axiom for axiom in file.axioms}
        )
        lines.append(f"{file.name:20s} {len(file.statements):10d} {file.seconds:8.1f}  {', '.join(named) or 'none'}")
        lines += [f"  WRONG: {file.name}: {violation}" for violation in file.violations]
    return "\n".join(lines)


def audit(source: pathlib.Path = SOURCE, jobs: int = 2, allowed: dict[str, set[str]] = ALLOWED) -> list[File]:
    """Compiles and audits a directory of proofs. Raises Missing, ValueError."""
    with tempfile.TemporaryDirectory(prefix="proofs-") as work:
        files = compiled(source, pathlib.Path(work), jobs)
        audited(pathlib.Path(work), files, jobs, allowed)
    return files


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description="Compile the proofs, and hold the axioms of each statement against those that are allowed."
    )
    parser.add_argument(
        "--jobs", type=int, default=min(2, os.cpu_count() or 1), metavar="N", help="so many processes at a time (2)"
    )
    parser.add_argument(
        "--json", type=pathlib.Path, metavar="PATH", help="also write each file's digest, statements and axioms"
    )
    parser.add_argument(
        "source", type=pathlib.Path, nargs="?", default=SOURCE, help="a directory with _CoqProject (proofs/rocq)"
    )
    options = parser.parse_args(argv)
    if options.jobs < 1:
        parser.error(f"--jobs {options.jobs}: at least one process")
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
        f"{sum(len(file.statements) for file in files)} statements in {len(files)} files, {time.perf_counter() - start:.0f} s: "
        + (f"{wrong} violations" if wrong else "nothing rests on what is not allowed")
    )
    if options.json:
        from mathcnn.text.files import replacing

        with replacing(options.json) as file:
            file.write((json.dumps({one.name: dataclasses.asdict(one) for one in files}, indent=1) + "\n").encode())
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
