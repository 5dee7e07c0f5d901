"""Real bugs, and the laws that catch them."""

from __future__ import annotations

import numpy as np

from mathcnn import museum
from mathcnn.evidence import verdicts
from mathcnn.language.formula import Gradient
from mathcnn.museum import DERIVATIVE, FORM, SPECIAL

from . import TABLE, Data, figure
from .recorded import changed, marked, record
from .style import Style, cells, page

EXAMPLES = 40


def caught_today(one):
    """Whether the first law that an exhibit names rejects it, when it is run now."""
    first = next(name for name in (*one.laws, FORM) if name in one.of.laws or name in (FORM, SPECIAL, DERIVATIVE))
    with np.errstate(all="ignore"):
        if first in one.of.laws:
            rows = [verdicts.fast_verdict(one.of.laws[first], one.faulty, one.name, EXAMPLES, 0)]
        elif isinstance(one.claims, Gradient):
            rows = list(
                verdicts.verify_formula(one.of, EXAMPLES, 0, one.of, one.name, backward=one.faulty, only="gradient")
            )
        else:
            rows = list(verdicts.verify_formula(one.of, EXAMPLES, 0, one.faulty, one.name, only="form"))
    return any(row.verdict == verdicts.FAILS and row.cases for row in rows)


def hung(wing, exhibits):
    """The exhibits on one topic, what rejected them by the record, and whether the first law that each names rejects it
    now.
    """
    recorded = record("museum")
    today = {name: one for name, one in exhibits().items() if wing(one.claim)}
    kept = {name: found for name, found in recorded["exhibits"].items() if wing(found["formula"])}
    groups = {}
    for name, found in kept.items():
        groups.setdefault(found["formula"], []).append(name)
    order = lambda claim: [FORM, SPECIAL, *(museum.find(groups[claim][0]).of.laws), DERIVATIVE]
    checks = {
        claim: [law for law in order(claim) if any(law in kept[name]["caught"] for name in names)]
        for claim, names in groups.items()
    }
    return Data(
        recorded=recorded,
        kept=kept,
        groups=groups,
        checks=checks,
        today={name: caught_today(one) for name, one in today.items()},
        changed=changed(recorded["topics"]),
    )


def every_bug_is_caught(data):
    """By the record each bug is rejected by every law that it names, and the first of these rejects it now; the record
    has all exhibits of today.
    """
    return (
        set(data.today) == set(data.kept)
        and all(data.today.values())
        and all(set(found["named"]) <= set(found["caught"]) for found in data.kept.values())
    )


def put_right():
    """The museum as if all exhibits had been repaired."""
    right = lambda one: lambda *args, **options: one.claims(*args, **options)
    return {
        name: museum.Exhibit(name, one.claims, right(one), one.references, one.laws, "")
        for name, one in museum.exhibits().items()
    }


LETTER, LINE = 0.054, 0.215  # inches: how much a letter of a slanted name adds to its height; a bug


def matrices(data, style: Style):
    """A matrix for each formula: bugs down, checks across."""
    headers = [0.25 + LETTER * max(map(len, checks)) for checks in data.checks.values()]
    heights = [header + LINE * len(names) for header, names in zip(headers, data.groups.values(), strict=True)]
    sheet, axes = page(7.5, sum(heights) + 0.2, len(heights), 1, squeeze=False, height_ratios=heights)
    for ax, (claim, names), header in zip(axes[:, 0], data.groups.items(), headers, strict=True):
        ax.set(xlim=(-10.4, 24.5), ylim=(len(names) + 0.1, -header / LINE))
        ax.axis("off")
        ax.text(-10.4, -0.3, marked(claim, data.changed), weight="bold", size=9.5, va="bottom")
        for j, check in enumerate(data.checks[claim]):
            ax.text(j + 0.55, -0.25, worded(check), rotation=50, rotation_mode="anchor", ha="left", va="center", size=8)
        words = np.full((len(names), len(data.checks[claim])), "", object)
        fills = np.full(words.shape, style.paper, object)
        for i, name in enumerate(names):
            ax.text(-10.4, i + 0.52, worded(name), va="center", size=8.5)
            for j, check in enumerate(data.checks[claim]):
                if check in data.kept[name]["caught"]:
                    named = check in data.kept[name]["named"]
                    words[i, j], fills[i, j] = (
                        "×" if named else "·",
                        style.tint(style.green, 0.75) if named else style.tint(style.blue, 0.4),
                    )
        cells(ax, words, style, fill=fills, edge=style.rule, width=0.6, size=8)
    sheet.supxlabel(
        f"×  caught by a law that the bug's report names      ·  caught      {came_from(data)}",
        size=7.5,
        color=style.muted,
    )
    return sheet


def worded(name):
    return name.replace("_", " ")


def came_from(data):
    return (
        f"seed {data.recorded['seed']}; recorded on {data.recorded['recorded']} with mathcnn {data.recorded['mathcnn']}"
    )


CONV, POOLS = ("layers.conv",), ("pooling.max_pool", "pooling.avg_pool")


def of_convolution(exhibits=museum.exhibits):
    return hung(lambda claim: claim in CONV, exhibits)


def of_pooling(exhibits=museum.exhibits):
    return hung(lambda claim: claim in POOLS, exhibits)


def of_others(exhibits=museum.exhibits):
    return hung(lambda claim: claim not in CONV + POOLS, exhibits)


@figure(data=of_convolution, holds=every_bug_is_caught, wrong={"exhibits": put_right}, colours=TABLE)
def bugs_of_convolution(data, style: Style):
    """Bugs of convolutions, and the laws that catch them

    Each row is a bug that a real library had, rebuilt in the museum; each column is a check of the formula that it
    claims to compute. A law about one parameter rejects what is wrong with that parameter. Every bug is rejected by
    each of the laws that its report names; the first of these was run again for this figure.
    """
    return matrices(data, style)


@figure(data=of_pooling, holds=every_bug_is_caught, wrong={"exhibits": put_right}, colours=TABLE)
def bugs_of_pooling(data, style: Style):
    """Bugs of pooling, and the laws that catch them

    Windows that contain only padding, maxima that start from zero, averages with the wrong divisor: bugs of real
    libraries, rebuilt in the museum, and the checks that reject them. Every bug is rejected by each of the laws that
    its report names; the first of these was run again for this figure.
    """
    return matrices(data, style)


@figure(data=of_others, holds=every_bug_is_caught, wrong={"exhibits": put_right}, colours=TABLE)
def other_bugs(data, style: Style):
    """Other bugs, and the laws that catch them

    Padding, sizes, transposed convolutions, normalisation, gradients and kernels: what each bug claims to compute, the
    laws that its report names, and how many further checks reject it. Each of the named laws rejected it; the first of
    these was run again for this figure.
    """
    rows = [(claim, name) for claim, names in data.groups.items() for name in names]
    sheet, ax = page(7.5, 1.8 * LINE * (len(rows) + 1.8))
    ax.set(xlim=(0, 100), ylim=(len(rows) + 0.1, -0.9))
    ax.axis("off")
    for x, title in {0: "bug, and what it claims to be", 42: "caught by"}.items():
        ax.text(x, -0.4, title, size=9, weight="bold", va="center")
    for i, (claim, name) in enumerate(rows):
        named = data.kept[name]["named"]
        more = len(set(data.kept[name]["caught"]) - set(named))
        ax.axhline(i, color=style.rule, lw=0.6, ls="-")
        ax.text(0, i + 0.29, worded(name), size=8.5, va="center")
        ax.text(0, i + 0.74, marked(claim, data.changed), size=8, va="center", color=style.muted)
        ax.text(42, i + 0.29, ", ".join(map(worded, named)), size=8.5, va="center", color=style.green)
        ax.text(42, i + 0.74, f"and {more} more" if more else "", size=8, va="center", color=style.muted)
    sheet.supxlabel(came_from(data), size=7.5, color=style.muted)
    return sheet
