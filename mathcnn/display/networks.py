"""What `mathcnn lenet` shows: tables and progress, dictionaries for JSON, and pictures of feature maps."""

from __future__ import annotations

import contextlib
import io
import itertools
import math
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import IO, TYPE_CHECKING, Any

import numpy as np
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

from ..data import Dataset
from ..language import unicode
from ..memory import Buffers
from ..networks import chain
from ..networks.lenet import Network
from ..networks.training import Evaluation, Training
from ..text.extras import need
from ..text.files import replacing
from ..text.tables import Grid
from ..text.wording import as_json
from .terminal import page

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def print_json(what: Any) -> None:
    """Print a value as JSON."""
    print(as_json(what))


def percent(share: float) -> str:
    """A share in per cent, "97.25 %"; "-" for one that is not finite."""
    return f"{100 * share:.2f} %" if math.isfinite(share) else "-"


# ---------------------------------------------------------------- training


def print_training(run: Training, data: Dataset, path: str) -> None:
    """Print the network, the data, the settings and the checkpoint of a training that begins."""
    s = run.settings
    kind = f"variant {s.variant}{', with batch normalisation' if s.batch_norm else ''}"
    print(f"LeNet-5, {kind}: {run.network.trained:,} parameters")
    print(f"{data.name}: {len(data.train_labels):,} images to train, {len(data.test_labels):,} to test; {data.origin}")
    print(
        f"{s.epochs} epochs of batches of {s.batch}, rate up to {s.rate:g}, momentum {s.momentum:g}, "
        f"decay {s.decay:g}, augmentation {s.augment}, seed {s.seed}; checkpoint {path}"
    )
    if run.epochs or run.step:
        print(f"continuing after {len(run.epochs)} epochs and {run.step} steps")
    sys.stdout.flush()


@contextlib.contextmanager
def epochs(run: Training, images: int, out: IO[str] | None = None) -> Iterator[Callable[[Training], None]]:
    """Print the results of each epoch as it ends and, on a terminal, a progress bar with loss and accuracy.

    run: the training; images: the number of training images; out: the stream, by default stdout; nothing is printed to
    another stream unless it is a terminal. The function that is yielded is called after each step.
    """
    if out is not None and not out.isatty():
        yield lambda run: None
        return
    out, steps = out or sys.stdout, -(-images // run.settings.batch)
    console = Console(file=out, highlight=False, markup=False, emoji=False, width=None if out.isatty() else 120)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[said]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not out.isatty(),
    )
    shown = len(run.epochs)
    console.print("epoch   loss, nats   accuracy   test accuracy")
    for k, epoch in enumerate(run.epochs, 1):
        console.print(_line(k, epoch))
    with bar:
        task = bar.add_task("training", total=run.settings.epochs * steps, completed=shown * steps + run.step, said="")

        def update(now: Training) -> None:
            nonlocal shown
            for k in range(shown, len(now.epochs)):
                console.print(_line(k + 1, now.epochs[k]))
            shown = len(now.epochs)
            if bar.disable:
                return
            seen = min(now.step * now.settings.batch, images)
            bar.update(
                task,
                completed=shown * steps + now.step,
                description=f"epoch {shown + 1}",
                said=f"loss {now.loss / seen:.3f}, {percent(now.right / seen)}" if seen else "",
            )

        yield update
        update(run)


def _line(k: int, epoch: Any) -> str:
    return f"{k:5}   {epoch.loss:10.4f}   {percent(epoch.accuracy):>8}   {percent(epoch.test_accuracy):>13}"


# ---------------------------------------------------------------- evaluation


def evaluation_as_dict(found: Evaluation, data: Dataset) -> dict[str, Any]:
    """An evaluation for JSON; a value that is not finite is None."""
    plain = lambda v: v if math.isfinite(v) else None
    return {
        "data": data.name,
        "origin": data.origin,
        "images": int(found.confusion.sum()),
        "accuracy": found.accuracy,
        "classes": list(data.classes),
        "confusion": found.confusion.tolist(),
        "per_class": [
            {"class": name, "images": n, "precision": plain(precision), "recall": plain(recall), "f1": plain(f1)}
            for name, (n, precision, recall, f1) in zip(data.classes, found.per_class(), strict=True)
        ],
    }


def print_evaluation(found: Evaluation, data: Dataset) -> None:
    """Print accuracy, the confusion matrix with a row for each true class, and precision and recall of each class."""
    total, right = int(found.confusion.sum()), int(np.trace(found.confusion))
    confusion = Grid(
        "", *(str(k) for k in range(len(data.classes))), right=[str(k) for k in range(len(data.classes))], whole=[""]
    )
    for k, (name, row) in enumerate(zip(data.classes, found.confusion, strict=True)):
        cells = [Text(str(n) if n else "·", "bold green" if k == j else "" if n else "dim") for j, n in enumerate(row)]
        confusion.add_row(name if name == str(k) else f"{k} {name}", *cells)
    each = Grid(
        "class", "images", "precision", "recall", "F1", right=["images", "precision", "recall", "F1"], whole=["class"]
    )
    for name, (n, precision, recall, f1) in zip(data.classes, found.per_class(), strict=True):
        each.add_row(name, str(n), percent(precision), percent(recall), percent(f1))
    with page() as out:
        out.print(f"{data.name}: {percent(found.accuracy)} right, {right:,} of {total:,} test images\n")
        out.print("true class (rows) and class by the network (columns)")
        out.print(confusion)
        out.print()
        out.print(each)


# ---------------------------------------------------------------- prediction


def answers_as_dicts(paths: Sequence[str], shares: np.ndarray, classes: Sequence[str]) -> list[dict[str, Any]]:
    """The classifications of images for JSON; shares: probabilities (images, classes)."""
    return [
        {
            "image": path,
            "answer": classes[int(row.argmax())],
            "shares": {name: float(share) for name, share in zip(classes, row, strict=True)},
        }
        for path, row in zip(paths, shares, strict=True)
    ]


def print_answers(paths: Sequence[str], shares: np.ndarray, classes: Sequence[str]) -> None:
    """Print the most probable class of each image, and the next two."""
    table = Grid("image", "answer", "share", "then", right=["share"], whole=["answer", "share"])
    for path, row in zip(paths, shares, strict=True):
        first, *rest = np.argsort(-row, kind="stable")[:3]
        table.add_row(
            path, classes[first], percent(row[first]), ", ".join(f"{classes[k]} {percent(row[k])}" for k in rest)
        )
    with page() as out:
        out.print(table)


# ---------------------------------------------------------------- layers


def table_as_dicts(network: Network) -> list[dict[str, Any]]:
    """The layers of a network for JSON."""
    return [
        {
            "name": r.name,
            "layer": r.layer,
            "output": list(r.output),
            "parameters": r.parameters,
            "connections": r.connections,
            "multiply_adds": r.multiply_adds,
            "receptive_field": list(r.receptive_field),
        }
        for r in network.table()
    ]


def print_table(network: Network) -> None:
    """Print shape, parameters, connections, multiply-adds and receptive field of each layer, and their sums."""
    figures = ["output", "parameters", "connections", "multiply-adds", "sees"]
    table = Grid("", "layer", *figures, right=figures[1:4], whole=["", *figures])
    rows = network.table()
    count = lambda n: f"{n:,}" if n else ""
    size = lambda shape: " x ".join(map(str, shape))
    for r in rows:
        table.add_row(
            Text(r.name, "bold"),
            r.layer.partition("(")[0],
            size(r.output),
            count(r.parameters),
            count(r.connections),
            count(r.multiply_adds),
            size(r.receptive_field),
        )
    total = [sum(getattr(r, a) for r in rows) for a in ("parameters", "connections", "multiply_adds")]
    table.add_row("", "in all", "", *map(count, total), "")
    with page() as out:
        out.print(f"LeNet-5, variant {network.variant}, for images {size(network.inference.input_shape)}\n")
        out.print(table)


def gradients_as_dicts(network: Network) -> list[dict[str, Any]]:
    """The chain of gradients of a network for JSON: in the order of training; the size None is the number of images."""
    return [
        {
            "name": r.name,
            "formula": r.formula,
            "array": r.array,
            "shape": list(r.shape),
            "text": [unicode.text(tex) for tex in r.latex],
            "latex": list(r.latex),
        }
        for r in chain.of_network(network)
    ]


def print_gradients(network: Network, *, json: bool = False, latex: bool = False) -> None:
    """Print the chain of gradients of a network, from the loss to the input: what a step of training computes.

    Each gradient is shown with its shape and its formula at the sizes of the layer; json, latex: print JSON, or the
    formulas as LaTeX and nothing else.
    """
    rows = gradients_as_dicts(network)
    if json or latex:
        print(as_json(rows) if json else "\n".join(tex for row in rows for tex in row["latex"]))
        return
    table = Grid("", "layer", "by", "shape", "gradient", whole=["", "layer", "by", "shape"])
    last = None
    for row in rows:
        passes_on = row["shape"][:1] == [None]
        layer, last = ("", last) if last == row["formula"] else (row["formula"], row["formula"])
        name = row["name"] if layer else ""
        last = None if passes_on else last
        table.add_row(Text(name, "bold"), layer, row["array"], chain.shown(tuple(row["shape"])), "\n".join(row["text"]))
    what = "the gradients of one step of training, with a batch of N images"
    with page() as out:
        out.print(f"LeNet-5, variant {network.variant}: {what}\n")
        out.print(table)
        out.print(
            "\nIn each layer dy is the gradient by its result, which the layer above it in this table has computed."
        )
        out.print("What lies outside an array takes no part in a sum.")


def feature_maps(network: Network, x: np.ndarray) -> Figure:
    """A figure of the feature maps of one prepared image (1, 1, 32, 32): a row for each named layer, vectors as strips.

    Raises MissingExtra without matplotlib.
    """
    need("figures", "a picture", "matplotlib")
    from matplotlib.figure import Figure

    with Buffers():
        held = [np.array(y[0]) for y in network.inference.activations(x)]
    ends = [k for k, layer in enumerate(network.inference.layers) if layer.name] + [len(network.inference.layers)]
    shown = [("input", held[0])] + [
        (network.inference.layers[begin].name, held[end]) for begin, end in itertools.pairwise(ends)
    ]
    figure = Figure(figsize=(10, 8), layout="constrained")
    heights = [0.8 if y.ndim < 3 or y.shape[1] == 1 else 2.4 if len(y) <= 8 else 1.4 for _, y in shown]
    parts = figure.subfigures(len(shown), 1, squeeze=False, height_ratios=heights)
    for part, (name, y) in zip(np.ravel(parts), shown, strict=True):
        maps = y if y.ndim == 3 and y.shape[1] > 1 else y.reshape(1, 1, -1)
        part.suptitle(f"{name}: {' x '.join(map(str, y.shape))}", x=0.01, ha="left", fontsize=9)
        limit = float(np.abs(y).max()) or 1.0
        for ax, map_ in zip(np.ravel(part.subplots(1, len(maps), squeeze=False)), maps, strict=True):
            ax.imshow(
                map_,
                cmap="gray" if name == "input" else "RdBu_r",
                vmin=map_.min() if name == "input" else -limit,
                vmax=map_.max() if name == "input" else limit,
                aspect="equal" if len(map_) > 1 else "auto",
            )
            ax.set_xticks([])
            ax.set_yticks([])
    return figure


def picture(path: str) -> str:
    """The format of a picture by its name: "png", "svg" or "pdf".

    Raises ValueError for another extension, MissingExtra without matplotlib, so that both are errors before the work.
    """
    need("figures", "a picture", "matplotlib", load=False)
    kind = os.path.splitext(path)[1].lower().removeprefix(".")
    if kind not in ("png", "svg", "pdf"):
        raise ValueError(f"{path}: the extension of a picture must be .png, .svg or .pdf")
    return kind


def drawn(figure: Figure, kind: str) -> bytes:
    """A figure as the bytes of a file of the format "png", "svg" or "pdf"; the same figure gives the same bytes."""
    import matplotlib

    metadata: dict[str, Any] = {"png": {"Software": None}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}[kind]
    file = io.BytesIO()
    with matplotlib.rc_context({"svg.hashsalt": "mathcnn"}):
        figure.savefig(file, format=kind, dpi=150, metadata=metadata)
    return file.getvalue()


def write_figure(figure: Figure, path: str) -> None:
    """Write a figure in the format of the extension. Raises OSError if the file cannot be written."""
    data = drawn(figure, picture(path))
    with replacing(path) as file:
        file.write(data)
