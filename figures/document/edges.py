"""Which edges a Sobel kernel finds."""

from __future__ import annotations

import numpy as np

from mathcnn import convolution, kernels

from .. import Data, figure
from ..style import Style, board, cells, page, shades, spelt


def answers(sobel_x=kernels.sobel_x, sobel_y=kernels.sobel_y):
    picture = np.zeros((9, 13), int)
    picture[2:7, 3:10] = 1
    return Data(
        picture=picture,
        across=convolution.cross_correlation(picture, sobel_x(), mode="same"),
        down=convolution.cross_correlation(picture, sobel_y(), mode="same"),
    )


def answer_edges_across_their_change(data):
    """Along the middle of a horizontal edge sobel_x is 0 and sobel_y is not; along the middle of a vertical one it is
    the other way round.
    """
    level, upright = (1, 6), (4, 2)
    return (data.across[level], data.down[level], data.across[upright], data.down[upright]) == (0, 4, 4, 0)


@figure(
    data=answers,
    holds=answer_edges_across_their_change,
    wrong={"sobel_x": kernels.sobel_y, "sobel_y": kernels.sobel_x},
    source="gonzalez2018, section 3.6",
)
def which_edges(data, style: Style):
    """The “horizontal” Sobel kernel finds vertical edges

    A rectangle of ones on zeros, and the results of the document's two kernels. sobel_x, “edge detection (horizontal)”,
    is 0 along horizontal edges and ±4 along vertical ones: it measures how brightness changes horizontally. sobel_y
    finds the horizontal edges. All numbers are exact integers.
    """
    sheet, axes = page(7.5, 2.1, 1, 3)
    for ax, values, title in zip(
        axes, (data.picture, data.across, data.down), ("image", "sobel_x", "sobel_y"), strict=True
    ):
        board(ax, *values.shape)
        colours = style.sequential if values is data.picture else style.diverging
        text = np.array([[spelt(int(v)) if v and values is not data.picture else "" for v in row] for row in values])
        cells(
            ax,
            text,
            style,
            fill=shades(values, colours, 1.6 if values is data.picture else 6),
            edge=style.rule,
            width=0.5,
            size=7,
        )
        ax.set_title(title)
    return sheet
