"""What `mathcnn lenet information` shows: tables, JSON, and a figure of the information of each layer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np
from rich.text import Text

from ..networks.information import Study
from ..text.extras import need
from ..text.tables import Grid
from ..text.wording import plural
from .terminal import page

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def as_dicts(history: Sequence[Study]) -> list[dict[str, Any]]:
    """Studies after 0, 1, 2, ... epochs, for JSON."""
    return [
        {
            **asdict(one),
            "epoch": k,
            "holds": one.holds,
            "rises": [asdict(rise) for rise in one.rises],
            "checks": [
                {
                    "rule": c.rule,
                    "measure": c.measure,
                    "holds": c.holds,
                    "steps": len(c.steps),
                    "strict": c.strict,
                    "violations": [asdict(v) for v in c.violations],
                }
                for c in one.checks
            ],
        }
        for k, one in enumerate(history)
    ]


def print_history(history: Sequence[Study]) -> None:
    """Print the information about the label after each epoch, the last study in full, and the checked inequalities."""
    last = history[-1]
    with page() as out:
        if len(history) > 1:
            out.print(
                "I(T'; Y) minus its mean with random labels, in bits, after each epoch (in parentheses: saturated)\n"
            )
            out.print(through_training(history))
            out.print()
        out.print(
            f"{last.images:,} images: H(X) = {last.image_entropy:.3f} bits; labels: H(Y) = {last.label_entropy:.3f} "
            f"bits. Patterns are of {last.bins} intervals of equal {last.binning}, of map means and units."
        )
        out.print(f"In bits{', after the last epoch' * (len(history) > 1)}:\n")
        out.print(in_full(last))
        out.print("\n  *  saturated: more patterns than half the images, so nearly every image has its own pattern")
        out.print(
            "  lacks, excess: the bias, by Miller and Madow, of the column before; chance: the mean of "
            f"{last.permutations} values of I(T'; Y) with labels in random order"
        )
        out.print("  best map, mean map: information of single maps about the label, minus the bias\n")
        for text, style in verdicts(history):
            out.print(Text(text, style))


def through_training(history: Sequence[Study]) -> Grid:
    """A table of the information about the label: a row for each layer, a column for each epoch."""
    epochs = [str(k) for k in range(len(history))]
    table = Grid("layer", *epochs, right=epochs, whole=["layer"])
    for rows in zip(*(one.rows for one in history), strict=True):
        less = [f"{r.about_label - r.chance:.3f}" for r in rows]
        table.add_row(
            rows[0].name,
            *(Text(f"({bits})", "dim") if r.saturated else f"{bits} " for r, bits in zip(rows, less, strict=True)),
        )
    return table


def in_full(last: Study) -> Grid:
    """A table of all measures of a study: a row for each layer."""
    figures = [
        "patterns",
        "I(X; T')",
        "lacks",
        "I(T'; Y)",
        "excess",
        "chance",
        "best map",
        "mean map",
        "I(X; T)",
        "I(T; Y)",
    ]
    table = Grid("layer", *figures, right=figures, whole=["layer", *figures])
    for r in last.rows:
        bits = [
            r.about_image,
            r.image_lacks,
            r.about_label,
            r.label_excess,
            r.chance,
            r.best_map,
            r.mean_map,
            r.exact_image,
            r.exact_label,
        ]
        table.add_row(
            r.name,
            f"{r.patterns:,}{'*' if r.saturated else ' '}",
            *(f"{b:.3f}" for b in bits),
            style="dim" if r.saturated else "",
        )
    return table


def verdicts(history: Sequence[Study]) -> Iterator[tuple[str, str]]:
    """The results of the data processing inequality over all studies: lines, each with its style."""
    yield "data processing inequality, where one description is a function of another", "bold"
    for same in zip(*(one.checks for one in history), strict=True):
        steps, strict, wrong = (
            sum(f(c) for c in same) for f in (lambda c: len(c.steps), lambda c: c.strict, lambda c: len(c.violations))
        )
        if all(check.holds for check in same):
            yield f"  holds     {same[0].measure} {same[0].rule}: {steps:,} steps, {strict:,} of them strict", "green"
        else:
            yield f"  VIOLATED  {same[0].measure} {same[0].rule}: in {wrong:,} of {steps:,} steps", "bold red"
            for v in [v for check in same for v in check.violations][:3]:
                yield f"            {v.finer} {v.finer_bits:.6f}, {v.coarser} {v.coarser_bits:.6f} bits", "red"
    found = sorted(
        ((rise, k) for k, one in enumerate(history) for rise in one.rises), key=lambda pair: -pair[0].beyond_chance
    )
    yield (
        f"\nbetween binned layers it need not hold: I(T'; Y) rises {len(found):,} times from a layer to the next"
        f"{', most by' if found else ''}",
        "bold",
    )
    for rise, k in found[:5]:
        when = f", after {plural(k, 'epoch')}" * (len(history) > 1)
        yield (
            f"  {rise.bits:.3f} bits ({rise.beyond_chance:.3f} beyond chance) from {rise.before} to {rise.after}{when}",
            "",
        )


# Blue and vermilion of Okabe and Ito, which colour-blind readers distinguish, and grey
OF_LABEL, OF_IMAGE, OF_CHANCE = "#0072B2", "#D55E00", "#999999"


def figure(history: Sequence[Study]) -> Figure:
    """A figure of each layer through training: I(T'; Y) and its value with random labels above, I(X; T') below, in
    bits.

    Raises MissingExtra without matplotlib.
    """
    need("figures", "a picture", "matplotlib")
    from matplotlib.figure import Figure

    last, epochs, alone = history[-1], np.arange(len(history)), "_" if len(history) == 1 else None
    fig = Figure(figsize=(1.2 + 0.86 * len(last.rows), 5.2), layout="constrained")
    axes = fig.subplots(2, len(last.rows), sharex=True, sharey="row")
    kinds = (
        ("about_label", "I(T′; Y), bits", OF_LABEL, last.label_entropy, "H(Y)"),
        ("about_image", "I(X; T′), bits", OF_IMAGE, last.image_entropy, "H(X)"),
    )
    for line, (measure, title, colour, most, name) in zip(axes, kinds, strict=True):
        for k, ax in enumerate(line):
            rows = [one.rows[k] for one in history]
            bits, saturated = np.array([getattr(r, measure) for r in rows]), np.array([r.saturated for r in rows])
            ax.axhline(most, color="black", linewidth=0.8, linestyle=":", label=f"{name}, the maximum")
            if measure == "about_label":
                ax.plot(
                    epochs,
                    [r.chance for r in rows],
                    color=OF_CHANCE,
                    linestyle="--",
                    marker=alone,
                    label="with random labels",
                )
            ax.plot(epochs, bits, color=colour, linewidth=1.8, label=title.partition(",")[0])
            ax.plot(epochs[~saturated], bits[~saturated], "o", color=colour, markersize=4.5)
            ax.plot(
                epochs[saturated],
                bits[saturated],
                "o",
                color=colour,
                markersize=4.5,
                markerfacecolor="white",
                label="saturated",
            )
            ax.set_xlim(-0.5, len(history) - 0.5)
            ax.set_ylim(0, 1.06 * most)
            ax.spines[["top", "right"]].set_visible(False)
            ax.tick_params(labelsize=8)
            ax.grid(axis="y", color="0.92")
        line[0].set_ylabel(title)
    for ax, r in zip(axes[0], last.rows, strict=True):
        ax.set_title(r.name.replace(" ", "\n"), fontsize=9)
    if len(history) > 1:
        for ax in axes[1]:
            ax.xaxis.get_major_locator().set_params(integer=True, nbins=3)
        fig.supxlabel("epochs of training", fontsize=10)
    else:
        axes[0][0].set_xticks([])
    entries = {
        label: handle
        for ax in (axes[0][-1], axes[1][-1])
        for handle, label in zip(*ax.get_legend_handles_labels(), strict=True)
    }
    fig.legend(
        entries.values(), entries.keys(), loc="outside upper center", ncols=len(entries), frameon=False, fontsize=9
    )
    return fig
