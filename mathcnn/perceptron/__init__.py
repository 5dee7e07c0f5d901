"""From the dense layer of an image to the local one that convolutional networks use: five formulas, each a case of the
one before.

    dense            every pixel of the result depends on every pixel of the image
    centred          the same, with the weights indexed by the offset from pixel to pixel
    shift_invariant  the weights depend on the offset only (translation invariance)
    local            and on small offsets only (locality)

Conventions: an image is (H, W), rows first. Offsets run over 1-H..H-1 and 1-W..W-1, or -k..k and -l..l, and an array
that is indexed by offsets has offset 0 in the middle. `border` says what is read outside the image: nothing ("zero"),
or the other side ("circular": the image is a torus). The kernel is not turned: these are cross-correlations.
"""

from __future__ import annotations

from .dense import dense
from .reindex import reindex, reindex_inverse
from .centred import centred
from .local import shift_invariant, local

__all__ = ["dense", "reindex", "reindex_inverse", "centred", "shift_invariant", "local"]


def __dir__() -> list[str]:
    return __all__
