"""Runs theorems against laws while proofs are being written: `python proofs/link.py [LAW ...]`.

Files that did not change since the last call with the same --work are not compiled again. What counts as proved is
decided by `mathcnn prove`, which compiles everything anew.
"""

from __future__ import annotations

import argparse
import pathlib
import sys
import tempfile
from collections.abc import Iterable

from mathcnn import catalogue
from mathcnn.language.formula import Law
from mathcnn.text import resources

audit = resources.module("proofs", "audit")  # by its full name, since this file is also run by itself
linking = resources.module("proofs", "linking")


def built(work: pathlib.Path, names: Iterable[str]) -> list[str]:
    """Compile files and all that they import, unless they did not change.

    work: the folder for the compiled files. names: of the files. Returns their names and those of their imports, in
    order. Raises ValueError if one does not compile.
    """
    work.mkdir(parents=True, exist_ok=True)
    every = sorted(path.stem for path in audit.SOURCE.glob("*.v"))
    for name in every:
        text = (audit.SOURCE / f"{name}.v").read_bytes()
        if not (work / f"{name}.v").is_file() or (work / f"{name}.v").read_bytes() != text:
            (work / f"{name}.v").write_bytes(text)
            (work / f"{name}.vo").unlink(missing_ok=True)
    imports = audit.needs(work, every)
    order: list[str] = []

    def visit(name: str) -> None:
        if name not in order:
            for one in sorted(imports[name]):
                visit(one)
            order.append(name)

    for name in names:
        visit(name)
    stale: list[str] = []
    for name in order:
        if not (work / f"{name}.vo").is_file() or imports[name] & set(stale):
            (work / f"{name}.vo").unlink(missing_ok=True)  # all before the first is compiled, which may be interrupted
            stale.append(name)
    for name in stale:
        said = audit.coq("coqc", f"{name}.v", work=work)
        if said.returncode:
            raise ValueError(f"{name} does not compile: {said.stderr.strip()}")
    return order


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Run theorems against the laws that they are called after.")
    parser.add_argument(
        "laws",
        nargs="*",
        metavar="LAW",
        help="layers.conv::pads, layers.conv or layers (default: all that have a theorem)",
    )
    parser.add_argument(
        "--work",
        type=pathlib.Path,
        metavar="DIR",
        help="keep compiled files here for the next call (default: they are not kept)",
    )
    parser.add_argument("--cases", type=int, default=2, metavar="N", help="cases for each number of axes (default 2)")
    parser.add_argument("--seed", type=int, default=0, metavar="S")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="link-") as fresh:
        work = options.work or pathlib.Path(fresh)
        wanted = set()
        for name in options.laws:
            thing = catalogue.find(name)
            wanted |= {law.name for law in thing.laws.values()} if not isinstance(thing, Law) else {thing.name}
        topics = {name.partition(".")[0].capitalize() for name in wanted}
        files = [
            path.stem
            for path in audit.SOURCE.glob("*Laws.v")
            if not topics or any(path.stem.startswith(topic) for topic in topics)
        ]
        try:
            built(work, [*files, "Link", *(["RealLink"] if (audit.SOURCE / "RealLink.v").exists() else [])])
            stated = audit.stated(work, files) if files else {}
            found = linking.theorems(
                work, {file: sorted(one.removeprefix(f"{file}.") for one in those) for file, those in stated.items()}
            )
            found = [
                one for one in found if (law := linking.law_of(one)) is not None and (not wanted or law.name in wanted)
            ]
            rows = linking.link(work, found, options.cases, options.seed)
        except (ValueError, audit.Missing) as error:
            print(f"link: {error}", file=sys.stderr)
            return 1
    for row in rows:
        print(
            f"{row.law:50s} {row.theorem:45s} "
            + (f"WRONG: {row.fault}" if row.fault else f"{row.cases} cases, axes {row.ranks}")
        )
    agree = {row.law for row in rows if not row.fault}
    print(f"{len(agree)} laws linked, {sum(bool(row.fault) for row in rows)} theorems that do not agree with their law")
    return 1 if any(row.fault for row in rows) or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
