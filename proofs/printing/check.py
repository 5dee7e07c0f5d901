"""Theorems checked against the propositions that are printed from laws, in a Coq process of its own.

Trusted. It trusts `files` for what a law says, the few words of `PRELUDE`, and Coq's kernel. A proof file is not: it is
compiled elsewhere, and what it could change (notations, tactics, hints, instances, options) is not imported.

    1. The prelude and the generated file are compiled from their text in a folder that no proof file was compiled in.
    2. `Asked.v` names each proposition, before any proof is loaded.
    3. `JudgedFILE.v` requires some proof files and defines constants of the types asked, each of which is a theorem and
       no more. Coq's kernel accepts it only if the theorem has this type. Its assumptions are printed there.

Coq refuses a proof that was compiled with other contents of the generated file.
"""

from __future__ import annotations

import json
import pathlib
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mathcnn.language.formula import Law

from .. import audit, compiler
from ..assumptions import depends, groups, permitted
from ..kept import Kept, digest, sources
from ..kept import keys as keys_of
from .files import NAME, Generated, generated, generated_with, laws_at, written

PRELUDE = ("Space", "Arrays", "Printed", "RealField", "PrintedReals", "PrintedExtended")
THEOREM = re.compile(r"^(?:Theorem|Lemma|Corollary) (\w+)\s*:\s*(\w+)\.$", re.M)
PLAIN = "Plain"  # the file that asks which propositions hold by computation alone
CHECKS = ["Set Guard Checking.", "Set Positivity Checking.", "Set Universe Checking."]


@dataclass(frozen=True)
class Result:
    """What was found of a theorem.

    law: the law. theorem: file and name. says: the generated proposition. axioms: that the theorem depends on.
    by_definition: whether both sides are the same by computation alone. fault: why it does not prove the law, or "".
    """

    law: str
    theorem: str
    says: str
    axioms: tuple[str, ...] = ()
    by_definition: bool = False
    fault: str = ""


def found(source: pathlib.Path = audit.SOURCE, of: Generated | None = None) -> dict[str, str]:
    """The theorems that claim to prove a generated proposition, by the law's name: "ProvedSequences.discrete_commutes".

    That they do is not read off the text; see `check_all`.
    """
    of = of or generated()
    laws = {one.name: law for law, one in of.propositions.items()}
    theorems = {}
    for path in sorted(source.glob("Proved*.v")):
        for name, proposition in THEOREM.findall(path.read_text(encoding="utf-8")):
            if proposition in laws:
                theorems[laws[proposition]] = f"{path.stem}.{name}"
    return theorems


def check(law: Law, theorem: str, source: pathlib.Path = audit.SOURCE) -> Result:
    """Check one theorem against a law.

    law: the law; its proposition is generated here, in place of that of the same name. theorem: its file and name.
    source: the folder with the proof files. Returns the result; a law that is not printed is a fault. Raises
    audit.Missing without Coq.
    """
    of = generated_with(law)
    if law.name in of.why:
        return Result(law.name, theorem, "", fault=of.why[law.name])
    (one,) = check_all({law.name: theorem}, source, of)
    return one


def check_all(
    theorems: dict[str, str] | None = None,
    source: pathlib.Path = audit.SOURCE,
    of: Generated | None = None,
    jobs: int = 1,
    held: Kept | None = None,
    compiled: tuple[pathlib.Path, pathlib.Path] | None = None,
) -> list[Result]:
    """Check theorems against the propositions of their laws.

    theorems: by the law's name; by default those that are found. source: the folder with the proof files. of: what is
    printed. jobs: processes. held: results of earlier runs, none by default; only those without a fault are kept.
    compiled: folders in which `audit.compiled` compiled the prelude and the generated file of `source`, and all files
    with these; what is there is not compiled again, unless the generated file there is another one than is printed.
    A law whose proposition has no type in Coq is a fault of this law alone; if all theorems are checked, it is named
    without a theorem, too. Raises audit.Missing without Coq.
    """
    if theorems is None and not any(source.glob("Proved*.v")):
        return []
    of, whole = of or generated(), theorems is None
    theorems = found(source, of) if theorems is None else theorems
    by_file: dict[str, dict[str, str]] = {}
    for law, theorem in theorems.items():
        by_file.setdefault(theorem.partition(".")[0], {})[law] = theorem
    held = held or Kept()
    known: dict[str, Result] = {}
    keys: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="printed-") as folder:
        if held.folder is not None:
            keys = _keys(source, pathlib.Path(folder), of, by_file)
        for file, key in keys.items():
            if (text := held.get(key)) is not None:
                for law, axioms, plain in json.loads(text):
                    says = of.propositions[law].text
                    known[law] = Result(law, theorems[law], says, tuple(axioms), plain)
                del by_file[file]
        results = _checked(by_file, source, of, pathlib.Path(folder), jobs, compiled) if by_file else {}
    for file, those in by_file.items():
        rows = [results[law] for law in those]
        if file in keys and not any(row.fault for row in rows):
            held.put(keys[file], json.dumps([(row.law, row.axioms, row.by_definition) for row in rows]).encode())
    others = [one for law, one in results.items() if law not in theorems] if whole else []
    return [*((known | results)[law] for law in theorems), *others]


def _keys(
    source: pathlib.Path, folder: pathlib.Path, of: Generated, by_file: dict[str, dict[str, str]]
) -> dict[str, str]:
    """A key for each proof file that is there: it says what is printed, what is asked of the file, the contents of the
    file and of all that it imports, the version of Coq, and this checker."""
    work = folder / "needs"
    work.mkdir()
    for path in source.glob("*.v"):
        shutil.copyfile(path, work / path.name)
    digests = {path.stem: digest(path.read_bytes()) for path in sorted(work.glob("*.v"))}
    prelude = [(audit.SOURCE / f"{name}.v").read_bytes() for name in PRELUDE]
    own = pathlib.Path(__file__)
    mine = sources(
        [own, *(own.parent.with_name(name) for name in ("audit.py", "assumptions.py", "compiler.py", "record.py"))]
    )
    common = digest(of.text, mine, audit.version(work), *audit.FLAGS, *prelude)
    imported = keys_of(digests, audit.needs(work, list(digests)), common)
    return {
        file: digest(imported[file], json.dumps(those), json.dumps(sorted(audit.ALLOWED.get(file, set()))))
        for file, those in by_file.items()
        if file in imported
    }


def _checked(
    by_file: dict[str, dict[str, str]],
    source: pathlib.Path,
    of: Generated,
    folder: pathlib.Path,
    jobs: int,
    compiled: tuple[pathlib.Path, pathlib.Path] | None,
) -> dict[str, Result]:
    """The theorems of some files, checked; the result of each law."""
    theorems = {law: theorem for those in by_file.values() for law, theorem in those.items()}
    trusted, work, asking = (folder / name for name in ("trusted", "work", "asking"))
    for each in (trusted, work, asking):
        each.mkdir()
    if compiled and is_of(compiled[0], of):
        for name in (*PRELUDE, NAME):
            shutil.copyfile(compiled[0] / f"{name}.vo", trusted / f"{name}.vo")
        for path in compiled[1].glob("*.vo"):
            shutil.copyfile(path, work / path.name)
        typed, untyped = of, dict[str, str]()
    else:
        for name in PRELUDE:
            shutil.copyfile(audit.SOURCE / f"{name}.v", trusted / f"{name}.v")
        for name in PRELUDE:
            _compile(trusted, name)
        typed, untyped = _typed(trusted, of)
    left_out = {
        law: Result(law, theorems.get(law, ""), of.propositions[law].text, fault=why) for law, why in untyped.items()
    }
    by_file = {file: {law: t for law, t in those.items() if law not in untyped} for file, those in by_file.items()}
    theorems, of = {law: t for law, t in theorems.items() if law not in untyped}, typed
    for name in (*PRELUDE, NAME):
        for to in (work, asking):
            shutil.copyfile(trusted / f"{name}.vo", to / f"{name}.vo")
    asked = {law: f"asked_{k}" for k, law in enumerate(theorems)}
    lines = [f"Definition {asked[law]} : Prop := {audit.LIBRARY}.{NAME}.{of.propositions[law].name}." for law in asked]
    (asking / "Asked.v").write_text("\n".join([f"Require {audit.LIBRARY}.{NAME}.", *lines, ""]), encoding="utf-8")
    _compile(asking, "Asked")
    faults = _proofs_compiled(source, work, by_file, jobs)
    for path in work.glob("*.vo"):
        if path.stem not in (*PRELUDE, NAME):
            shutil.copyfile(path, asking / path.name)
    judged: dict[str, dict[str, tuple[str, ...] | str]] = {
        file: dict.fromkeys(those, fault) for file, those in by_file.items() if (fault := faults.get(file))
    }
    plain: set[str] = set()

    parts = {" ".join(part): part for part in groups([file for file in by_file if file not in judged], audit.ALLOWED)}

    def judge(part: str) -> bool:
        if part == PLAIN:
            plain.update(_by_definition(asking, asked))
        else:
            judged.update(_judged(asking, parts[part], by_file, asked))
        return True

    for _ in compiler.in_order({part: set() for part in [PLAIN, *parts]}, judge, jobs):
        pass
    results = left_out
    for file, those in by_file.items():
        for law, theorem in those.items():
            answer, says = judged[file][law], of.propositions[law].text
            if isinstance(answer, str):
                results[law] = Result(law, theorem, says, fault=answer)
                continue
            wrong = [one for one in answer if not permitted(one, audit.ALLOWED.get(file, set()))]
            fault = f"depends on {', '.join(wrong)}" if wrong else ""
            results[law] = Result(law, theorem, says, answer, law in plain, fault)
    return results


def is_of(trusted: pathlib.Path, of: Generated) -> bool:
    """Whether a folder has the prelude of this package and the generated file with this text, compiled."""
    texts = {NAME: of.text.encode()} | {name: (audit.SOURCE / f"{name}.v").read_bytes() for name in PRELUDE}
    return all(
        (trusted / f"{name}.vo").exists() and (trusted / f"{name}.v").read_bytes() == text
        for name, text in texts.items()
    )


def _compile(work: pathlib.Path, name: str) -> None:
    said = audit.coq("coqc", f"{name}.v", work=work)
    if said.returncode:
        raise ValueError(f"{name}.v does not compile: {' '.join(said.stderr.split())}")


def _typed(trusted: pathlib.Path, of: Generated) -> tuple[Generated, dict[str, str]]:
    """The generated file, compiled, without the laws whose propositions, or whose definitions, Coq gives no type; and
    for each of these why. Raises ValueError if something else is wrong with the file."""
    untyped: dict[str, str] = {}
    while True:
        (trusted / f"{NAME}.v").write_text(of.text, encoding="utf-8")
        try:
            _compile(trusted, NAME)
            return of, untyped
        except ValueError as error:
            line = re.search(r'File "[^"]*", line (\d+)', str(error))
            laws = laws_at(of, int(line[1])) if line else set()
            if not laws:
                raise
            untyped |= dict.fromkeys(laws, f"is printed with a proposition that has no type: {str(error)[-300:]}")
            of = written({law: one for law, one in of.propositions.items() if law not in laws}, of.why)


def _proofs_compiled(source: pathlib.Path, work: pathlib.Path, files: Iterable[str], jobs: int) -> dict[str, str]:
    """Compile proof files and what they import; returns the fault of each that fails."""
    names = sorted({path.stem for path in source.glob("*.v")} - {*PRELUDE, NAME})
    for name in names:
        shutil.copyfile(source / f"{name}.v", work / f"{name}.v")
    imports = {name: wanted - {*PRELUDE, NAME} for name, wanted in audit.needs(work, names).items()}
    faults = {file: f"{file}.v is missing" for file in files if file not in names}
    wanted: set[str] = set()
    more = {file for file in files if file in names}
    while more:
        wanted |= more
        more = {one for file in more for one in imports[file]} - wanted

    def run(name: str) -> bool:
        if (work / f"{name}.vo").exists():
            return True
        try:
            _compile(work, name)
        except (ValueError, subprocess.TimeoutExpired) as error:
            faults[name] = str(error)
        return name not in faults

    tried = set(compiler.in_order({name: imports[name] for name in sorted(wanted)}, run, jobs))
    return {name: f"{name}.v imports a file that fails, or itself" for name in wanted - tried} | faults


def _judged(
    work: pathlib.Path, files: Sequence[str], theorems: dict[str, dict[str, str]], asked: dict[str, str]
) -> dict[str, dict[str, tuple[str, ...] | str]]:
    """The theorems of some files against the propositions that were asked, in a fresh process: by file, for each law
    the axioms, or why the theorem does not prove it. If Coq refuses one, the others are judged without it."""
    laws = [(file, law) for file in files for law in theorems[file]]
    lines = [
        f"Definition judged_{k} : {audit.LIBRARY}.Asked.{asked[law]} := {audit.LIBRARY}.{theorems[file][law]}."
        for k, (file, law) in enumerate(laws)
    ]
    terms = {str(k): [f"judged_{k}"] for k in range(len(laws))}
    hopeful = not any(map(audit.ALLOWED.get, files))
    try:
        found = depends(work, f"Judged{files[0]}", ["Asked", *files], terms, [*CHECKS, *lines], hopeful)
    except (ValueError, subprocess.TimeoutExpired) as error:
        if len(laws) == 1:
            ((file, law),) = laws
            return {file: {law: f"does not prove what the law says: {str(error)[-300:]}"}}
        if len(files) > 1:
            return {file: each for one in files for file, each in _judged(work, [one], theorems, asked).items()}
        alone = [_judged(work, [file], {file: {law: theorems[file][law]}}, asked)[file] for file, law in laws]
        return {files[0]: {law: answer for each in alone for law, answer in each.items()}}
    rows: dict[str, dict[str, tuple[str, ...] | str]] = {file: {} for file in files}
    for (file, law), axioms in zip(laws, found.values(), strict=True):
        rows[file][law] = tuple(axioms)
    return rows


def _by_definition(work: pathlib.Path, asked: dict[str, str]) -> set[str]:
    """The laws whose propositions hold by computation alone; no proof file is loaded."""
    tactic = "hnf; repeat split; intros; reflexivity"
    lines = [
        f'Goal {audit.LIBRARY}.Asked.{one}. first [timeout 5 (solve [{tactic}]); idtac "PLAIN {one}" | idtac]. Abort.'
        for one in asked.values()
    ]
    (work / f"{PLAIN}.v").write_text("\n".join([f"Require {audit.LIBRARY}.Asked.", *lines, ""]), encoding="utf-8")
    said = audit.coq("coqc", f"{PLAIN}.v", work=work).stdout.split()
    return {law for law, one in asked.items() if one in said}
