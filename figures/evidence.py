"""The evidence for every formula, as one matrix."""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np

from mathcnn import catalogue
from mathcnn.evidence.verdicts import DERIVED, EXACT, HOLDS, LINKED, OPEN, PROVED, RUNGS, SAMPLED

from . import TABLE, Data, figure
from .recorded import changed, marked, record, topic_of
from .style import Style, cells, page

COLUMNS = ("forms", PROVED, LINKED, DERIVED, EXACT, SAMPLED, "short", "non-laws", "gradient")


def strongest(rungs):
    """The highest rank of evidence that a law has."""
    return min(rungs, key=RUNGS.index)


def matrix(strongest=strongest):
    """For each formula: how many forms hold, how many laws have each rank of evidence, how many non-laws have a
    counterexample, how many checks of the gradient hold, and how many checks fall short.
    """
    recorded = record("evidence")
    rungs, counts = {}, {}
    for name, rows in recorded["formulas"].items():
        good = lambda row: row[3] == HOLDS and row[4] != OPEN
        laws = {row[1]: [r[4] for r in rows if r[1] == row[1] and good(r)] for row in rows if row[0] == "law"}
        rungs[name] = {law: strongest(found) for law, found in laws.items() if found}
        held = Counter(rungs[name].values())
        kinds = Counter(row[0] for row in rows if good(row))
        short = sum(not good(row) for row in rows)
        counts[name] = [kinds["form"], *(held[rung] for rung in RUNGS[:-1]), short, kinds["non-law"], kinds["gradient"]]
    return Data(recorded=recorded, rungs=rungs, counts=counts, changed=changed(recorded["topics"]))


def each_law_stands_once(data):
    """Each law is counted at one rank, and no check of it that holds has a higher one.

    Of formulas that have not changed since, each law of the catalogue is counted.
    """
    for name, rows in data.recorded["formulas"].items():
        for kind, law, _, verdict, rung, _ in rows:
            if (
                kind == "law"
                and verdict == HOLDS
                and rung != OPEN
                and RUNGS.index(rung) < RUNGS.index(data.rungs[name][law])
            ):
                return False
    today = {
        name: {law.fn.__name__ for law in of.laws.values() if law.holds}
        for name, of in catalogue.catalog().formulas.items()
    }
    return all(
        set(data.rungs[name]) == laws
        for name, laws in today.items()
        if topic_of(name) not in data.changed and not data.counts[name][5]
    )


@figure(
    data=matrix,
    holds=each_law_stands_once,
    wrong={"strongest": lambda rungs: max(rungs, key=RUNGS.index)},
    colours=TABLE,
)
def formulas_and_evidence(data, style: Style):
    """Every formula and its evidence

    How many checks of each formula hold: forms against the statement; laws, each at the highest rank of evidence that
    it reached, with proved above linked above derived above exact above sampled; non-laws that have a
    counterexample; gradients.
    "short" counts checks that fall short. No check of a law that holds has a higher rank than the law is counted at,
    and every law of the catalogue is counted once. The verdicts are of the day below; a dagger marks formulas whose
    topic has changed since.
    """
    lines = []
    for name in data.counts:
        if not lines or topic_of(lines[-1]) != topic_of(name):
            lines.append(f"{topic_of(name)}.")
        lines.append(name)
    half = next(k for k in range(len(lines) // 2, len(lines)) if lines[k].endswith("."))
    sheet, axes = page(7.5, 10, 1, 2)
    tints = (
        (style.blue, 0.35),
        (style.green, 0.85),
        (style.green, 0.7),
        (style.green, 0.55),
        (style.green, 0.35),
        (style.orange, 0.4),
        (style.vermilion, 0.7),
        (style.purple, 0.35),
        (style.blue, 0.35),
    )
    for ax, part in zip(axes, (lines[:half], lines[half:]), strict=True):
        ax.set(xlim=(-11.2, len(COLUMNS) + 0.05), ylim=(max(half, len(lines) - half) + 0.05, -3.2))
        ax.axis("off")
        for j, column in enumerate(COLUMNS):
            ax.text(j + 0.6, -0.15, column, rotation=60, ha="left", va="bottom", size=8.5, rotation_mode="anchor")
        for i, name in enumerate(part):
            if name.endswith("."):
                ax.text(-11.2, i + 0.6, name[:-1], va="center", size=9, weight="bold")
            else:
                ax.text(
                    -11.0,
                    i + 0.52,
                    marked(name, data.changed, shown=name.partition(".")[2]),
                    va="center",
                    size=8,
                )
        for topic, names in itertools.groupby((name for name in part if not name.endswith(".")), topic_of):
            counts = np.array([data.counts[name] for name in names])
            fills = np.array(
                [
                    [
                        style.tint(colour, strength) if count else style.paper
                        for count, (colour, strength) in zip(row, tints, strict=True)
                    ]
                    for row in counts
                ],
                object,
            )
            top = part.index(f"{topic}.") + 1
            cells(
                ax,
                np.where(counts, counts.astype(str), ""),
                style,
                (top, 0),
                fill=fills,
                edge=style.rule,
                width=0.6,
                size=8,
            )
    said, versions = data.recorded, data.recorded["versions"]
    sheet.supxlabel(
        f"{said['examples']} examples a check, seed {said['seed']}; recorded on {said['recorded']} "
        f"with mathcnn {said['mathcnn']}, SymPy {versions['sympy']}, NumPy {versions['numpy']}",
        size=7.5,
        color=style.muted,
    )
    return sheet
