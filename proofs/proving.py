"""All proofs at once: every file compiled and audited, every theorem run against its law, and the resulting ledger.

`mathcnn prove` is the command; `mathcnn.evidence.ledger` and `proofs.printing.record` read what it writes.
"""

from __future__ import annotations

import concurrent.futures
import dataclasses
import functools
import json
import pathlib
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping

from mathcnn import catalogue, processes
from mathcnn.evidence import ledger
from mathcnn.evidence.ledger import Ledger, Proof
from mathcnn.text import resources
from mathcnn.text.files import check_writable, replacing

from . import audit, linking
from .audit import File
from .kept import Kept, digest, sources
from .linking import Linked
from .printing import check, record
from .printing.files import NAME, generated

CHECKED = 3600  # seconds for `coqchk` on all files
TABLE = pathlib.Path(__file__).with_name("README.md")
BEGIN, END = "<!-- laws: written by `mathcnn prove --write` -->", "<!-- end of laws -->"


@dataclasses.dataclass
class Proved:
    """What a run found.

    files: of the proofs. rows: theorems that are called after a law. ledger: of the laws that are proved. checker: what
    `coqchk` finds wrong. printed: theorems that were checked against what is generated from a law. left: laws whose
    theorems were not run against them, since others are proved as they are generated.
    """

    files: list[File]
    rows: list[Linked]
    ledger: Ledger
    checker: list[str] = dataclasses.field(default_factory=list)
    printed: list[check.Result] = dataclasses.field(default_factory=list)
    left: frozenset[str] = frozenset()

    @property
    def violations(self) -> list[str]:
        """What is wrong with a file or a theorem."""
        wrong = self.checker + [f"{file.name}.v: {violation}" for file in self.files for violation in file.violations]
        wrong += [f"{row.theorem}: is not {row.law}: {row.fault}" for row in self.rows if row.fault]
        return wrong + [f"{one.theorem}: is not what {one.law} says: {one.fault}" for one in self.printed if one.fault]

    def differences(self, other: Ledger) -> list[str]:
        """How another ledger, such as the packaged one, differs; one line a difference."""
        mine, theirs = (
            {(one.law, one.theorem): one for those in led.proofs.values() for one in those if one.law not in self.left}
            for led in (self.ledger, other)
        )
        found = [
            f"{law} is proved by {theorem}, which the ledger does not have"
            for law, theorem in sorted(mine.keys() - theirs.keys())
        ]
        found += [
            f"the ledger has {law} as proved by {theorem}, which it is not"
            for law, theorem in sorted(theirs.keys() - mine.keys())
        ]
        for key in sorted(mine.keys() & theirs.keys()):
            if changed := [field for field, v in vars(mine[key]).items() if v != getattr(theirs[key], field)]:
                found.append(f"{key[0]}: the ledger has another {', '.join(changed)}")
        digests = {file.name: file.digest for file in self.files}
        for name in sorted(self.ledger.files.keys() | other.files.keys()):
            here, there = self.ledger.files.get(name), other.files.get(name)
            below_left = self.left and here is None and there and there["digest"] == digests.get(name)
            if here != there and not below_left:
                found.append(f"{name}.v: the ledger has other contents")
        return found

    def unrecorded(self) -> list[str]:
        """How the record of what is proved as it is printed differs; one line a difference."""
        return record.differences(self.printed, generated().propositions)

    def write(self) -> None:
        """Write the ledger, the record of what is proved as it is printed, and the table of README.md."""
        as_printed = {one.law: one.theorem for one in self.printed if not one.fault}
        table = with_table(TABLE.read_text(encoding="utf-8"), self.ledger, as_printed)
        rows = record.written(self.printed, generated().propositions)
        for path, text in ((ledger.FILE, self.ledger.as_json()), (record.FILE, rows), (TABLE, table)):
            with replacing(path) as file:
                file.write(text.encode())


def prepare() -> None:
    """Write the generated file as it is printed now. Raises OSError if it, or what `Proved.write` writes, cannot be."""
    path = audit.SOURCE / f"{NAME}.v"
    for each in (path, ledger.FILE, record.FILE, TABLE):
        check_writable(each)
    with replacing(path) as file:
        file.write(generated().text.encode())


def prove(
    source: pathlib.Path = audit.SOURCE,
    jobs: int = 2,
    seed: int = 0,
    done: Callable[[str], None] = lambda what: None,
    allowed: dict[str, set[str]] = audit.ALLOWED,
    held: Kept | None = None,
    every: bool = True,
) -> Proved:
    """Check every proof.

    source: the directory with _CoqProject. jobs: processes. seed: of the cases on which theorems and laws are compared.
    done: is called with the name of each stage when it is finished. allowed: axioms that each file may use. held:
    results of earlier runs, which are not found again; none by default. every: whether a theorem is run against its law
    if the law is proved as it is generated, too.

    Raises audit.Missing without Coq, ValueError if _CoqProject does not list the files that are there.
    """
    with tempfile.TemporaryDirectory(prefix="proofs-") as folder:
        held, (trusted, work) = held or Kept(), (pathlib.Path(folder) / name for name in ("trusted", "work"))
        for each in (trusted, work):
            each.mkdir()
        basis = [name for name in (*check.PRELUDE, NAME) if (source / f"{name}.v").exists()]
        audit.compiled(source, trusted, jobs, held, only=basis)  # where no proof file is compiled; see `check`
        files = audit.compiled(source, work, jobs, held, given=trusted)
        done("compiled")
        audit.audited(work, files, jobs, allowed, held)
        done("audited")
        with concurrent.futures.ThreadPoolExecutor(1) as beside:  # coqchk is one process, which reads all files
            checker = beside.submit(checked, work, files, held)
            if jobs == 1:
                checker.result()
            printed = check.check_all(source=source, jobs=jobs, held=held, compiled=(trusted, work))
            done("checked")
            left = frozenset() if every else frozenset(one.law for one in printed if not one.fault)
            rows = linked(work, files, jobs, seed, held, left)
        return Proved(files, rows, entered(work, files, rows), checker.result(), printed, left)


def linked(
    work: pathlib.Path,
    files: Iterable[File],
    jobs: int = 2,
    seed: int = 0,
    held: Kept | None = None,
    left: frozenset[str] = frozenset(),
) -> list[Linked]:
    """Every theorem that is called after a law, but for those that are left, and whose file has no violation, run
    against the law."""
    held = held or Kept()
    sound = {file.name: file for file in files if not file.violations}
    wanted = {name: file.statements for name, file in sound.items() if linking.LAWS.match(name)}
    if not wanted or "Link" not in sound:
        return []
    if left:
        named = lambda file, one: linking.law_of(linking.Theorem(f"{file}.{one}", "", ()))
        kept = lambda file, one: (law := named(file, one)) is not None and law.name not in left
        wanted = {file: [one for one in those if kept(file, one)] for file, those in wanted.items()}
    keys = {f"{name}.{one}": linked_key(sound, name, one, seed) for name, those in wanted.items() for one in those}
    known = {name: Linked(**json.loads(text)) for name, key in keys.items() if key and (text := held.get(key))}
    new = {file: [one for one in those if f"{file}.{one}" not in known] for file, those in wanted.items()}
    new = {file: those for file, those in new.items() if those}
    found = [one for one in linking.theorems(work, new) if linking.law_of(one) is not None]
    rows = run(work, found, list(new), jobs, seed)
    for row in rows:
        if not row.fault:
            held.put(keys[row.theorem], json.dumps(dataclasses.asdict(row)).encode())
    return [*(dataclasses.replace(row, ranks=tuple(row.ranks)) for row in known.values()), *rows]


@functools.cache
def linked_by() -> str:
    """A digest of what runs theorems against laws: this package's part of it, cases, the language and the numbers."""
    own, package = pathlib.Path(__file__).parent, pathlib.Path(catalogue.__file__).parent
    mine = [own / "linking", own / "subject.py"]
    return sources([*mine, *(package / part for part in ("evidence/cases", "evidence/checks", "language", "numbers"))])


def linked_key(files: dict[str, File], file: str, name: str, seed: int) -> str:
    """The key of the result for a theorem, or "" if it is called after no law."""
    law = linking.law_of(linking.Theorem(f"{file}.{name}", "", ()))
    if law is None:
        return ""
    links = [files[one].key for one in ("Link", "RealLink") if one in files]
    return digest("linked", linked_by(), str(seed), file, name, files[file].key, *links, ledger.digest(law))


def run(work: pathlib.Path, found: list[linking.Theorem], names: list[str], jobs: int, seed: int) -> list[Linked]:
    """Theorems of these files, run against their laws."""
    parts = [
        [one for one in found if one.name.partition(".")[0] == name]
        for name in sorted(names, key=lambda name: -sum(one.name.startswith(f"{name}.") for one in found))
    ]
    parts = [part for part in parts if part]
    if not parts:
        return []
    if jobs == 1:
        return [row for part in parts for row in linking.link(work, part, seed=seed)]
    asked = [(work, tuple(part), seed) for part in parts]  # a new process finds this package by `resources`
    spread = processes.spread(asked, link_part, min(jobs, len(asked)), [], resources.module, "proofs", "proving")
    rows_of = {id(one): rows for one, rows in spread}
    return [row for one in asked for row in rows_of[id(one)]]


def link_part(asked: tuple[pathlib.Path, tuple[linking.Theorem, ...], int]) -> list[Linked]:
    """The theorems of one file, run against their laws in a process of its own: (directory, theorems, seed)."""
    work, part, seed = asked
    return linking.link(work, list(part), seed=seed)


def entered(work: pathlib.Path, files: list[File], rows: Iterable[Linked]) -> Ledger:
    """The ledger of the theorems that agree with their laws, and of the files that they depend on."""
    known = {file.name: file for file in files}
    imports = audit.needs(work, list(known))

    def below(name: str) -> set[str]:
        return imports[name] | {other for one in imports[name] for other in below(one)}

    proofs: dict[str, tuple[Proof, ...]] = {}
    for row in sorted((row for row in rows if not row.fault), key=lambda row: (row.law, row.theorem)):
        file = known[row.theorem.partition(".")[0]]
        law = catalogue.find_law(row.law)
        axioms, content = tuple(file.axioms), ledger.digest(law)
        one = Proof(row.law, row.theorem, row.says, axioms, row.ranks, row.cases, content, row.by_definition)
        proofs[row.law] = (*proofs.get(row.law, ()), one)
    used = {name for those in proofs.values() for one in those for name in [one.file, *below(one.file)]}
    found = Ledger(
        audit.version(work),
        {
            name: {"digest": known[name].digest, "imports": sorted(below(name)), "axioms": sorted(known[name].axioms)}
            for name in sorted(used)
        },
        proofs,
    )
    return found.sealed()


def checked(work: pathlib.Path, files: list[File], held: Kept) -> list[str]:
    """What is wrong by `coqchk`, Coq's independent checker, which reads the files that have no violation anew.

    Libraries that they use, such as MathComp, are read and not checked. Raises Missing, subprocess.TimeoutExpired.
    """
    names = [file.name for file in files if not file.violations]
    key = digest("coqchk", str(CHECKED), *(file.key for file in files if not file.violations))
    if not names or held.get(key) is not None:
        return []
    modules = [word for name in names for word in ("-norec", f"{audit.LIBRARY}.{name}")]
    said = audit.coq("coqchk", "-silent", "-o", "-Q", ".", audit.LIBRARY, *modules, work=work, longest=CHECKED)
    wrong = [f"coqchk: {' '.join(said.stderr.split()) or 'it fails'}"] if said.returncode else []
    printed = said.stdout + said.stderr
    told = printed.partition("* Axioms:")
    wrong += [
        f"coqchk: an axiom of this project, {one}" for one in re.findall(rf"^\s+({audit.LIBRARY}\..*)$", printed, re.M)
    ]
    for line in told[2].splitlines():
        if line.strip().startswith("* ") and not line.endswith("<none>"):
            wrong.append(f"coqchk: {line.strip()}")
    wrong += [] if told[1] else ["coqchk: it prints no summary"]
    if not wrong:
        held.put(key, b"nothing")
    return wrong


# ---------------------------------------------------------------- the table


def table(of: Ledger, printed: Mapping[str, str]) -> str:
    """The table of laws for README.md: sentence, theorem and law, by topic.

    of: the theorems that were run against laws. printed: those about generated propositions, by law; they come first.
    """
    lines = [BEGIN, ""]
    for topic in catalogue.catalog().topics.values():
        rows = [
            (law, theorem)
            for law in topic.laws.values()
            for theorem in [printed.get(law.name), *(one.theorem for one in of.proofs.get(law.name, ()))]
            if theorem
        ]
        if rows:
            lines += [f"### {topic.name}", "", "| statement | in Coq | in Python |", "|---|---|---|"]
            lines += [
                f"| {_words(law.fn.__doc__ or law.fn.__name__)} | `{theorem}` | `{law.name}` |" for law, theorem in rows
            ]
            lines.append("")
    return "\n".join([*lines, END])


def _words(doc: str) -> str:
    """The first paragraph of a docstring as a cell of a table."""
    return " ".join(doc.strip().partition("\n\n")[0].split()).replace("|", "\\|")


def with_table(text: str, of: Ledger, printed: Mapping[str, str]) -> str:
    """The text of README.md with its table replaced, see `table`. Raises ValueError if it has none."""
    before, begin, rest = text.partition(BEGIN)
    if not begin or END not in rest:
        raise ValueError(f"{TABLE} has no {BEGIN}")
    return before + table(of, printed) + rest.partition(END)[2]
