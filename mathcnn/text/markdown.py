"""Markdown, as notebooks and repositories render it: tables of verdicts, networks and the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Iterable


def table(columns: Iterable[str], rows: Iterable[Iterable[object]], right: Collection[str] = ()) -> str:
    """A table in Markdown.

    columns: the heads; rows: as many cells each; right: the heads of columns that are aligned to the right.

    >>> print(table(["n", "what"], [[1, "x|y"]], right=["n"]))
    | n | what |
    | ---: | --- |
    | 1 | x\\|y |
    """
    columns = list(columns)
    lines = [columns, ["---:" if column in right else "---" for column in columns], *rows]
    return "\n".join(f"| {' | '.join(cell(str(one)) for one in line)} |" for line in lines)


def cell(text: str) -> str:
    """Text with bars and line ends escaped, so that it stays in one cell of a table."""
    return text.replace("|", r"\|").replace("\n", "<br>")


def escaped(text: str) -> str:
    """Text with all special characters of Markdown escaped.

    >>> print(escaped("conv_by_table <b> $5"))
    conv\\_by\\_table &lt;b&gt; \\$5
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"\\{sign}" if sign in r"\`*_[]#$" else sign for sign in text)


def math(tex: str) -> str:
    """LaTeX within a line, with bars as commands, since a bar would end a cell of a table.

    >>> print(math(r"|x| \\leq 1"))
    $\\vert{}x\\vert{} \\leq 1$
    """
    return f"${tex.replace(chr(92) + '|', chr(92) + 'Vert{}').replace('|', chr(92) + 'vert{}')}$"


def code(text: str) -> str:
    """Text as code within a line."""
    return f"`` {text} ``" if text else ""


def block(text: str, language: str = "") -> str:
    """Text as a block of code in a language."""
    return f"```{language}\n{text}\n```"
