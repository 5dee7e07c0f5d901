"""`mathcnn lenet`: train LeNet-5, evaluate it, classify images, inspect its layers, and export it."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any

from ..text.extras import need
from .usage import HOLDS, STDOUT, Commands, Misuse, announce, misused, number, one_of, outputs, seed, whole

if TYPE_CHECKING:
    from ..data import Dataset
    from ..networks.training import Training

CHECKPOINT = "lenet.npz"
DATA = "digits (rendered from fonts, the default), mnist-sample, fashion-mnist, mnist, or a directory with IDX files"
TAKES = "two minutes with the default data"
TAKES_INFORMATION = "four minutes with the default settings"


def add(commands: Commands) -> None:
    lenet = commands.group("lenet", "train and use LeNet-5, built from the verified formulas")

    sub = lenet.add(
        "train",
        train,
        "train a network",
        f"A checkpoint is written after each epoch and every 20 seconds; --resume continues from it. Data: {DATA}.",
        TAKES,
    )
    data(sub)
    sub.add_argument(
        "--variant",
        type=one_of("document", "1998"),
        help="as tutorials list it today (default), or as published in 1998",
    )
    sub.add_argument(
        "--batch-norm", action="store_true", default=None, help="add batch normalisation after each convolution"
    )
    sub.add_argument(
        "--epochs",
        type=whole(1, 10**6),
        metavar="N",
        help="passes over the training images (default: depends on the data)",
    )
    sub.add_argument("--batch", type=whole(1, 10**6), metavar="N", help="images in each step (default 64)")
    sub.add_argument(
        "--rate",
        type=number(0),
        metavar="R",
        help="the largest learning rate; the rate rises to it and then falls to 0",
    )
    sub.add_argument("--momentum", type=number(0, 1), metavar="M", help="of stochastic gradient descent (default 0.9)")
    sub.add_argument("--decay", type=number(0), metavar="D", help="weight decay (default 0.0005)")
    sub.add_argument(
        "--augment",
        type=one_of("none", "shift", "flip"),
        help="shift images by up to two pixels, or mirror half of them",
    )
    sub.add_argument(
        "--engine",
        type=one_of("numpy", "compiled"),
        help="what computes the layers: NumPy, or machine code that is written from their statements, for which the "
        "extra native is needed. By default compiled where that is installed, but numpy with --batch-norm",
    )
    seed(sub, "all that is random", default=None)  # None: a run that is resumed keeps the seed of its checkpoint
    sub.add_argument(
        "-o", "--output", default=CHECKPOINT, metavar="FILE", help=f"the checkpoint (default {CHECKPOINT})"
    )
    sub.add_argument("--overwrite", action="store_true", help="replace an existing checkpoint")
    sub.add_argument("--resume", action="store_true", help="continue from the checkpoint, with its settings and data")

    sub = lenet.add(
        "evaluate",
        evaluate,
        "evaluate a network on test images",
        "Prints accuracy, the confusion matrix, and precision and recall of each class.",
    )
    checkpoint(sub)
    data(sub)
    sub.add_argument("--json", action="store_true", help="print JSON")

    sub = lenet.add(
        "predict",
        predict,
        "classify images with a network",
        "Each image is converted to 28 x 28 pixels as in MNIST: grey, white on black, centred. Needs the extra images.",
    )
    sub.add_argument("images", nargs="+", metavar="IMAGE", help="image files of any size")
    checkpoint(sub)
    sub.add_argument("--json", action="store_true", help="print JSON")

    sub = lenet.add(
        "inspect",
        inspect,
        "show a network's layers",
        "Prints shapes, parameters, connections and receptive fields; with --image, draws the feature maps. With "
        "--gradients, prints the gradients that a step of training computes, in its order.",
    )
    sub.add_argument("--checkpoint", metavar="FILE", help="a trained network")
    sub.add_argument(
        "--variant", type=one_of("document", "1998"), default="document", help="an untrained network (default document)"
    )
    sub.add_argument("--gradients", action="store_true", help="the chain of gradients, formula by formula, instead")
    sub.add_argument("--latex", action="store_true", help="with --gradients: print the formulas as LaTeX, one a line")
    sub.add_argument("--image", metavar="IMAGE", help="an image file whose feature maps are drawn")
    sub.add_argument("-o", "--output", metavar="OUT", help="the picture of the feature maps: .png, .svg or .pdf")
    sub.add_argument("--json", action="store_true", help="print JSON")

    sub = lenet.add(
        "information",
        information,
        "measure mutual information with input and label, layer by layer and epoch by epoch",
        "Trains a network and measures it after each epoch; with --checkpoint, measures a trained network.",
        TAKES_INFORMATION,
    )
    data(sub)
    sub.add_argument("--checkpoint", metavar="FILE", help="a trained network to measure")
    sub.add_argument(
        "--variant", type=one_of("document", "1998"), default="document", help="the network to train (default document)"
    )
    sub.add_argument("--epochs", type=whole(1, 10**6), default=5, metavar="N", help="epochs of training (default 5)")
    sub.add_argument(
        "--images",
        type=whole(2, 10**7),
        default=2000,
        metavar="N",
        help="number of test images to measure (default 2000)",
    )
    sub.add_argument(
        "--bins",
        type=whole(2, 2**16),
        default=4,
        metavar="B",
        help="number of intervals for values, a power of two (default 4)",
    )
    seed(sub, "all that is random")
    sub.add_argument("-o", "--output", metavar="OUT", help="a picture of the curves: .png, .svg or .pdf")
    sub.add_argument("--json", metavar="FILE", help="also write the figures as JSON")

    sub = lenet.add("export", export, "write a network as an ONNX file", "Needs the extra onnx.")
    sub.add_argument("output", metavar="MODEL.onnx", help="the file to write")
    checkpoint(sub)


def data(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--data", metavar="NAME|DIR", help=DATA)
    sub.add_argument(
        "--train-images",
        type=whole(1, 10**7),
        metavar="N",
        help="number of training images (default: all; 20,000 digits)",
    )
    sub.add_argument(
        "--test-images", type=whole(1, 10**7), metavar="N", help="number of test images (default: all; 4,000 digits)"
    )


def checkpoint(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--checkpoint", default=CHECKPOINT, metavar="FILE", help=f"a trained network (default {CHECKPOINT})"
    )


# ---------------------------------------------------------------- commands


SETTINGS = ("variant", "batch_norm", "epochs", "batch", "rate", "momentum", "decay", "augment", "seed", "engine")


def train(args: argparse.Namespace) -> int:
    import numpy as np

    from ..data import DataError
    from ..display import networks
    from ..networks import training
    from ..text.files import check_writable

    asked = {name: value for name in SETTINGS if (value := getattr(args, name)) is not None}
    with misused(training.CheckpointError, DataError, ValueError, FloatingPointError), np.errstate(all="ignore"):
        if args.resume:
            if args.data is not None or args.train_images or args.test_images:
                raise Misuse("--resume uses the data of the checkpoint: omit --data and the numbers of images")
            run = resumed(args.output, asked)
            images = training.loaded(run.source)
        else:
            check_writable(args.output)
            if os.path.lexists(args.output) and not args.overwrite:
                raise Misuse(
                    f"{args.output} exists: --resume continues from it, --overwrite replaces it, -o names another file"
                )
            source = training.Source(place(args.data), args.train_images, args.test_images, args.seed or 0)
            images = training.loaded(source)
            run = training.Training.begun(training.preset(source.name, **asked), images, source)
        announce("training", TAKES)
        networks.print_training(run, images, args.output)
        with networks.epochs(run, len(images.train_labels)) as update:
            run.run(images, path=args.output, after_step=update)
    return HOLDS


def place(name: str | None, default: str = "digits") -> str:
    """The name of a data set, or the absolute path of a directory, so that it is found from another directory."""
    if name == "":
        raise Misuse("--data must name a data set or a directory, and is empty")
    return default if name is None else os.path.abspath(name) if os.sep in name or os.path.isdir(name) else name


def resumed(path: str, asked: dict[str, Any]) -> Training:
    """The training of a checkpoint. Raises Misuse if a setting that was asked for differs from the checkpoint's."""
    from ..networks.training import Training

    run = Training.kept(existing(path))
    for name, value in asked.items():
        if value != getattr(run.settings, name):
            option = name.replace("_", "-")
            kept = getattr(run.settings, name)
            raise Misuse(f"{path} was trained with --{option} {kept}, not {value}; start anew without --resume")
    return run


def existing(path: str) -> str:
    """The path, if a file is there. Raises Misuse otherwise."""
    if not os.path.exists(path):
        raise Misuse(f"there is no checkpoint {path}; mathcnn lenet train writes one")
    return path


def trained(path: str) -> Training:
    """The training that a checkpoint has, to be used; its network runs on NumPy where llvmlite is not installed."""
    from ..networks.training import CheckpointError, Training, faster_engine

    with misused(CheckpointError):
        return Training.kept(existing(path), None if faster_engine() == "compiled" else "numpy")


def test_data(args: argparse.Namespace, run: Training) -> Dataset:
    """The data asked for, or those of the training."""
    from ..data import DataError
    from ..networks import training

    with misused(DataError):
        if args.data is not None or args.train_images or args.test_images:
            return training.loaded(
                training.Source(place(args.data, run.source.name), args.train_images, args.test_images, run.source.seed)
            )
        return training.loaded(run.source)


def evaluate(args: argparse.Namespace) -> int:
    from ..display import networks
    from ..networks import training

    run = trained(args.checkpoint)
    images = test_data(args, run)
    if len(images.classes) != training.CLASSES:
        raise Misuse(f"{images.name} has {len(images.classes)} classes; LeNet-5 has {training.CLASSES}")
    found = training.evaluate(run.network, images.test_images, images.test_labels)
    if args.json:
        networks.print_json(networks.evaluation_as_dict(found, images))
    else:
        networks.print_evaluation(found, images)
    return HOLDS


def predict(args: argparse.Namespace) -> int:
    import numpy as np

    from ..data.photographs import ImageError
    from ..data.pictures import read_digit
    from ..display import networks
    from ..networks.lenet import prepared

    run = trained(args.checkpoint)
    seen = []
    for path in args.images:
        with misused(ImageError):
            seen.append(read_digit(path))
    shares = run.network.probabilities(prepared(np.stack(seen)))
    classes = run.classes
    if args.json:
        networks.print_json(networks.answers_as_dicts(args.images, shares, classes))
    else:
        networks.print_answers(args.images, shares, classes)
    return HOLDS


def inspect(args: argparse.Namespace) -> int:
    from ..display import networks
    from ..networks.lenet import Network, prepared
    from ..text.files import check_writable

    if (args.image is None) != (args.output is None):
        raise Misuse("--image and --output must be given together: the image, and the picture of its feature maps")
    if args.gradients and args.image is not None:
        raise Misuse("--gradients and --image cannot be combined")
    if args.latex and (args.json or not args.gradients):
        raise Misuse("--latex needs --gradients" + (", and cannot be combined with --json" if args.json else ""))
    if args.output is not None:
        with misused(ValueError):
            networks.picture(args.output)  # before the work
        need("images", "reading and writing images", load=False)
        check_writable(args.output)
    network = trained(args.checkpoint).network if args.checkpoint is not None else Network(args.variant)
    if args.gradients:
        networks.print_gradients(network, json=args.json, latex=args.latex)
        return HOLDS
    if args.image is not None:
        from ..data.photographs import ImageError
        from ..data.pictures import read_digit

        with misused(ImageError):
            image = read_digit(args.image)
        with misused(ValueError):
            networks.write_figure(networks.feature_maps(network, prepared(image[None])), args.output)
    if args.json:
        networks.print_json(networks.table_as_dicts(network))
    else:
        networks.print_table(network)
    return HOLDS


def information(args: argparse.Namespace) -> int:
    from ..data import DataError
    from ..display import information as pages
    from ..display import networks
    from ..networks import information as measures
    from ..networks import training

    with misused(DataError, ValueError), outputs(output=args.output, json=args.json) as files:
        kind = networks.picture(args.output) if "output" in files else ""
        if args.checkpoint is not None:
            run = trained(args.checkpoint)
            images = test_data(args, run)
        else:
            source = training.Source(place(args.data), args.train_images, args.test_images, args.seed)
            images = training.loaded(source)
            run = training.Training.begun(
                training.preset(source.name, variant=args.variant, epochs=args.epochs, seed=args.seed), images, source
            )
        some = slice(min(args.images, len(images.test_labels)))
        measured = lambda: measures.measure(
            run.network, images.test_images[some], images.test_labels[some], bins=args.bins, seed=args.seed
        )
        history = [measured()]
        if args.checkpoint is None:
            announce("training and measuring", TAKES_INFORMATION)
            with networks.epochs(run, len(images.train_labels), sys.stderr) as update:
                run.run(images, after_step=update, after_epoch=lambda _: history.append(measured()))
        if kind:
            files["output"](networks.drawn(pages.figure(history), kind))
        if "json" in files:
            files["json"](networks.as_json(pages.as_dicts(history)))
    if args.json != STDOUT:
        pages.print_history(history)
    return HOLDS


def export(args: argparse.Namespace) -> int:
    from ..networks import onnx
    from ..text.files import check_writable

    need("onnx", "an ONNX file", "onnx")
    check_writable(args.output)
    with misused(onnx.ExchangeError):
        onnx.export(trained(args.checkpoint).network, args.output)
    return HOLDS
