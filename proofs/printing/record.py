"""What the last run of the check found, by law: written by `mathcnn prove --write` or `python -m proofs.printing`,
never by hand.

An entry counts only as long as nothing that it depends on has changed: the proposition that is printed from the law
now, the definitions in it, and the Coq files that the theorem is proved with. Otherwise it says that it is stale.
"""

from __future__ import annotations

import functools
import hashlib
import json
import pathlib
import re
from collections.abc import Iterable
from typing import Any

from mathcnn.language.formula import Law

from .. import audit
from .check import PRELUDE, Result
from .expressions import Unprinted
from .files import NAME
from .formulas import printed
from .laws import Proposition, proposition

FILE = pathlib.Path(__file__).with_name("record.json")
IMPORTS = re.compile(r"^From CNN Require (?:Import|Export) ([\w ]+)\.", re.M)


def definitions(one: Proposition) -> str:
    """The definitions that a proposition is said with, then the proposition."""
    return "\n".join([*(printed(of, words).text for of, words in one.formulas), one.definition])


def digest(one: Proposition, file: str) -> str:
    """Of a proposition, the definitions in it, and the Coq files below a proof file."""
    texts, waiting = {}, [file, *PRELUDE]
    while waiting:
        name = waiting.pop()
        if name not in texts and name != NAME:
            path = audit.SOURCE / f"{name}.v"
            texts[name] = path.read_text(encoding="utf-8") if path.exists() else ""
            waiting += [found for group in IMPORTS.findall(texts[name]) for found in group.split()]
    parts = [definitions(one), *(f"{name}\n{texts[name]}" for name in sorted(texts))]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def written(results: Iterable[Result], propositions: dict[str, Proposition]) -> str:
    """Results without a fault, as the text of the record."""
    rows = {
        one.law: {
            "theorem": one.theorem,
            "axioms": list(one.axioms),
            "by_definition": one.by_definition,
            "digest": digest(propositions[one.law], one.theorem.partition(".")[0]),
        }
        for one in results
        if not one.fault
    }
    return json.dumps(rows, indent=1, sort_keys=True) + "\n"


def differences(results: Iterable[Result], propositions: dict[str, Proposition]) -> list[str]:
    """How the record differs from results; one line for each law."""
    mine, theirs = json.loads(written(results, propositions)), recorded()
    return [
        f"{law} as it is generated: the record has {'another' if law in theirs else 'no'} entry"
        if law in mine
        else f"{law} as it is generated: the record has it as proved by {theirs[law]['theorem']}, which it is not"
        for law in sorted(mine.keys() | theirs.keys())
        if mine.get(law) != theirs.get(law)
    ]


def recorded() -> dict[str, Any]:
    """The entries, by the name of the law."""
    return _read(FILE, FILE.stat().st_mtime_ns) if FILE.exists() else {}


@functools.lru_cache(2)
def _read(path: pathlib.Path, changed: int) -> dict[str, Any]:
    """The entries of a file, which is asked for with each law. changed: when the file was changed."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def page(law: Law) -> dict[str, Any]:
    """The proposition of a law with its definitions, and the theorem that proves it, for JSON; {} if it is not printed.

    `stale` says why the theorem no longer counts, or "".
    """
    try:
        one = proposition(law)
    except Unprinted:
        return {}
    row = recorded().get(law.name, {})
    found = {"says": definitions(one), "theorem": "", "axioms": [], "by_definition": False, "stale": ""}
    if row:
        changed = row["digest"] != digest(one, row["theorem"].partition(".")[0])
        found |= {key: row[key] for key in ("theorem", "axioms", "by_definition")}
        found["stale"] = "the law, a definition in it, or a Coq file was changed since" if changed else ""
    return found
