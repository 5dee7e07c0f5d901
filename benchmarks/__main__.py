"""How long the formulas take beside other libraries, each peer in a process that runs alone.

The command line is `python -m benchmarks [WORK ...] [--quick] [--json FILE] [--fresh] [--publish]`.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any  # Any: a record is what JSON holds

from . import machines, tables
from .plan import names
from .runner import Failed, Settings, run

SCHEMA = "mathcnn-benchmarks-1"


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit codes: 0 all was measured, 1 a work failed or a result was wrong, 2 wrong usage."""
    args = parsed(arguments)
    path = pathlib.Path(args.json) if args.json else None
    kept = read(path) if path and not args.fresh else {}
    settings = Settings(args.quick, args.threads, 0.05 if args.quick else 0.2, args.seed)
    begun: dict[str, Any] = {"schema": SCHEMA, "machine": machines.described(), "works": dict(kept.get("works", {}))}
    failed = False
    for name in args.works or names():
        done = begun["works"].get(name)
        if done and done["quick"] == args.quick and done["threads"] == args.threads:
            print(f"{name} is in {path}: kept (--fresh measures it again)", file=sys.stderr)
            continue
        began = time.perf_counter()
        try:
            begun["works"][name] = run(f"benchmarks.works.{name}", settings, progress)
        except Failed as error:
            print(f"benchmarks: {error}", file=sys.stderr)
            failed = True
            continue
        print(f"{name}: {time.perf_counter() - began:.0f} s", file=sys.stderr)
        if path:
            write(path, begun)
    begun["works"] = {name: begun["works"][name] for name in names() if name in begun["works"]}
    for name in args.works or names():
        if name in begun["works"]:
            print(tables.section(begun["works"][name]) + "\n")
    if args.publish:
        from . import page

        for written in page.publish(begun):
            print(f"written: {written}", file=sys.stderr)
    wrong = any(why.startswith("wrong") for w in begun["works"].values() for c in w["cases"] for why in refusals(c))
    return int(failed or wrong)


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument("works", nargs="*", metavar="WORK", help=f"of {', '.join(names())}; default: all")
    parser.add_argument("--quick", action="store_true", help="few cases and one round, within five minutes")
    parser.add_argument("--json", metavar="FILE", help="keep the record here; a work that is in it is not run again")
    parser.add_argument("--fresh", action="store_true", help="run also what the file has")
    parser.add_argument("--publish", action="store_true", help="write the page, the tables and the figure from it")
    parser.add_argument("--threads", type=int, default=min(2, os.cpu_count() or 1), help="of every peer (default 2)")
    parser.add_argument("--seed", type=int, default=0, help="of the order of peers and cases")
    args = parser.parse_args(arguments)
    if unknown := [name for name in args.works if name not in names()]:
        refuse(f"WORK = {unknown[0]!r}: must be one of {', '.join(names())}")
    if args.threads < 1 or args.threads > (os.cpu_count() or 1):
        refuse(f"--threads {args.threads}: must be an integer from 1 to {os.cpu_count()}, the number of cores")
    if args.publish and args.quick:
        refuse("--publish cannot be combined with --quick, whose figures mean little")
    return args


def refuse(message: str) -> None:
    """End with exit code 2 and one line."""
    print(f"benchmarks: {message}", file=sys.stderr)
    raise SystemExit(2)


def read(path: pathlib.Path) -> dict[str, Any]:
    """The record in a file; {} if there is none."""
    if not path.exists():
        return {}
    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
        if found["schema"] == SCHEMA:
            return found
    except (ValueError, KeyError, TypeError, OSError):
        pass
    refuse(f"--json {path}: must be a record of this benchmark, or a new file")
    raise AssertionError


def write(path: pathlib.Path, record: dict[str, Any]) -> None:
    """Keep a record, all of it or nothing."""
    part = path.with_name(path.name + ".part")
    part.write_text(json.dumps(record, indent=1), "utf-8")
    part.replace(path)


def refusals(case: dict[str, Any]) -> list[str]:
    return list(case["refused"].values())


progress: Callable[[str], None] = lambda said: print(f"  {said}", file=sys.stderr, flush=True)

if __name__ == "__main__":
    sys.exit(main())
