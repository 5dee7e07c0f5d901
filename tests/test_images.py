"""Images come back as they were written, in every format that can hold them."""

import io
import struct
import zlib

import imagecodecs
import numpy as np
import pytest
from PIL import Image

from mathcnn.data import photographs
from mathcnn.data.photographs import FORMATS, ImageError, read_image, write_image
from mathcnn.text import files

from .pixels import SHAPES, noise, same

HELD = [
    (extension, channels, dtype)
    for extension, of in FORMATS.items()
    for channels in of.channels
    for dtype in of.types
    if not dtype.startswith("float") or channels == 1
]
LOSSLESS = [row for row in HELD if FORMATS[row[0]].name != "JPEG"]
REFUSED = [
    (extension, channels, dtype)
    for extension in FORMATS
    for channels in SHAPES
    for dtype in ("uint8", "uint16", "float32")
    if (extension, channels, dtype) not in HELD and (dtype != "float32" or channels == 1)
]


@pytest.mark.parametrize(("extension", "channels", "dtype"), LOSSLESS)
def test_round_trip_is_exact(tmp_path, extension, channels, dtype):
    x = noise(channels, dtype)
    write_image(tmp_path / f"image{extension}", x)
    same(read_image(tmp_path / f"image{extension}"), x)


@pytest.mark.parametrize("channels", [1, 3])
def test_jpeg_comes_back_near(tmp_path, channels):
    """At quality 95 no step of JPEG's tables for quality 50 (the largest is 121, divided by ten) moves a smooth image
    by more than 12.
    """
    ramp = np.add.outer(np.arange(64), np.arange(48)).astype(np.uint8)
    x = np.stack([ramp] * 3, -1) if channels == 3 else ramp
    write_image(tmp_path / "image.jpg", x)
    y = read_image(tmp_path / "image.jpg")
    assert y.dtype == np.uint8 and y.shape == x.shape
    assert np.abs(y.astype(int) - x).max() <= 12


@pytest.mark.parametrize(("extension", "channels", "dtype"), REFUSED)
def test_what_a_format_cannot_hold_is_refused(tmp_path, extension, channels, dtype):
    with pytest.raises(ImageError, match=FORMATS[extension].name):
        write_image(tmp_path / f"image{extension}", noise(channels, dtype))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "x",
    [
        np.zeros((2, 2), np.int64),
        np.zeros((2, 2, 5), np.uint8),
        np.zeros(3, np.uint8),
        np.zeros((0, 3), np.uint8),
        np.zeros((2, 2), bool),
        np.zeros((2, 2, 3), np.float32),
    ],
)
def test_what_is_no_image_is_refused(tmp_path, x):
    with pytest.raises(ImageError, match="is not an image"):
        write_image(tmp_path / "image.png", x)


def test_capital_extensions_and_memory_layouts(tmp_path):
    x = noise(3, "uint16")
    for k, y in enumerate((np.asfortranarray(x), x[::-1], x[:, ::-1], x.byteswap().view(x.dtype.newbyteorder()))):
        write_image(tmp_path / f"{k}.PNG", y)
        same(read_image(tmp_path / f"{k}.PNG"), np.ascontiguousarray(y).astype(np.uint16))


# ---------------------------------------------------------------- what other programs write


def saved(tmp_path, image, extension, **options):
    path = tmp_path / f"image{extension}"
    image.save(path, **options)
    return path


@pytest.mark.parametrize(
    ("mode", "extension"),
    [
        ("1", ".png"),
        ("1", ".tiff"),
        ("1", ".bmp"),
        ("1", ".pbm"),
        ("L", ".png"),
        ("L", ".gif"),
        ("L", ".tga"),
        ("L", ".pcx"),
        ("LA", ".png"),
        ("LA", ".tiff"),
        ("P", ".png"),
        ("P", ".gif"),
        ("P", ".bmp"),
        ("P", ".tiff"),
        ("RGB", ".png"),
        ("RGB", ".bmp"),
        ("RGB", ".tiff"),
        ("RGB", ".ppm"),
        ("RGB", ".tga"),
        ("RGB", ".qoi"),
        ("RGBA", ".png"),
        ("RGBA", ".tiff"),
        ("RGBA", ".ico"),
        ("CMYK", ".tiff"),
        ("I;16", ".png"),
        ("I;16", ".tiff"),
        ("I;16", ".pgm"),
        ("F", ".tiff"),
    ],
)
def test_reads_what_pillow_writes(tmp_path, mode, extension):
    """Every mode in its formats, against Pillow's own conversion of the same pixels."""
    size = (16, 16) if extension == ".ico" else (5, 7)
    shape = (*size[::-1], {"LA": 2, "RGB": 3, "RGBA": 4, "CMYK": 4}.get(mode, 1))
    if mode in ("I;16", "F"):
        image = Image.fromarray(noise(dtype="uint16" if mode == "I;16" else "float32", shape=shape[:2]))
    elif mode == "1":
        image = Image.fromarray(noise(shape=shape[:2]) > 127)
    elif mode == "P":
        image = Image.fromarray(noise(shape=(*shape[:2], 3))).quantize(7)
    else:
        image = Image.frombytes(mode, size, noise(shape=shape).tobytes())
    assert image.mode == mode
    want = {"1": "L", "P": "RGB", "CMYK": "RGB"}.get(mode, mode)
    x = read_image(saved(tmp_path, image, extension))
    same(x, np.array(image.convert(want) if want != mode else image))


@pytest.mark.parametrize("bits", [1, 2, 4])
def test_greys_of_few_bits_use_the_whole_range(tmp_path, bits):
    """A PNG of 1, 2 or 4 bits written by hand: value v of top t is 255 v / t."""
    top = 2**bits - 1
    values = np.arange(top + 1)
    packed = np.packbits(((values[:, None] >> np.arange(bits)[::-1]) & 1).astype(np.uint8)).tobytes()
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    header = struct.pack(">IIBBBBB", top + 1, 1, bits, 0, 0, 0, 0)
    png = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" + packed))
        + chunk(b"IEND", b"")
    )
    (tmp_path / "image.png").write_bytes(png)
    same(read_image(tmp_path / "image.png"), (255 * values // top).astype(np.uint8)[None])


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_photographs_stand_upright(tmp_path, orientation, dtype):
    """The eight orientations of EXIF, told by where row 0 and column 0 of the stored image belong."""
    upright = noise(3, dtype)
    stored = {
        1: upright,
        2: upright[:, ::-1],
        3: upright[::-1, ::-1],
        4: upright[::-1],
        5: upright.swapaxes(0, 1),
        6: np.rot90(upright, 1),
        7: np.rot90(upright, 2).swapaxes(0, 1),
        8: np.rot90(upright, -1),
    }[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "image.png"
    if dtype == "uint8":
        Image.fromarray(np.ascontiguousarray(stored)).save(path, exif=exif)
    else:
        png = imagecodecs.png_encode(np.ascontiguousarray(stored))
        data = b"eXIf" + exif.tobytes().removeprefix(b"Exif\0\0")
        chunk = struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))
        path.write_bytes(png[:33] + chunk + png[33:])
    same(read_image(path), upright)


def test_first_frame_of_an_animation(tmp_path):
    frames = [Image.fromarray(noise(seed=seed)) for seed in (1, 2)]
    for extension in (".gif", ".png", ".tiff"):
        path = saved(tmp_path, frames[0], extension, save_all=True, append_images=frames[1:])
        same(read_image(path), noise(seed=1))


def test_transparent_palette_has_alpha(tmp_path):
    image = Image.fromarray(noise(3)).quantize(7)
    x = read_image(saved(tmp_path, image, ".png", transparency=0))
    assert x.shape == (7, 5, 4)
    np.testing.assert_array_equal(x[..., 3] == 0, np.array(image) == 0)


def tiff(x, order, planes):
    """A TIFF of 16-bit colour, byte by byte as the specification has it: order "<" or ">", channels together or in
    planes.
    """
    height, width, channels = x.shape
    data = (np.moveaxis(x, -1, 0) if planes else x).astype(f"{order}u2").tobytes()
    size = len(data) // (channels if planes else 1)
    at = 8 + 2 + 10 * 12 + 4  # behind the header and a directory of ten entries
    longs = lambda values: struct.pack(f"{order}{len(values)}I", *values)
    bits, starts, lengths = at, at + 6, at + 6 + 12
    first = at + 6 + 24
    offsets = [first + k * size for k in range(channels)] if planes else [first]
    several = lambda where, values: where if len(values) > 1 else values[0]
    entries = [
        (256, 4, 1, width),
        (257, 4, 1, height),
        (258, 3, channels, bits),
        (259, 4, 1, 1),
        (262, 4, 1, 2),
        (273, 4, len(offsets), several(starts, offsets)),
        (277, 4, 1, channels),
        (278, 4, 1, height),
        (279, 4, len(offsets), several(lengths, [size] * len(offsets))),
        (284, 4, 1, 1 + planes),
    ]
    head = (b"II" if order == "<" else b"MM") + struct.pack(f"{order}HI", 42, 8)
    directory = (
        struct.pack(f"{order}H", len(entries)) + b"".join(struct.pack(f"{order}HHII", *e) for e in entries) + longs([0])
    )
    table = struct.pack(f"{order}3H", 16, 16, 16) + longs((offsets * 3)[:3]) + longs([size] * 3)
    return head + directory + table + data


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("planes", [False, True])
def test_deep_tiffs_of_either_byte_order(tmp_path, order, planes):
    x = noise(3, "uint16")
    (tmp_path / "image.tiff").write_bytes(tiff(x, order, planes))
    same(read_image(tmp_path / "image.tiff"), x)


@pytest.mark.parametrize(
    "how", [{"compression": "lzw"}, {"compression": "lzw", "predictor": 2}, {"bigtiff": True}, {"rowsperstrip": 2}]
)
def test_deep_tiffs_of_other_kinds(tmp_path, how):
    x = noise(3, "uint16")
    (tmp_path / "image.tiff").write_bytes(imagecodecs.tiff_encode(x, photometric="rgb", planarconfig="contig", **how))
    same(read_image(tmp_path / "image.tiff"), x)


def test_a_ppm_of_12_bits_is_refused(tmp_path):
    (tmp_path / "image.ppm").write_bytes(b"P6 1 1 4095 " + bytes(6))
    with pytest.raises(ImageError, match="largest value is 4095"):
        read_image(tmp_path / "image.ppm")


# ---------------------------------------------------------------- damage


@pytest.mark.parametrize("extension", [".png", ".tiff", ".jpg", ".webp", ".bmp", ".tga", ".gif", ".ppm"])
@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_no_cut_or_flip_crashes(tmp_path, extension, dtype, capfd):
    """Cut short anywhere, or with any byte of its head changed, a file is an ImageError or an image: never another
    error.
    """
    of = FORMATS[extension]
    if dtype not in of.types:
        return
    good = tmp_path / f"good{extension}"
    write_image(good, noise(max(c for c in of.channels if c != 2), dtype))
    whole, path = good.read_bytes(), tmp_path / f"bad{extension}"
    damaged = [whole[:n] for n in range(0, len(whole), max(1, len(whole) // 40))]
    damaged += [whole[:k] + bytes([whole[k] ^ 0x55]) + whole[k + 1 :] for k in range(0, min(len(whole), 120), 3)]
    for data in damaged:
        path.write_bytes(data)
        try:
            x = read_image(path)
        except ImageError as error:
            assert str(path) in str(error) and "\n" not in str(error)
        else:
            assert x.dtype in (np.uint8, np.uint16, np.float32, np.float64)
    assert capfd.readouterr().err == "", "a decoder wrote to stderr by itself"


def test_a_gigantic_header_takes_no_memory(tmp_path):
    buffer = io.BytesIO()
    Image.new("1", (20000, 20000)).save(buffer, "PNG")  # 50 kB that would be 400 MB
    (tmp_path / "image.png").write_bytes(buffer.getvalue())
    with pytest.raises(ImageError, match=r"20000 x 20000|400000000 pixels"):
        read_image(tmp_path / "image.png")


def test_a_device_without_end_takes_no_memory(monkeypatch):
    monkeypatch.setattr(photographs, "LARGEST", 10**6)
    with pytest.raises(ImageError, match="/dev/zero has more than 1000000 bytes"):
        read_image("/dev/zero")


def test_a_failing_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "image.png"
    write_image(path, noise())

    def fails(*args, **options):
        raise MemoryError("planted")

    monkeypatch.setattr(photographs.imagecodecs, "png_encode", fails)
    with pytest.raises(MemoryError, match="planted"):
        write_image(path, noise(seed=1))
    monkeypatch.undo()
    same(read_image(path), noise())
    assert list(tmp_path.iterdir()) == [path]


def test_replacing_keeps_links_and_permissions(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    with files.replacing(link) as file:
        file.write(b"new")
    assert link.is_symlink() and target.read_bytes() == b"new" and target.stat().st_mode & 0o777 == 0o640
