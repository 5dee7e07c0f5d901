"""Faults of convolution: parameters ignored or exchanged, borders, memory, sizes, and fast algorithms."""

from __future__ import annotations

import numpy as np

from .. import layers
from ..layers.windows import zero_padded
from .collection import FORM, exhibit, settled, where_it_fits

LIMIT = 8  # entries of an image, where the original had 2^31


# ---------------------------------------------------------------- parameters


@exhibit(layers.conv, "tensorflow#18454", "mxnet#8557", laws=["dilates"])
def dilation_ignored(x, w, b=None, **options):
    """The dilation was accepted, and not used."""
    return layers.conv(x, w, b, **{**options, "dilation": 1})


@exhibit(layers.conv, "tensorflow#57128", laws=["has_its_size"])
def stride_after_dilation(x, w, b=None, **options):
    """A strided and dilated layer spread the input over batches, one for each phase of the dilation, and strided there.

    An input of width 136 with kernel 3, stride 2 and dilation 3 had a result of width 64 or 65, depending on the code
    path.
    """
    given = settled(layers.conv, x, w, b, **options)
    both = [s > 1 and d > 1 for s, d in zip(given["stride"], given["dilation"], strict=True)]
    more = tuple(
        (before, after + s * longer)
        for (before, after), s, longer in zip(given["padding"], given["stride"], both, strict=True)
    )
    return layers.conv(x, w, b, **{**options, "padding": more})


@exhibit(layers.conv, "tinygrad#17805", laws=["same_covers_the_input"])
def dilation_axes_swapped(x, w, b=None, **options):
    """For "same" padding the dilations of the first and the last axis were exchanged.

    (Exchanging axes throughout commutes with transposing, so that the law `transposes` does not reject it.)
    """
    if options.get("padding") != "same":
        return layers.conv(x, w, b, **options)
    swapped = {**options, "dilation": settled(layers.conv, x, w, b, **options)["dilation"][::-1]}
    return where_it_fits(
        layers.conv, x, w, b, instead={"padding": settled(layers.conv, x, w, b, **swapped)["padding"]}, **options
    )


@exhibit(
    layers.conv,
    "tinygrad#17805",
    laws=["knows_its_axis", "dilates"],
    modelled="the exchange is not only in the padding, but also in the entries that are read",
)
def dilation_axes_swapped_in_reading(x, w, b=None, **options):
    """The same fault in another place: every axis is read with the dilation of another."""
    given = settled(layers.conv, x, w, b, **options)
    return where_it_fits(
        layers.conv, x, w, b, instead={"padding": given["padding"], "dilation": given["dilation"][::-1]}, **options
    )


@exhibit(layers.conv, "Paddle#21225", laws=["transposes"])
def one_stride_for_all(x, w, b=None, **options):
    """The stride of the first axis was used along every axis."""
    given = settled(layers.conv, x, w, b, **options)
    return layers.conv(x, w, b, **{**options, "padding": given["padding"], "stride": given["stride"][0]})


@exhibit(layers.conv, "TorchSharp#496", laws=["has_its_size"])
def padding_read_as_a_word(x, w, b=None, **options):
    """The words "valid" and "same" were passed to another language as pairs that begin with 0.

    So padding (0, 3) was read as "valid".
    """
    given = settled(layers.conv, x, w, b, **options)
    return where_it_fits(
        layers.conv, x, w, b, instead={"padding": "valid"} if given["padding"][0] == (0, 0) else {}, **options
    )


@exhibit(layers.conv, "mlx#2038", laws=["pads"], modelled="the memory beyond the padding holds ones")
def padding_made_symmetric(x, w, b=None, **options):
    """The padding before the input was also put after it. If that was too little, the layer read memory beyond it."""
    pairs = settled(layers.conv, x, w, b, **options)["padding"]
    padded = zero_padded(x, pairs).copy()
    for axis, (h, (before, _)) in enumerate(zip(x.shape[2:], pairs, strict=True), 2):
        padded[(*[slice(None)] * axis, slice(h + 2 * before, None))] = 1
    return layers.conv(padded, w, b, **{**options, "padding": 0})


# ---------------------------------------------------------------- borders


@exhibit(layers.pad, "pytorch#20981", laws=["keeps_the_inside"])
def circular_padding_lost(x, padding, mode="zero"):
    """The entries before were taken from the end as [-(p + q) : -q]. For q = 0 that is empty: there were none."""
    if mode != "circular":
        return layers.pad(x, padding, mode)
    pairs = settled(layers.pad, x, padding, mode=mode)["padding"]
    return layers.pad(x, tuple((before if after else 0, after) for before, after in pairs), mode)


@exhibit(layers.pad, "pytorch#37256", laws=["commutes_with_a_cyclic_shift"])
def circular_padding_one_off(x, padding, mode="zero"):
    """The entries before were taken from one place too early."""
    y = layers.pad(x, padding, mode).copy()
    if mode == "circular":
        for axis, (before, _) in enumerate(settled(layers.pad, x, padding, mode=mode)["padding"], 2):
            here = (slice(None),) * axis
            y[(*here, slice(before))] = np.roll(y, 1, axis)[(*here, slice(before))]
    return y


@exhibit(layers.pad, "pytorch#86690", laws=["commutes_with_a_cyclic_shift", "wraps_around"])
def circular_padding_exported_as_zeros(x, padding, mode="zero"):
    """On export to another format circular padding became padding with zeros."""
    return layers.pad(x, padding, "zero" if mode == "circular" else mode)


@exhibit(
    layers.crop,
    "xla#48713",
    laws=["is_a_slice"],
    modelled="the entries read after the input are those of its beginning, and not other memory",
)
def crop_reads_on(x, padding):
    """Negative padding before was treated as a shift without cropping after.

    At the end of each row the next row was read, and after the last row memory that does not belong to the input.
    """
    pairs = settled(layers.crop, x, padding)["padding"]
    axes = tuple(range(2, x.ndim))
    moved = np.roll(x, [-(before + after) for before, after in pairs], axes)
    return moved[
        (..., *(slice(h - before - after) for h, (before, after) in zip(x.shape[2:], pairs, strict=True)))
    ].copy()


# ---------------------------------------------------------------- batches, channels, memory


@exhibit(layers.conv, "tensorflow#1299", laws=["treats_images_alone"])
def depends_on_the_batch(x, w, b=None, **options):
    """For four images or more another algorithm was chosen, which was wrong: results were negative without negative
    entries.
    """
    y = layers.conv(x, w, b, **options)
    return -y if len(x) >= 4 else y


@exhibit(layers.conv, "pytorch#82060", "pytorch#99519", laws=["ignores_memory_layout"])
def reads_memory_in_order(x, w, b=None, **options):
    """An array in another memory layout, such as channels last, was read in the order of memory."""
    return layers.conv(x.ravel(order="K").reshape(x.shape), w, b, **options)


@exhibit(layers.conv, "pytorch#180984", "pytorch#192212", laws=["reads_views"])
def ignores_the_steps_of_a_view(x, w, b=None, **options):
    """A view that skips entries was read as if its entries were contiguous from the start of the memory."""
    return layers.conv(x if x.base is None else np.resize(x.base, x.shape), w, b, **options)


@exhibit(
    layers.conv,
    "pytorch#129207",
    laws=["splits_into_outputs"],
    modelled="from the third channel on, where the original was wrong beyond 65,536",
)
def last_outputs_missing(x, w, b=None, **options):
    """Output channels were numbered in 16 bits. The others were zero, and one of them overwrote the first."""
    y = layers.conv(x, w, b, **options)
    if y.shape[1] > 2:
        y[:, 0], y[:, 2:] = y[:, 2].copy(), 0
    return y


@exhibit(
    layers.conv,
    "pytorch#84488",
    laws=["agrees_on_tiles"],
    modelled=f"the index wraps around at {LIMIT} entries an image, and in the original at 2^31",
)
def index_wraps_around(x, w, b=None, **options):
    """The entries of an image were numbered in 32 bits, and those beyond were read from its beginning."""
    rows = x.reshape(len(x), -1)
    return layers.conv(np.stack([np.resize(row[:LIMIT], row.size) for row in rows]).reshape(x.shape), w, b, **options)


@exhibit(layers.conv, "oneDNN#288", laws=[FORM, "adds_input_channels"])
def odd_channel_dropped(x, w, b=None, **options):
    """Values were wrong for some shapes: channels were processed two at a time, and a last single one was ignored."""
    w = w.copy()
    if w.shape[1] % 2 and w.shape[1] > 1:
        w[:, -1] = 0
    return layers.conv(x, w, b, **options)


# ---------------------------------------------------------------- Winograd's algorithm


@exhibit(layers.conv, "ncnn#1891", laws=["shifts"])
def last_tile_unfinished(x, w, b=None, **options):
    """Winograd's algorithm computes results in tiles of two. If their number is odd, the last one was zero."""
    y = layers.conv(x, w, b, **options)
    if y.shape[-1] % 2 and w.shape[-1] > 1:
        y[..., -1] = 0
    return y


# F(4, 3): four results of three taps from six products; Lavin and Gray 2016, section 4.1
DATA = np.array(
    [
        [4, 0, -5, 0, 1, 0],
        [0, -4, -4, 1, 1, 0],
        [0, 4, -4, -1, 1, 0],
        [0, -2, -1, 2, 1, 0],
        [0, 2, -1, -2, 1, 0],
        [0, 4, 0, -5, 0, 1],
    ]
)
TAPS = np.array([[6, 0, 0], [-4, -4, -4], [-4, 4, -4], [1, 2, 4], [1, -2, 4], [0, 0, 24]]) / 24
RESULT = np.array([[1, 1, 1, 1, 1, 0], [0, 1, -1, 2, -2, 0], [0, 1, 1, 4, 4, 0], [0, 1, -1, 8, -8, 1]])


def halved(x):
    """Numbers rounded to half precision."""
    return x.astype(np.float16).astype(x.dtype)


@exhibit(layers.conv, "ComputeLibrary#1154", laws=[FORM, "dilates"])
def winograd_in_half_precision(x, w, b=None, **options):
    """Winograd's algorithm multiplies by up to 8 and divides by 24.

    In half precision most of the accuracy was lost.
    """
    given = settled(layers.conv, x, w, b, **options)
    *stride, step = given["stride"]
    if w.shape[-1] != 3 or given["dilation"][-1] != 1:
        return layers.conv(x, w, b, **options)
    (before, after), width = given["padding"][-1], x.shape[-1]
    count = width + before + after - 2
    tiles = -(-count // 4)
    x = zero_padded(x, (*[(0, 0)] * (x.ndim - 3), (before, 4 * tiles + 2 - before - width)))
    data = halved(np.lib.stride_tricks.sliding_window_view(x, 6, -1)[..., ::4, :] @ DATA.T)
    taps = halved((w[..., ::-1] if given["flip"] else w) @ TAPS.T)
    one = {**given, "stride": (*stride, 1), "padding": (*given["padding"][:-1], (0, 0))}
    products = np.stack([layers.conv(data[..., k], taps[..., k : k + 1], **one) for k in range(6)], -1)
    y = halved(halved(products) @ RESULT.T).reshape(*products.shape[:-2], -1)[..., :count][..., ::step]
    return y if b is None else y + b.reshape(-1, *[1] * (y.ndim - 2))
