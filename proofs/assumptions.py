"""Which axioms statements depend on: the answers of Coq's `Print Assumptions`, of many statements in one process.

Trusted. It trusts Coq, which names axioms, unfinished proofs, and checks that were switched off (guardedness,
positivity, universes).

Coq walks through all that a statement uses, down to its libraries, each time that it is asked. Most statements depend
on nothing, so those that may not are asked of together first; only if they depend on something is each asked alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from .axioms import MACHINE
from .compiler import LIBRARY, coq

TOGETHER = 16  # files that one process asks of, so that two processes are done at about the same time


def answers(
    work: Path, script: str, requires: Iterable[str], queries: Sequence[str], before: Iterable[str] = ()
) -> list[str]:
    """The answer of Coq to each query.

    work: the directory with the compiled files. script: the name of a file to write there. requires: libraries to load;
    nothing is imported from them. queries: commands without "Redirect". before: commands before them. Raises ValueError
    if Coq reports an error.
    """
    lines = [f"Require {LIBRARY}.{name}." for name in requires]
    lines += [*before, "Set Printing Width 1000000."] + [
        f'Redirect "{script}.{at}" {query}' for at, query in enumerate(queries)
    ]
    (work / f"{script}.v").write_text("\n".join(lines) + "\n", encoding="utf-8")
    said = coq("coqc", f"{script}.v", work=work)
    if said.returncode:
        raise ValueError(f"Coq reports an error: {' '.join(said.stderr.split())}")
    return [(work / f"{script}.{at}.out").read_text(encoding="utf-8") for at in range(len(queries))]


def depends(
    work: Path,
    script: str,
    requires: Sequence[str],
    terms: Mapping[str, Iterable[str]],
    before: Sequence[str] = (),
    hopeful: bool = False,
) -> dict[str, list[str]]:
    """The axioms that each of several terms depends on.

    terms: constants by a key of one's own; what these depend on together is what the term depends on. hopeful: whether
    it is likely that no term depends on any axiom, so that all are asked together first. work, script, requires, before
    and errors: as for `answers`.
    """
    constants = {key: list(those) for key, those in terms.items()}
    if hopeful and len(constants) > 1:
        (whole,) = _asked(
            work, f"{script}Whole", requires, [[one for those in constants.values() for one in those]], before
        )
        if not whole:
            return {key: [] for key in constants}
    return dict(zip(constants, _asked(work, script, requires, list(constants.values()), before), strict=True))


def _asked(
    work: Path, script: str, requires: Sequence[str], terms: Sequence[Sequence[str]], before: Sequence[str]
) -> list[list[str]]:
    """The axioms of each list of constants."""
    lines = [  # a tuple cannot hold what is in SProp
        f"Definition asked_term_{k} := {''.join(f'let _ := @{one} in ' for one in constants)}I."
        for k, constants in enumerate(terms)
    ]
    queries = [f"Print Assumptions asked_term_{k}." for k in range(len(terms))]
    return [assumptions(one) for one in answers(work, script, requires, queries, [*before, *lines])]


def assumptions(answer: str) -> list[str]:
    """The axioms in an answer of `Print Assumptions`. For a check that was switched off it is the whole line."""
    lines = [line for line in answer.splitlines() if line and not line[0].isspace()]
    if lines == ["Closed under the global context"]:
        return []
    named = lambda line: line.split(" ")[0] if re.match(r"[\w'.]+( :|$)", line) else line
    return sorted({named(line) for line in lines if line != "Axioms:"} or {f"an answer without any axiom: {answer!r}"})


def permitted(axiom: str, allowed: set[str]) -> bool:
    """Whether an axiom is allowed: by its name, or, for axioms of machine numbers, by that of its module."""
    return axiom in allowed or (
        re.fullmatch(r"\w+\.[\w']+", axiom) is not None and axiom.split(".")[0] in allowed & MACHINE
    )


def groups(files: Iterable[str], allowed: Mapping[str, set[str]]) -> list[list[str]]:
    """Files in groups that one process asks of: those that may depend on axioms first, which take longest."""
    names = list(files)
    parts = [name for name in names if allowed.get(name)], [name for name in names if not allowed.get(name)]
    return [part[k : k + TOGETHER] for part in parts for k in range(0, len(part), TOGETHER)]
