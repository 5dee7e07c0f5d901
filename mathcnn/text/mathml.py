"""LaTeX as latex2mathml reads it."""

import re

FOR = {  # what latex2mathml does not know, or writes in italics: what is read for it
    r"\!": "",
    r"\lVert": "‖",
    r"\rVert": "‖",
    r"\operatorname{arg\,max}": r"\operatorname{argmax}",
    r"\mathrm{d}": r"\text{d}",
}
UNKNOWN = re.compile("|".join(map(re.escape, FOR)))


def readable(tex: str) -> str:
    """LaTeX without the commands that latex2mathml does not know, and with upright letters that it keeps upright."""
    return UNKNOWN.sub(lambda one: FOR[one[0]], tex)
