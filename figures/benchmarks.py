"""LeNet-5 beside PyTorch and JAX, as the benchmark measured it."""

from __future__ import annotations

import operator
import statistics

import numpy as np

from . import Data, figure
from .recorded import record
from .style import MARKERS, Style, page

PEERS = {"torch": "PyTorch", "jax": "JAX"}


def ratios(divide=operator.truediv):
    """For each kind of run, peer and batch: our time divided by the peer's, turn by turn."""
    recorded = record("benchmark")
    found = {
        (kind, peer, one["batch"]): np.array([divide(a, b) for a, b in zip(times["mathcnn"], times[peer], strict=True)])
        for one in recorded["batches"]
        for kind, times in one["seconds"].items()
        for peer in PEERS
    }
    return Data(recorded=recorded, ratios=found)


def ratios_times_theirs_is_ours(data):
    """Turn by turn, within the rounding of a quotient and a product; and no turn is left out."""
    for one in data.recorded["batches"]:
        for kind, times in one["seconds"].items():
            ours = np.array(times["mathcnn"])
            for peer in PEERS:
                found = data.ratios[kind, peer, one["batch"]]
                if len(found) != data.recorded["turns"] or np.any(
                    np.abs(found * np.array(times[peer]) - ours) > 2.0**-51 * ours
                ):
                    return False
    return True


@figure(data=ratios, holds=ratios_times_theirs_is_ours, wrong={"divide": lambda a, b: b / a})
def times_beside_others(data, style: Style):
    """LeNet-5's time, over that of PyTorch and JAX

    A training step and an inference of LeNet-5 on the same batch, weights and cores, in turns: our time divided by the
    peer's in each turn, with median and quartiles. Small dots are turns, numbers are medians. Below 1 we are faster.
    Each ratio times the peer's time is our time, and no turn was left out. Measured once, on the machine and day below;
    on a busy machine threads wait for each other, and the ratios mean little.
    """
    sheet, axes = page(7.5, 3.1, 1, 2, sharey=True)
    batches = [one["batch"] for one in data.recorded["batches"]]
    for ax, kind in zip(axes, ("training step", "inference"), strict=True):
        ax.axhline(1, color=style.muted, lw=0.9, ls="--")
        for shift, (peer, name), colour, marker in zip(
            (-0.13, 0.13), PEERS.items(), (style.vermilion, style.blue), MARKERS, strict=False
        ):
            for k, batch in enumerate(batches):
                turns = data.ratios[kind, peer, batch]
                low, middle, high = statistics.quantiles(turns, n=4)
                ax.plot(
                    np.full(len(turns), k + shift + 0.09), turns, ".", ms=2.5, color=style.tint(colour, 0.6), ls="none"
                )
                version = data.recorded["versions"][peer].partition("+")[0]
                ax.errorbar(
                    k + shift,
                    middle,
                    [[middle - low], [high - middle]],
                    color=colour,
                    marker=marker,
                    ls="none",
                    ms=6,
                    capsize=3,
                    lw=0,
                    elinewidth=1.6,
                    label=f"over {name} {version}" if not k else None,
                )
                ax.text(k + 1.7 * shift, 0.119, f"{middle:.2f}", ha="center", va="center", size=7.5, color=colour)
        ax.set(title=kind, xlabel="images a batch", xticks=range(len(batches)), xlim=(-0.6, len(batches) - 0.5))
        ax.set_xticklabels(batches)
    axes[0].set(ylabel="our time / theirs", yscale="log", ylim=(0.104, 2.6), yticks=[0.25, 0.5, 1, 2])
    axes[0].set_yticklabels(["1/4", "1/2", "1", "2"])
    axes[0].minorticks_off()
    axes[0].legend(loc="upper left", ncols=2, columnspacing=1.0, handletextpad=0.3)
    said = data.recorded
    sheet.supxlabel(
        f"medians and quartiles of {said['turns']} turns; {said['cores']} cores, {said['machine']}, {said['when']}; "
        "PyTorch eager, JAX compiled",
        size=7.5,
        color=style.muted,
    )
    return sheet
