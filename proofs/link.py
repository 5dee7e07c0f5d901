"""Runs theorems against laws while proofs are being written: `python proofs/link.py [LAW ...]`.

What is compiled is kept, and not compiled again while nothing changes that it depends on. What counts as proved is
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
kept = resources.module("proofs", "kept")
linking = resources.module("proofs", "linking")


def built(work: pathlib.Path, names: Iterable[str]) -> list[str]:
    """Compile files and all that they import, or take what an earlier run, such as `mathcnn prove`, has kept of them.

    work: the folder for the compiled files. names: of the files. Returns their names and those of their imports.
    Raises ValueError if one does not compile.
    """
    work.mkdir(parents=True, exist_ok=True)
    files = audit.compiled(audit.SOURCE, work, held=kept.Kept(kept.default()), only=names)
    for file in files:
        if file.violations:
            raise ValueError(f"{file.name}: {'; '.join(file.violations)}")
    return [file.name for file in files]


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
        help="put the compiled files here (default: into a temporary folder)",
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
