"""Five libraries checked against the formulas, as one matrix."""

from __future__ import annotations

import numpy as np

from mathcnn.conformance.reports import WORST
from mathcnn.evidence.verdicts import CONVENTION, FAILS, HOLDS, NORMWISE, NOT_OFFERED, SPECIAL, SUSPECT

from . import TABLE, Data, figure
from .recorded import changed, marked, record
from .style import Style, cells, page


def worst(verdicts):
    """The worst of the verdicts on a formula, which is shown for all of them."""
    return min(verdicts, key=WORST.index)


def matrix(worst=worst):
    """For each formula and target the worst verdict, how often it occurred, and the number of checks; formulas that no
    target offers are left out.
    """
    targets = record("conformance")["targets"]
    names = dict.fromkeys(name for one in targets.values() for name in one["formulas"])
    found = {(name, target): one["formulas"].get(name, {}) for name in names for target, one in targets.items()}
    shown = {at: worst(verdicts) if verdicts else NOT_OFFERED for at, verdicts in found.items()}
    rows = [name for name in names if any(shown[name, target] != NOT_OFFERED for target in targets)]
    return Data(
        targets=targets,
        rows=rows,
        found=found,
        shown=shown,
        changed={target: old for target, one in targets.items() if (old := changed(one["topics"]))},
    )


def nothing_worse_is_hidden(data):
    """The verdict of each cell occurred, and no worse one did."""
    ranks = {
        at: sorted(WORST.index(verdict) for verdict in verdicts) for at, verdicts in data.found.items() if verdicts
    }
    return all(WORST.index(data.shown[at]) == reached[0] for at, reached in ranks.items()) and len(data.rows) > 0


@figure(
    data=matrix,
    holds=nothing_worse_is_hidden,
    wrong={"worst": lambda verdicts: max(verdicts, key=verdicts.get)},
    colours=TABLE,
)
def formulas_and_libraries(data, style: Style):
    """Formulas and libraries

    Five libraries checked against the formulas: each cell has the worst verdict, and how many of the cell's checks had
    it (differs: by a convention; special: on special values). Empty: not offered. docs/conformance.md says what is
    wrong in which call. No cell hides a worse verdict than it shows. A dagger marks what was recorded before the topic
    of its formula changed.
    """
    looks = {
        HOLDS: (style.green, 0.3, "holds"),
        NORMWISE: (style.green, 0.15, "normwise"),
        CONVENTION: (style.orange, 0.45, "differs"),
        SPECIAL: (style.blue, 0.25, "special"),
        SUSPECT: (style.purple, 0.45, "suspect"),
        FAILS: (style.vermilion, 0.7, "fails"),
    }
    sheet, ax = page(7.5, 6.6)
    ax.set(xlim=(-2.35, len(data.targets) + 0.02), ylim=(len(data.rows) + 0.05, -1.9))
    ax.axis("off")
    words = np.full((len(data.rows), len(data.targets)), "", object)
    fills = np.full(words.shape, style.paper, object)
    for i, name in enumerate(data.rows):
        ax.text(-2.35, i + 0.52, name, va="center", size=7.5)
        for j, target in enumerate(data.targets):
            verdict, found = data.shown[name, target], data.found[name, target]
            if verdict != NOT_OFFERED:
                colour, strength, word = looks[verdict]
                asked = sum(n for v, n in found.items() if v != NOT_OFFERED)
                counted = f"{word}, {asked}" if verdict == HOLDS else f"{word}, {found[verdict]} of {asked}"
                words[i, j] = marked(name, data.changed.get(target, set()), shown=counted)
                fills[i, j] = style.tint(colour, strength)
    cells(ax, words, style, fill=fills, edge=style.rule, width=0.6, size=7.5)
    for j, (target, one) in enumerate(data.targets.items()):
        version = one["versions"].get(target) or one["versions"]["onnx"]
        ax.text(
            j + 0.5, -0.15, f"{target}\n{version.partition('+')[0]}", ha="center", va="bottom", size=8, linespacing=1.25
        )
    days = sorted({one["recorded"] for one in data.targets.values()})
    examples = sorted({one["examples"] for one in data.targets.values()})
    sheet.supxlabel(
        f"{' or '.join(map(str, examples))} examples a check; recorded on {' and '.join(days)}",
        size=7.5,
        color=style.muted,
    )
    return sheet
