"""Search the formulas: by name, by the names that frameworks use, by description, and by law.

A query is one or more words, and a formula is found if it matches every word but those such as "of". Case, dots,
underscores and hyphens do not matter, nor does a rank in a suffix, nor the prefix of a framework: nn.Conv2d, F.conv1d
and conv are one name. Beside "gradient" or "backward" a word may also say what the gradient is for: "weight gradient".
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..catalogue import Topic, Unknown
from ..language.formula import Formula
from ..language.wording import first_line
from .aliases import ALIASES, ARGUMENTS, GRADIENTS

EXACT, PROPERTY, NAME, ALIAS, MENTION, LAW = range(6)  # what matched, best first
# fmt: off
GRADIENT = (
    "gradient", "gradients", "grad", "derivative", "derivatives", "backward", "backwards", "backpropagation",
    "backprop", "autograd", "vjp", "vector jacobian product",
)
SMALL = (  # these need not match
    "a", "an", "and", "by", "for", "in", "its", "of", "on", "respect", "the", "through", "to", "with", "wrt",
)
# fmt: on
WORD = re.compile(r"\w([^\n]*\w)?")  # a word of a query
LETTERS = 3  # a shorter word of a query must be equal to a word of the text, a longer one may be its beginning


class Match(NamedTuple):
    """What matched a word: how good it is, and its text."""

    quality: int
    text: str


@dataclass(frozen=True)
class Found:
    """A formula that was found, and the best match of each word of the query."""

    formula: Formula
    matches: tuple[Match, ...]

    @property
    def order(self) -> tuple[int, int]:
        """The key by which results are sorted, best first."""
        qualities = [match.quality for match in self.matches]
        return max(qualities), sum(qualities)

    @property
    def why(self) -> str:
        """The texts that matched, each once."""
        return ", ".join(dict.fromkeys(match.text for match in self.matches))


def search(query: Iterable[str], topics: Iterable[Topic]) -> list[Found]:
    """The formulas of some topics that match every word of a query, best first.

    Parameters
    ----------
    query : the words; a word may be a name such as nn.Conv2d.
    topics : where to search. Results that match equally well are in their order.

    Returns
    -------
    At least one result. If the query is a name, results by description or law are left out. For a query about
    gradients, of results that match equally well those for layers of networks come first.

    Raises
    ------
    Unknown : nothing matches. The message names what is similar.
    """
    words, formulas = list(query), [of for topic in topics for of in topic.formulas.values()]
    found = [Found(of, reasons) for of in formulas if (reasons := matched(words, of))]
    if not found:
        raise Unknown(f"no formula is found for {' '.join(words) or repr('')}{similar(words, formulas)}")
    most = ALIAS if any(one.order[0] == EXACT for one in found) else LAW
    layers_first = any(normalized(word) in GRADIENT for word in words)
    order = lambda one: (*one.order, layers_first and one.formula.name not in GRADIENTS)
    return sorted((one for one in found if one.order[0] <= most), key=order)


def matched(words: Sequence[str], of: Formula) -> tuple[Match, ...]:
    """The best match of the words together, or else of each of them; nothing if one of them does not match."""
    together = best(" ".join(words), of)
    if together is not None and (together.quality == EXACT or len(words) == 1):
        return (together,)
    telling = [word for word in words if word.lower() not in SMALL] or words
    beside = any(normalized(word) in GRADIENT for word in telling)
    apart = [best(word, of, beside) for word in telling]
    return tuple(match for match in apart if match is not None) if None not in apart else ()


def best(word: str, of: Formula, beside: bool = False) -> Match | None:
    """The first of the best matches, or None. beside: whether another word of the query asks for a gradient."""
    return min(matches(word, of, beside), key=lambda match: match.quality, default=None)


def matches(word: str, of: Formula, beside: bool = False) -> Iterator[Match]:
    """All that matches a word: the name, aliases, a gradient, the description, laws."""
    if not WORD.fullmatch(word):
        return
    wanted, equal, (topic, _, name) = normalized(word), names(word), of.name.partition(".")
    if word == of.name or normalized(topic) in (wanted, f"{wanted}s"):
        yield Match(EXACT if word == of.name else NAME, "name")
    for quality, texts, said in ((NAME, (name,), "name"), (ALIAS, ALIASES.get(of.name, ()), "")):
        yield from (Match(EXACT, said or text) for text in texts if equal & names(text))
        yield from (Match(quality, said or text) for text in texts if begins(wanted, normalized(text)))
    if of.backward is not None and wanted in GRADIENT:
        yield Match(PROPERTY, "has a gradient")
    for a, called in GRADIENTS.get(of.name, {}).items():
        if beside and wanted in ARGUMENTS.get(a, ()):
            yield Match(PROPERTY, f"gradient for {a}")
        yield from (Match(EXACT, f"gradient for {a}: {text}") for text in called if equal & names(text))
    if begins(wanted, normalized(first_line(of))):
        yield Match(MENTION, "description")
    for law in of.laws.values():
        if word == law.name or begins(wanted, normalized(law.name.partition("::")[2])):
            yield Match(LAW, f"law {law.name.partition('::')[2]}")


def normalized(text: str) -> str:
    """A text for comparison: words in small letters with blanks between them, without a rank such as 2d.

    >>> normalized("tf.nn.conv2d_transpose"), normalized("MaxPool2d")
    ('tf nn conv transpose', 'maxpool')
    """
    words = re.sub(r"[\W_]+", " ", text.lower()).split()
    return " ".join(re.sub(r"(?<=[a-z])[123]d$", "", word) for word in words)


def names(text: str) -> set[str]:
    """The forms in which a name is equal to another: without blanks, with and without its prefixes.

    >>> sorted(names("nn.Conv2d"))
    ['conv', 'nnconv']
    """
    return {normalized(name).replace(" ", "") for name in (text, text.rpartition(".")[2])}


def begins(wanted: str, text: str) -> bool:
    """Whether the wanted words occur in a text, the last one as a word or as the beginning of a longer word."""
    end = "" if len(wanted) >= LETTERS else r"\b"
    return len(wanted) > 1 and re.search(rf"\b{re.escape(wanted)}{end}", text) is not None


def similar(words: Iterable[str], formulas: Iterable[Formula]) -> str:
    """ "; did you mean conv, conv_transpose?", or nothing."""
    known = {"gradient": "gradient"}
    for of in formulas:
        topic, _, name = of.name.partition(".")
        for text in (name, topic, *ALIASES.get(of.name, ())):
            known.setdefault(normalized(text.rpartition(".")[2]).replace(" ", ""), text)
    given = {word: normalized(word).replace(" ", "") for word in words}
    close = [
        known[one]
        for word, name in given.items()
        if not (WORD.fullmatch(word) and name in known)
        for one in difflib.get_close_matches(name, known, 3, cutoff=0.7)
    ]
    return f"; did you mean {' or '.join(dict.fromkeys(close))}?" if close else ""
