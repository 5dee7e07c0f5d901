"""Labelled images for networks to learn from: `load` finds, downloads, reads or renders them."""

from .dataset import DataError, Dataset
from .sources import load

__all__ = ["DataError", "Dataset", "load"]
