"""The commands that Coq executed in a file, and those that no proof file may have.

Trusted. It trusts the record that `coqc -time` writes: the place of each sentence in the source, in their order.

The record says where a sentence begins and ends, so that comments, strings and layout cannot hide one. What is between
two sentences must be comments and spaces. A sentence that acts on other files which only require this one, or that
switches a check off, is forbidden: theorems are compared with laws in a process that requires the file and imports
nothing of it, and in which nothing of the file may have an effect but its definitions and theorems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

PLACE = re.compile(rb"^Chars (\d+) - (\d+) \[", re.M)
PREFIX = re.compile(r"^(?:Time|Fail|Succeed|Timeout\s+\d+|Redirect\s+\"[^\"]*\")\s+")
ATTRIBUTES = re.compile(r"^#\[(.*?)\]\s*", re.S)
LOCALITY = re.compile(r"^(Local|Global|Export|Polymorphic|Monomorphic|Cumulative|NonCumulative|Program|Private)\s+")
CORE = {
    "=",
    "<>",
    "<",
    "<=",
    ">",
    ">=",
    "==",
    "!=",
    "->",
    "<->",
    "/\\",
    "\\/",
    "~",
    "~~",
    "&&",
    "||",
    "forall",
    "exists",
    "@",
}
CORE |= {"exists", "@", "+", "-", "*", "/", "^", "%:R", "\\in", ":", "True", "False", "fun", "if"}
FORBIDDEN = {  # the first words of a command, and what it could do
    "Declare ML Module": "loads a plugin",
    "Load": "executes another file",
    "Drop": "leaves Coq",
    "Cd": "leaves the folder",
    "Pwd": "is no part of a proof",
    "Add LoadPath": "finds other libraries",
    "Add Rec LoadPath": "finds other libraries",
    "Add ML Path": "finds plugins",
    "Redirect": "writes a file",
    "Extraction": "writes a file",
    "Separate Extraction": "writes a file",
    "Recursive Extraction": "writes a file",
    "Register": "gives a name of Coq another meaning",
    "Primitive": "assumes an operation",
    "Unset Guard Checking": "switches a check off",
    "Unset Positivity Checking": "switches a check off",
    "Unset Universe Checking": "switches a check off",
}
UNLESS_SAID = (  # these act wherever the file is required, unless they are local or exported
    "Instance",
    "Existing Instance",
    "Existing Instances",
    "Existing Class",
    "Hint",
    "Remove Hints",
)


def sentences(source: bytes, said: bytes) -> Iterator[str]:
    """The sentences that Coq executed. Raises ValueError if its record does not cover the source.

    source: the text of the file. said: what `coqc -time` printed.
    """
    end = 0
    for first, last in ((int(a), int(b)) for a, b in PLACE.findall(said)):
        if first < end or last <= first or last > len(source) or not is_comment(source[end:first]):
            raise ValueError(f"the record of Coq has a sentence at {first} - {last} after one that ends at {end}")
        yield source[first:last].decode()
        end = last
    if not is_comment(source[end:]):
        raise ValueError(f"the record of Coq ends at {end}, before the source does")


def is_comment(text: bytes) -> bool:
    """Whether a text is spaces and comments, which may be nested and have strings in them."""
    return not without_comments(text.decode(), keep=False).strip()


def without_comments(text: str, keep: bool = True) -> str:
    """A text without its comments; strings outside comments stay, and strings inside do not end them.

    keep: whether a quotation mark outside comments begins a string.
    """
    left, depth, at = [], 0, 0
    while at < len(text):
        if text.startswith("(*", at):
            depth, at = depth + 1, at + 2
        elif depth and text.startswith("*)", at):
            depth, at = depth - 1, at + 2
            left.append(" ")
        elif text[at] == '"' and (depth or keep):
            close = text.find('"', at + 1)
            close = len(text) - 1 if close < 0 else close
            left.append("" if depth else text[at : close + 1])
            at = close + 1
        else:
            left.append("" if depth else text[at])
            at += 1
    return "".join(left)


def fault(sentence: str) -> str:
    """Why no proof file may have a sentence, or ""."""
    words, attributes, locality = bare(sentence)
    said = " ".join(sentence.split())[:60]
    if "bypass_check" in attributes:
        return f"{said}: bypasses a check"
    if re.search(r"\bglobal\b", attributes) or "Global" in locality:
        return f"{said}: acts on files that only require this one"
    if re.match(r"Ltac2?\s", words) and "::=" in without_comments(words):
        return f"{said}: redefines a tactic of another file"
    for start, why in FORBIDDEN.items():
        if re.match(rf"{start.replace(' ', chr(92) + 's+')}(?![\w'])", words):
            return f"{said}: {why}"
    kept_here = re.search(r"\b(local|export)\b", attributes) or {"Local", "Export"} & locality
    if any(re.match(rf"{one}\b", words) for one in UNLESS_SAID) and not kept_here:
        return f"{said}: acts on files that only require this one, unless it is local or exported"
    if re.match(r"(Reserved\s+)?(Notation|Infix)\b", words):
        for form in re.findall(r'"([^"]*)"', words):
            signs = {sign for sign in form.split() if not re.fullmatch(r"'?[A-Za-z_]\w*'?|\.\.", sign)}
            named = {sign for sign in form.split() if sign in ("forall", "exists", "True", "False", "fun", "if")}
            if "Infix" in words[:16] and {form.strip()} & CORE or signs and signs <= CORE or named:
                return f'{said}: gives "{form}" another meaning'
    return ""


def bare(sentence: str) -> tuple[str, str, set[str]]:
    """A sentence without what stands before its command: the command, its attributes, and words of locality."""
    words, attributes, locality = without_comments(sentence).strip(), "", set[str]()
    while True:
        if match := PREFIX.match(words):
            words = words[match.end() :] if not match[0].startswith("Redirect") else "Redirect"
        elif match := ATTRIBUTES.match(words):
            attributes, words = f"{attributes} {match[1]}", words[match.end() :]
        elif match := LOCALITY.match(words):
            locality.add(match[1])
            words = words[match.end() :]
        else:
            return words, attributes, locality


def faults(source: bytes, said: bytes) -> list[str]:
    """What a file may not have, by the record of Coq."""
    try:
        return [f"forbidden: {why}" for one in sentences(source, said) if (why := fault(one))]
    except (ValueError, UnicodeDecodeError) as error:
        return [str(error)]
