"""LeNet-5 beside PyTorch and JAX, as `python -m benchmarks` measured it."""

from __future__ import annotations

import operator

import numpy as np

from . import Data, figure
from .recorded import record
from .style import MARKERS, Style, page

PEERS = {"torch": "PyTorch", "jax": "JAX"}
OURS = {"numpy": "NumPy engine", "compiled": "compiled engine"}


def ratios(divide=operator.truediv):
    """For each kind of run, engine, peer and batch: our time divided by the peer's, round by round."""
    said = record("benchmark")
    work = said["works"]["lenet"]
    found = {
        (one["columns"]["what"], ours, peer, int(one["columns"]["batch"])): np.array(
            [divide(a, b) for a, b in zip(one["seconds"][ours], one["seconds"][peer], strict=True)]
        )
        for one in work["cases"]
        for ours in OURS
        for peer in PEERS
        if ours in one["seconds"] and peer in one["seconds"]
    }
    return Data(machine=said["machine"], work=work, ratios=found)


def ratios_times_theirs_is_ours(data):
    """Round by round, within the rounding of a quotient and a product; and no round is left out."""
    for one in data.work["cases"]:
        for ours in OURS:
            for peer in PEERS:
                found = data.ratios.get((one["columns"]["what"], ours, peer, int(one["columns"]["batch"])))
                if found is None:
                    continue
                mine, theirs = (np.array(one["seconds"][p]) for p in (ours, peer))
                if len(found) != data.work["rounds"] or np.any(np.abs(found * theirs - mine) > 2.0**-51 * mine):
                    return False
    return bool(data.ratios)


@figure(data=ratios, holds=ratios_times_theirs_is_ours, wrong={"divide": lambda a, b: b / a})
def times_beside_others(data, style: Style):
    """LeNet-5's time, over that of PyTorch and JAX

    A training step and an inference of LeNet-5 on the same batch and weights, each library in a process that runs
    alone: our time divided by the peer's in each round, with median and quartiles. Small dots are rounds, numbers are
    medians. Below 1 we are faster. PyTorch is eager, JAX compiles. Each ratio times the peer's time is our time, and no
    round was left out. Measured once, on the machine and day below; where other processes were at work, the ratios
    mean little.
    """
    sheet, axes = page(7.5, 3.4, 1, 2, sharey=True)
    batches = sorted({batch for *_, batch in data.ratios})
    pairs = [(ours, peer) for ours in OURS for peer in PEERS]
    colours = dict(zip(pairs, (style.vermilion, style.blue) * 2, strict=True))
    values = np.concatenate([*data.ratios.values()])
    low, high = min(0.25, values.min()) / 4, max(2.0, values.max()) * 6
    for ax, kind in zip(axes, ("training step", "inference"), strict=True):
        ax.axhline(1, color=style.muted, lw=0.9, ls="--")
        for at, ((ours, peer), marker) in enumerate(zip(pairs, MARKERS, strict=False)):
            shift, named = 0.21 * (at - 1.5), False
            for k, batch in enumerate(batches):
                turns = data.ratios.get((kind, ours, peer, batch))
                if turns is None:
                    continue
                below, middle, above = np.quantile(turns, (0.25, 0.5, 0.75))
                colour = colours[ours, peer]
                ax.plot(np.full(len(turns), k + shift), turns, ".", ms=2.5, color=style.tint(colour, 0.6), ls="none")
                ax.errorbar(
                    k + shift,
                    middle,
                    [[middle - below], [above - middle]],
                    color=colour,
                    marker=marker,
                    mfc=colour if ours == "compiled" else style.paper,
                    ls="none",
                    ms=5,
                    capsize=2,
                    lw=0,
                    elinewidth=1.4,
                    label=None if named else f"{OURS[ours]} / {PEERS[peer]}",
                )
                named = True
                ax.text(
                    k + shift,
                    low * 1.12,
                    f"{middle:.2f}",
                    ha="center",
                    va="bottom",
                    size=7.5,
                    color=colour,
                    rotation=90,
                )
        ax.set(title=kind, xlabel="images a batch", xticks=range(len(batches)), xlim=(-0.6, len(batches) - 0.4))
        ax.set_xticklabels(batches)
    ticks = [t for t in (1 / 64, 1 / 16, 1 / 4, 1 / 2, 1, 2, 4, 16) if low < t < high]
    axes[0].set(ylabel="our time / theirs", yscale="log", ylim=(low, high), yticks=ticks)
    axes[0].set_yticklabels([f"1/{round(1 / t)}" if t < 1 else f"{round(t)}" for t in ticks])
    axes[0].minorticks_off()
    axes[0].legend(loc="upper left", ncols=2, columnspacing=1.0, handletextpad=0.3, fontsize=7.5)
    said, machine = data.work, data.machine
    sheet.supxlabel(
        f"medians and quartiles of {said['rounds']} rounds; {said['threads']} threads, {machine['processor']}, "
        f"{said['when']}; other processes kept {said['others'] or 0:g} cores at work",
        size=7.5,
        color=style.muted,
    )
    return sheet
