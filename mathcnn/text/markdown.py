"""Tables of Markdown, as notebooks and repositories show them: how verdicts, networks and the catalogue show
themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable


def table(columns: Iterable[str], rows: Iterable[Iterable[object]], right: Collection[str] = ()) -> str:
    """A table, a line a row; the columns named in `right` hold numbers.

    >>> print(table(["n", "what"], [[1, "x|y"]], right=["n"]))
    | n | what |
    | ---: | --- |
    | 1 | x\\|y |
    """
    columns = list(columns)
    lines = [columns, ["---:" if column in right else "---" for column in columns], *rows]
    return "\n".join(f"| {' | '.join(cell(str(one)) for one in line)} |" for line in lines)


def cell(text: str) -> str:
    """Text that ends neither its cell nor its line."""
    return text.replace("|", r"\|").replace("\n", "<br>")


def plain(text: str) -> str:
    """Text whose signs mean nothing but themselves.

    >>> print(plain("conv_by_table <b> $5"))
    conv\\_by\\_table &lt;b&gt; \\$5
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"\\{sign}" if sign in r"\`*_[]#$" else sign for sign in text)


def math(tex: str) -> str:
    """LaTeX within a line; its bars are commands, lest they end a cell.

    >>> print(math(r"|x| \\leq 1"))
    $\\vert{}x\\vert{} \\leq 1$
    """
    return f"${tex.replace(chr(92) + '|', chr(92) + 'Vert{}').replace('|', chr(92) + 'vert{}')}$"


def code(text: str) -> str:
    """Text as it stands, within a line."""
    return f"`` {text} ``" if text else ""


def block(text: str, language: str = "") -> str:
    """Text as it stands, in a block of its own."""
    return f"```{language}\n{text}\n```"
