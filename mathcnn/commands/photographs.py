"""`mathcnn filter`: a photograph through one of the classical kernels."""

from __future__ import annotations

import argparse

from .usage import HOLDS, Commands, misused, one_of

KERNEL = "edge detection, blurring or sharpening kernel: laplacian, sobel_x, ... (mathcnn list kernels)"


def add(commands: Commands) -> None:
    sub = commands.add(
        "filter",
        filter_,
        "convolve a photograph with a kernel",
        "Colours are filtered one by one, transparency is kept.",
    )
    sub.add_argument(
        "image",
        nargs="?",
        metavar="IMAGE",
        help="PNG, TIFF, JPEG, WebP, BMP, ... (default: the portrait of Grace Hopper that matplotlib ships)",
    )
    sub.add_argument("--kernel", required=True, metavar="NAME", help=KERNEL)
    sub.add_argument(
        "--mode",
        type=one_of("same", "full", "valid"),
        default="same",
        metavar="MODE",
        help="size of the result: same (default), full, or valid; outside the image is 0",
    )
    sub.add_argument(
        "--true-convolution",
        action="store_true",
        help="turn the kernel by half a turn (default: cross-correlation, as networks do)",
    )
    sub.add_argument(
        "--scale",
        type=one_of("clip", "abs", "shift"),
        metavar="SCALE",
        help="how values become intensities: clip to the range (default, where the kernel's sum is not 0), abs: the size of the value, "
        "clipped (default for edges, whose kernel sums to 0), shift: the value added to mid-grey, clipped",
    )
    sub.add_argument(
        "-o", "--output", required=True, metavar="OUT", help="the file to write, in the format of its extension"
    )


def filter_(args: argparse.Namespace) -> int:
    from ..data import photographs

    with misused(photographs.ImageError):
        photographs.filter_file(args.image, args.output, args.kernel, args.mode, args.true_convolution, args.scale)
    return HOLDS
