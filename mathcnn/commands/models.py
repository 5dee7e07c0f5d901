"""`mathcnn inspect` and `mathcnn verify --model`: whole networks."""

from __future__ import annotations

import argparse
import re

from .usage import FALLS_SHORT, HOLDS, STDOUT, Commands, Misuse, misused, one_of, outputs, seed

SHAPE = re.compile(r"(?P<name>[^=]+)=(?P<sizes>[0-9]+(,[0-9]+)*)")
ONLY = ("model", "input", "shape", "dump")  # options of `verify` that are about networks


def add(commands: Commands) -> None:
    sub = commands.add(
        "inspect",
        inspect,
        "show the layers of an ONNX model",
        "A table of layers: operator, formula, shape, parameters, multiply-adds, what an entry sees of the input, and "
        "padding in words; totals; and what ports badly to other frameworks.",
    )
    sub.add_argument("model", metavar="MODEL.onnx", help="an ONNX file")
    sub.add_argument("--layer", metavar="NAME", help="show one layer: its formula with its numbers")
    add_shape(sub)
    sub.add_argument("--picture", metavar="FILE", help="also draw the layers by their shapes: .png, .svg or .pdf")
    sub.add_argument("--json", action="store_true", help="print JSON")

    sub = commands.add(
        "diff",
        diff,
        "find the first layer in which two ONNX models differ",
        "Both are run on the same input. The results of the second are judged by the nodes of the first, each on its "
        "own inputs. The convention is named, and a repair is shown if the repaired model was run and agrees. Exit "
        "code 1 if they differ.",
    )
    sub.add_argument("first", metavar="A.onnx", help="the model as it should be")
    sub.add_argument("second", metavar="B.onnx", help="the model after an export, an optimisation or a conversion")
    sub.add_argument("--input", metavar="FILE", help="the inputs, .npz or .npy (default: random numbers)")
    add_shape(sub)
    sub.add_argument(
        "--against",
        type=one_of("onnxruntime", "onnx-reference"),
        default="onnxruntime",
        metavar="TARGET",
        help="what runs the second model: onnxruntime (the default) or onnx-reference",
    )
    sub.add_argument("--repair", metavar="FILE", help="write the repaired second model, if the repair was verified")
    sub.add_argument("--all", action="store_true", help="print a row for each node")
    sub.add_argument("--json", action="store_true", help="print JSON")
    seed(sub, "random inputs")


def add_shape(sub: argparse.ArgumentParser) -> None:
    """The option for the shapes of inputs."""
    sub.add_argument(
        "--shape",
        action="append",
        default=[],
        metavar="INPUT=1,3,224,224",
        help="the shape of an input whose sizes the model leaves open; may be given more than once",
    )


def add_options(sub: argparse.ArgumentParser) -> None:
    """The options of `verify` that are about networks."""
    sub.add_argument(
        "--model",
        metavar="MODEL.onnx",
        help="judge each node of this network by itself, as the target of --against computes it: onnxruntime, "
        "onnx-reference, or package.module:function, which is called with the inputs and returns tensors by name",
    )
    sub.add_argument("--input", metavar="FILE", help="with --model: the inputs, .npz or .npy (default: random numbers)")
    add_shape(sub)
    sub.add_argument(
        "--dump",
        metavar="DIR",
        help="with --model: judge the intermediate results in these files, .npz or .npy, instead of running a target",
    )


def shapes_of(texts: list[str]) -> dict[str, tuple[int, ...]]:
    """The shapes of --shape. Raises Misuse for a text that is none."""
    found = {}
    for text in texts:
        match = SHAPE.fullmatch(text)
        if match is None:
            raise Misuse(f"--shape {text!r}: it must be the name of an input and its sizes, such as x=1,3,224,224")
        found[match["name"]] = tuple(map(int, match["sizes"].split(",")))
    return found


def inspect(args: argparse.Namespace) -> int:
    from ..display import models as pages
    from ..display import networks
    from ..models import BadModel, operations
    from ..text.files import check_writable

    if args.picture is not None:
        with misused(ValueError):
            networks.picture(args.picture)
        check_writable(args.picture)
    with misused(BadModel):
        found = operations.inspect(args.model, shapes=shapes_of(args.shape))
        layer = None if args.layer is None else operations.layer_of(args.model, found, args.layer)
    if args.json:
        networks.print_json(pages.network_as_dict(found, None if layer is None else layer[0]))
    elif layer is not None:
        pages.print_layer(*layer)
    else:
        pages.print_network(found)
    if args.picture is not None:
        networks.write_figure(pages.drawing(found), args.picture)
    return HOLDS


def verify(args: argparse.Namespace) -> int:
    """Judge each node of a network by itself."""
    from ..conformance.limits import GIB, MEMORY
    from ..display import model_reports as data
    from ..display import models as pages
    from ..models import BadModel, TargetFails, operations
    from ..text.extras import need

    if args.names:
        raise Misuse(f"--model judges the nodes of a network; {args.names[0]} names a formula")
    if args.html is not None:
        need("html", "an HTML report")
    targets = list(dict.fromkeys(args.against or ()))
    if not targets and args.dump is None:
        raise Misuse("--model needs --against TARGET, or --dump DIR")
    if args.dump is not None and targets:
        raise Misuse("--dump judges files, and runs no target: leave out --against")
    limit = float(args.time_limit or operations.LIMIT)
    memory = MEMORY if args.memory is None else args.memory * GIB
    with outputs(json=args.json, html=args.html) as out, misused(BadModel, TargetFails):
        given = None if args.input is None else operations.read_inputs(operations.read(args.model), args.input)
        reports = []
        options = {"shapes": shapes_of(args.shape), "seed": args.seed}
        if args.dump is not None:
            from ..models import dumps

            reports += dumps.verify(args.model, args.dump, given, **options)
        for target in targets:
            reports += operations.verify(args.model, target, given, limit=limit, memory=memory, **options)
        if "json" in out:
            out["json"](data.reports_as_json(reports, args.seed))
        if "html" in out:
            out["html"](data.as_html(reports))
    if STDOUT not in (args.json, args.html):
        pages.print_reports(reports, args.all)
    return FALLS_SHORT if any(report.falls_short for report in reports) else HOLDS


def diff(args: argparse.Namespace) -> int:
    """Find the first layer in which two models differ."""
    from ..display import model_reports as data
    from ..display import models as pages
    from ..display.terminal import as_json
    from ..models import BadModel, TargetFails, diffing, operations
    from ..text.files import check_writable, replacing

    if args.repair is not None:
        check_writable(args.repair)
    with misused(BadModel, TargetFails):
        given = None if args.input is None else operations.read_inputs(operations.read(args.first), args.input)
        found = diffing.diff(
            args.first, args.second, given, against=args.against, shapes=shapes_of(args.shape), seed=args.seed
        )
    if args.json:
        print(as_json(data.diff_as_dict(found)))
    else:
        pages.print_diff(found, args.all)
    if args.repair is not None:
        if not found.repaired or found.model is None:
            raise Misuse(f"--repair: nothing is written to {args.repair}, since no repair was verified")
        with replacing(args.repair) as file:
            file.write(found.model.SerializeToString())
    return FALLS_SHORT if found.report.falls_short else HOLDS
