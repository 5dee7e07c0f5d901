"""TIFFs of every kind, byte by byte as the specification has them: each is read as the picture that is meant, or
refused with the reason.
"""

import io
import logging
import struct
import warnings

import imagecodecs
import numpy as np
import pytest
from PIL import Image

from mathcnn.data import tiff
from mathcnn.data.photographs import ImageError, filter_file, read_image, write_image

from .pixels import same

FORMATS = {1: "B", 3: "H", 4: "I", 16: "Q"}


def made(
    x, order="<", big=False, data=None, bits=None, kind=None, photometric=1, planar=1, extra=None, drop=(), **tags
):
    """A TIFF of an array (H, W) or (H, W, samples):

    `data` in the place of its bytes, `drop` tags left out, t278=... further ones.
    """
    x = np.asarray(x)
    height, width, samples = (*x.shape, 1)[:3]
    stored = np.moveaxis(x, -1, 0) if planar == 2 else x
    body = stored.astype(x.dtype.newbyteorder(order)).tobytes() if data is None else data
    planes = samples if planar == 2 else 1
    kind = kind or {"u": 1, "i": 2, "f": 3}[x.dtype.kind]
    entries = {
        256: (4, [width]),
        257: (4, [height]),
        258: (3, [bits or 8 * x.dtype.itemsize] * samples),
        259: (3, [1]),
        262: (3, [photometric]),
        273: (4, [0] * planes),
        277: (3, [samples]),
        278: (4, [height]),
        279: (4, [len(body) // planes] * planes),
        284: (3, [planar]),
        339: (3, [kind] * samples),
    }
    if extra is not None:
        entries[338] = (3, extra)
    entries |= {int(name[1:]): value for name, value in tags.items()}
    entries = {tag: entries[tag] for tag in sorted(entries) if tag not in drop}
    whole, room = ("Q", 8) if big else ("I", 4)
    head = (b"II" if order == "<" else b"MM") + (
        struct.pack(f"{order}HHHQ", 43, 8, 0, 16) if big else struct.pack(f"{order}HI", 42, 8)
    )
    size = struct.calcsize(f"{order}HH{whole}") + room
    beyond = len(head) + (8 if big else 2) + size * len(entries) + room
    blob, table = b"", b""
    packed = lambda kind, values: struct.pack(f"{order}{len(values)}{FORMATS[kind]}", *values)
    start = beyond + sum(len(one) for kind, values in entries.values() if len(one := packed(kind, values)) > room)
    for tag, (code, values) in entries.items():
        if tag == 273:
            values = [start + k * (len(body) // planes) for k in range(planes)]
        raw = packed(code, values)
        if len(raw) > room:
            raw, blob = struct.pack(order + whole, beyond + len(blob)), blob + raw
        table += struct.pack(f"{order}HH{whole}", tag, code, len(values)) + raw.ljust(room, b"\0")
    return (
        head
        + struct.pack(order + ("Q" if big else "H"), len(entries))
        + table
        + struct.pack(order + whole, 0)
        + blob
        + body
    )


def read(tmp_path, data):
    path = tmp_path / "image.tiff"
    path.write_bytes(data)
    return read_image(path)


def numbers(dtype, *shape, seed=0):
    """Numbers of the whole range, its ends included; of floats with signs and fractions that a half has."""
    rng, dtype = np.random.default_rng(seed), np.dtype(dtype)
    if dtype.kind == "f":
        return (rng.integers(-800, 800, shape) / 8).astype(dtype)
    info = np.iinfo(dtype)
    x = rng.integers(info.min, info.max, shape, dtype, endpoint=True)
    x.flat[0], x.flat[-1] = info.min, info.max
    return x


LAYOUTS = [("<", False), (">", False), ("<", True), (">", True)]
SHAPES = [(7, 5), (1, 9), (8, 8)]


@pytest.mark.parametrize(("order", "big"), LAYOUTS)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("dtype", "wanted"),
    [
        ("uint8", "uint8"),
        ("uint16", "uint16"),
        ("int8", "float32"),
        ("int16", "float32"),
        ("float16", "float32"),
        ("float32", "float32"),
        ("float64", "float64"),
    ],
)
def test_greys_keep_their_values(tmp_path, order, big, shape, dtype, wanted):
    x = numbers(dtype, *shape)
    same(read(tmp_path, made(x, order, big)), x.astype(wanted))


@pytest.mark.parametrize(("order", "big"), LAYOUTS)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_white_is_zero_is_the_picture_and_not_its_negative(tmp_path, order, big, shape, dtype):
    x = numbers(dtype, *shape)
    same(read(tmp_path, made(x, order, big, photometric=0)), np.iinfo(dtype).max - x)


@pytest.mark.parametrize("photometric", [0, 1])
@pytest.mark.parametrize("bits", [1, 2, 4])
def test_few_bits_use_the_whole_range(tmp_path, bits, photometric):
    top = 2**bits - 1
    values = np.arange(16) % (top + 1)
    packed = np.packbits(((values[:, None] >> np.arange(bits)[::-1]) & 1).astype(np.uint8)).tobytes()
    x = read(tmp_path, made(values[None].astype(np.uint8), bits=bits, data=packed, photometric=photometric))
    same(x, (255 * (top - values if photometric == 0 else values) // top).astype(np.uint8)[None])


@pytest.mark.parametrize("planar", [1, 2])
@pytest.mark.parametrize(("order", "big"), LAYOUTS)
@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_colours_and_alpha(tmp_path, order, big, dtype, planar):
    x = numbers(dtype, 7, 5, 4)
    write = lambda y, **how: made(y, order, big, planar=planar, **how)
    same(read(tmp_path, write(x[..., :3], photometric=2)), x[..., :3])
    for extra in ([2], None):
        same(read(tmp_path, write(x, photometric=2, extra=extra)), x)
        same(read(tmp_path, write(x[..., :2], extra=extra)), x[..., :2])
    same(read(tmp_path, write(x, photometric=2, extra=[0])), x[..., :3])
    turned = read(tmp_path, write(x[..., :2], photometric=0, extra=[2]))
    same(turned, np.stack([np.iinfo(dtype).max - x[..., 0], x[..., 1]], -1))


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_colours_that_are_multiplied_by_alpha_are_divided(tmp_path, dtype):
    """Against fractions: colour * top / alpha, rounded to the nearest; and what is transparent is black."""
    top = np.iinfo(dtype).max
    alpha = numbers(dtype, 7, 5, seed=1)
    x = np.concatenate([(numbers(dtype, 7, 5, 3) * (alpha[..., None] / top)).astype(dtype), alpha[..., None]], -1)
    y = read(tmp_path, made(x, photometric=2, extra=[1]))
    assert y[alpha == 0].max(initial=0) == 0
    for (*colours, a), got in zip(x.reshape(-1, 4).tolist(), y.reshape(-1, 4).tolist(), strict=True):
        assert got == [*((min(top, (2 * c * top + a) // (2 * a)) if a else 0) for c in colours), a]


@pytest.mark.parametrize("turn", range(1, 9))
def test_upright(tmp_path, turn):
    """As Pillow turns an 8-bit grey, so are 16 bits and floats turned."""
    x = numbers("uint8", 7, 5)
    wanted = read(tmp_path, made(x, t274=(3, [turn])))
    buffer = io.BytesIO()
    Image.fromarray(x).save(buffer, "PNG", exif=struct.pack("<2sHIHHHIII", b"II", 42, 8, 1, 274, 3, 1, turn, 0))
    (tmp_path / "image.png").write_bytes(buffer.getvalue())
    same(read_image(tmp_path / "image.png"), wanted)
    same(read(tmp_path, made(x.astype(np.float32), t274=(3, [turn]))), wanted.astype(np.float32))


@pytest.mark.parametrize(
    "how",
    [
        {"compression": "deflate"},
        {"compression": "lzw", "predictor": 2},
        {"compression": "zstd"},
        {"compression": "packbits"},
        {"compression": "lzma"},
        {"rowsperstrip": 3},
        {"tile": (16, 32)},
        {"tile": (16, 16), "compression": "lzw"},
    ],
)
@pytest.mark.parametrize("white", [False, True])
@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_compressed_and_tiled(tmp_path, how, white, dtype):
    x = numbers(dtype, 50, 41)
    data = imagecodecs.tiff_encode(x, photometric="miniswhite" if white else "minisblack", **how)
    assert tiff.Page(data).photometric == (0 if white else 1)
    same(read(tmp_path, data), np.iinfo(dtype).max - x if white else x)


def test_floats_with_a_predictor(tmp_path):
    x = numbers("float32", 50, 41)
    same(read(tmp_path, imagecodecs.tiff_encode(x, compression="deflate", predictor=3)), x)


def test_the_first_of_several_pages(tmp_path):
    pages = [numbers("uint16", 7, 5, seed=seed) for seed in (1, 2, 3)]
    buffer = io.BytesIO()
    first, *rest = map(Image.fromarray, pages)
    first.save(buffer, "TIFF", save_all=True, append_images=rest)
    same(read(tmp_path, buffer.getvalue()), pages[0])


def test_palettes_and_cmyk_become_colours(tmp_path):
    x = numbers("uint8", 7, 5)
    colours = numbers("uint8", 3, 256, seed=1)
    wide = (3, (colours.astype(int) * 257).ravel().tolist())
    same(read(tmp_path, made(x, photometric=3, t320=wide)), np.moveaxis(colours[:, x], 0, -1).copy())
    inks = numbers("uint8", 7, 5, 4)
    same(read(tmp_path, made(inks, photometric=5)), np.array(Image.fromarray(inks, "CMYK").convert("RGB")))


REFUSED = {
    "floats in which 0 is white": (
        made(numbers("float32", 7, 5), photometric=0),
        "floats and signed integers must be grey, BlackIsZero",
    ),
    "signed integers in which 0 is white": (made(numbers("int16", 7, 5), photometric=0), "must be grey, BlackIsZero"),
    "colours of float32": (
        made(numbers("float32", 7, 5, 3), photometric=2),
        "RGB, 3 samples of 32 bits, floats.*must be grey",
    ),
    "colours of float16": (
        made(numbers("float16", 7, 5, 3), photometric=2),
        "RGB, 3 samples of 16 bits, floats.*must be grey",
    ),
    "colours of int8": (made(numbers("int8", 7, 5, 3), photometric=2), "signed integers.*must be grey"),
    "floats with alpha": (made(numbers("float32", 7, 5, 2), extra=[2]), "without alpha"),
    "uint32": (made(numbers("uint32", 7, 5)), "32-bit integers"),
    "int32": (made(numbers("int32", 7, 5)), "32-bit integers"),
    "int64": (made(numbers("int64", 7, 5)), "64-bit integers"),
    "12 bits": (made(np.zeros((4, 4), np.uint8), bits=12, data=bytes(24)), "1, 2, 4, 8 or 16 bits"),
    "12 bits, the other order": (
        made(np.zeros((4, 4), np.uint8), ">", bits=12, data=bytes(24)),
        "1, 2, 4, 8 or 16 bits",
    ),
    "floats of 24 bits": (made(np.zeros((4, 4), np.uint8), bits=24, kind=3, data=bytes(48)), "floats 16, 32 or 64"),
    "4 signed bits": (made(np.zeros((4, 4), np.uint8), bits=4, kind=2, data=bytes(8)), "signed integers"),
    "complex": (made(np.zeros((4, 4), np.uint64), kind=6), "integers or floats"),
    "16-bit CMYK": (made(numbers("uint16", 7, 5, 4), photometric=5), "CMYK, 4 samples of 16 bits.*must have 8 bits"),
    "16-bit palette": (made(numbers("uint16", 7, 5), photometric=3, t320=(3, [0] * 99)), "palette.*must have 8 bits"),
    "a mask": (made(numbers("uint8", 7, 5), photometric=4), "mask.* is not read"),
    "no photometric": (made(numbers("uint8", 7, 5), drop=[262]), "PhotometricInterpretation, is missing"),
    "five samples that are not explained": (
        made(numbers("uint16", 7, 5, 5)),
        "which gives the samples beyond the colours, is missing",
    ),
    "bits that differ": (
        made(numbers("uint8", 7, 5, 3), photometric=2, t258=(3, [8, 8, 16])),
        "8 and 16 bits.*one kind",
    ),
    "an unknown compression": (made(numbers("uint8", 7, 5), t259=(3, [777])), "compression 777"),
    "no pixels": (made(numbers("uint8", 7, 5), t256=(4, [0])), "0 x 7 pixels"),
    "too many pixels": (made(numbers("uint8", 7, 5), t256=(4, [2**31])), "2147483648 x 7 is more than"),
    "cut short": (made(numbers("uint16", 7, 5))[:-1], "cut short"),
    "cut in its tags": (made(numbers("uint16", 7, 5))[:60], "cut short"),
    "nothing but a head": (b"II*\0\x08\0\0\0", "cut short"),
}


@pytest.mark.parametrize("label", REFUSED)
def test_refused_with_the_reason(tmp_path, label):
    data, why = REFUSED[label]
    with pytest.raises(ImageError, match=why) as error:
        read(tmp_path, data)
    assert str(tmp_path / "image.tiff") in str(error.value) and "\n" not in str(error.value)


def test_a_reader_that_ignores_the_meaning_of_0_is_seen(tmp_path, monkeypatch):
    """The fault that these tests are for, planted."""
    monkeypatch.setattr(tiff, "WHITE_IS_ZERO", -2)
    x = numbers("uint16", 7, 5)
    with pytest.raises(AssertionError):
        same(read(tmp_path, made(x, photometric=0)), 65535 - x)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_a_filtered_float_stays_one(tmp_path, dtype):
    x = numbers(dtype, 9, 8)
    (tmp_path / "in.tiff").write_bytes(made(x))
    filter_file(tmp_path / "in.tiff", tmp_path / "out.tiff", "sharpen", "valid")
    y = read_image(tmp_path / "out.tiff")
    assert y.dtype == x.dtype
    np.testing.assert_array_equal(y, 5 * x[1:-1, 1:-1] - x[:-2, 1:-1] - x[2:, 1:-1] - x[1:-1, :-2] - x[1:-1, 2:])


def test_no_warning_and_no_log_reaches_anyone(tmp_path, capfd):
    """Sizes that Pillow warns of, tags that it can't make sense of, and samples that it logs about."""
    write_image(tmp_path / "odd.png", numbers("uint8", 7, 5))
    buffer = io.BytesIO()
    Image.new("1", (11000, 9000)).save(buffer, "PNG")  # above Pillow's limit for a warning, below that for an error
    (tmp_path / "large.png").write_bytes(buffer.getvalue())
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        with pytest.raises(ImageError, match="11000 x 9000"):
            read_image(tmp_path / "large.png")
        read(tmp_path, made(numbers("uint8", 7, 5), t700=(1, [0] * 9), t34665=(4, [2**31]), t282=(3, [0])))
        logging.getLogger("PIL.TiffImagePlugin").error("planted")
    assert not seen and capfd.readouterr().err == ""
