"""`mathcnn filter`: filter a photograph with one of the classical kernels."""

from __future__ import annotations

import argparse

from .usage import HOLDS, Commands, misused, one_of

KERNEL = "a kernel for edges, blur or sharpening: laplacian, sobel_x, ... (mathcnn list kernels)"


def add(commands: Commands) -> None:
    sub = commands.add(
        "filter",
        filter_,
        "filter a photograph with a kernel",
        "Each colour is filtered by itself; transparency is kept. Needs the extra images.",
    )
    sub.add_argument(
        "image",
        nargs="?",
        metavar="IMAGE",
        help="PNG, TIFF, JPEG, WebP, BMP, ... (default: a portrait that matplotlib, of the extra figures, ships)",
    )
    sub.add_argument("--kernel", required=True, metavar="NAME", help=KERNEL)
    sub.add_argument(
        "--mode",
        type=one_of("same", "full", "valid"),
        default="same",
        metavar="MODE",
        help="size of the result: same (default), full or valid; outside the image is 0",
    )
    sub.add_argument(
        "--true-convolution",
        action="store_true",
        help="rotate the kernel by 180 degrees (default: cross-correlation, as in networks)",
    )
    sub.add_argument(
        "--scale",
        type=one_of("clip", "abs", "shift"),
        metavar="SCALE",
        help="how values become intensities, before they are clipped: clip, the value itself (default); abs, its "
        "absolute value (default for kernels that sum to 0); shift, the value plus mid-grey",
    )
    sub.add_argument(
        "-o", "--output", required=True, metavar="OUT", help="the file to write, in the format of its extension"
    )


def filter_(args: argparse.Namespace) -> int:
    from ..data import photographs

    with misused(photographs.ImageError):
        photographs.filter_file(args.image, args.output, args.kernel, args.mode, args.true_convolution, args.scale)
    return HOLDS
