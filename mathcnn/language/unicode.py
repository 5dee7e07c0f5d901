r"""LaTeX as one line of Unicode, for a terminal: formulas and laws are printed as LaTeX, and read here from that print.

Only what `writing` and SymPy's printer write is known: scripts, fractions, roots, cases, accents, named operators. What
a terminal has no glyph for is spelled out, x[i + 1] and e^(a + b), and sums name their limits in braces,
sum{c=0...C-1}.
"""

from __future__ import annotations

import re

GREEK = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ε",
    "varepsilon": "ε",
    "zeta": "ζ",
    "eta": "η",
    "theta": "θ",
    "iota": "ι",
    "kappa": "κ",
    "lambda": "λ",
    "mu": "μ",
    "nu": "ν",
    "xi": "ξ",
    "pi": "π",
    "rho": "ρ",
    "sigma": "σ",
    "tau": "τ",
    "upsilon": "υ",
    "phi": "φ",
    "varphi": "φ",
    "chi": "χ",
    "psi": "ψ",
    "omega": "ω",
    "Gamma": "Γ",
    "Delta": "Δ",
    "Theta": "Θ",
    "Lambda": "Λ",
    "Sigma": "Σ",
    "Phi": "Φ",
    "Omega": "Ω",
}
SIGNS = {
    "sum": "∑",
    "prod": "∏",
    "int": "∫",
    "infty": "∞",
    "partial": "∂",
    "nabla": "∇",
    "cdot": "·",
    "times": "×",
    "pm": "±",
    "leq": "≤",
    "geq": "≥",
    "le": "≤",
    "ge": "≥",
    "neq": "≠",
    "ne": "≠",
    "approx": "≈",
    "in": "∈",
    "notin": "∉",
    "mid": "|",
    "lfloor": "⌊",
    "rfloor": "⌋",
    "lceil": "⌈",
    "rceil": "⌉",
    "langle": "⟨",
    "rangle": "⟩",
    "top": "⊤",
    "circ": "∘",
    "star": "⋆",
    "ast": "∗",
    "dagger": "†",
    "ddagger": "‡",
    "downarrow": "↓",
    "uparrow": "↑",
    "to": "→",
    "rightarrow": "→",
    "mapsto": "↦",
    "leftrightarrow": "↔",
    "leftarrow": "←",
    "wedge": "∧",
    "vee": "∨",
    "neg": "¬",
    "forall": "∀",
    "exists": "∃",
    "odot": "⊙",
    "oplus": "⊕",
    "otimes": "⊗",
    "circledast": "⊛",
    "ldots": "…",
    "dots": "…",
    "cdots": "⋯",
    "bullet": "•",
    "perp": "⊥",
    "parallel": "∥",
    "|": "‖",
    "Vert": "‖",
    "lVert": "‖",
    "rVert": "‖",
    "vert": "|",
    "lvert": "|",
    "rvert": "|",
    "bmod": "mod",
    "ell": "ℓ",
    "emptyset": "∅",
    "cup": "∪",
    "cap": "∩",
    "subset": "⊂",
    "colon": ":",
    "{": "{",
    "}": "}",
    "%": "%",
    "_": "_",
    "&": "&",
    "#": "#",
    "lbrace": "{",
    "rbrace": "}",
    "lbrack": "[",
    "rbrack": "]",
}
SPACES = {
    ",": " ",
    ":": " ",
    ";": " ",
    " ": " ",
    "quad": "  ",
    "qquad": "   ",
    "!": "",
    "\\": "; ",
    "displaystyle": "",
    "textstyle": "",
    "limits": "",
}
BIG = {"∑", "∏", "∫", "max", "min", "arg max", "sup", "inf", "lim"}
ACCENTS = {
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "hat": "\u0302",
    "widehat": "\u0302",
    "bar": "\u0304",
    "overline": "\u0304",
    "dot": "\u0307",
    "vec": "\u20d7",
}
FONTS = {
    "mathrm",
    "mathbf",
    "mathit",
    "mathsf",
    "mathtt",
    "text",
    "textrm",
    "textbf",
    "boldsymbol",
    "operatorname",
    "mbox",
    "mathopen",
    "mathclose",
}
LETTERS = {
    "mathcal": {"L": "ℒ", "F": "ℱ", "H": "ℋ", "N": "𝒩", "D": "𝒟"},
    "mathbb": {"R": "ℝ", "Z": "ℤ", "N": "ℕ", "E": "𝔼", "Q": "ℚ", "C": "ℂ"},
}

LOW = str.maketrans("0123456789+-=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")
HIGH = str.maketrans(
    "0123456789+-=()abcdefghijklmnoprstuvwxyzTNMKH⊤∘′", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀᴺᴹᴷᴴᵀ°′"
)

TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|[{}_^&]|\s+|[^\\{}_^&\s]", re.DOTALL)


def text(tex: str) -> str:
    """LaTeX as one line of text.

    >>> text(r"y_{i} = \\sum_{k=0}^{n - 1} {x}_{i + k} \\, \\frac{1}{2}")
    'yᵢ = ∑{k=0…n - 1} x[i + k] 1/2'
    """
    words = Reader(tex).group(end=None)
    words = re.sub(" {2,}", " ", words)
    while (
        merged := re.sub(r"([∑∏])\{([^{}]*)\} \1\{", r"\1{\2, ", words)
    ) != words:  # neighbouring sums name their limits together
        words = merged
    return re.sub(r" +([,;)\]⌋⌉⟩])", r"\1", re.sub(r"([(\[⌊⌈⟨]) +", r"\1", words)).strip()


class Reader:
    """Reads LaTeX from left to right."""

    def __init__(self, tex: str):
        self.tokens = [t if t.strip() else " " for t in TOKEN.findall(tex)]
        self.at = 0

    def next(self) -> str | None:
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        self.at += token is not None
        return token

    def peek(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def group(self, end: str | None) -> str:
        """Everything up to a closing token."""
        out: list[str] = []
        while (token := self.next()) is not None and token != end:
            if token in "_^":
                base = out.pop() if out and out[-1] not in (" ", "") else ""
                out.append(self.scripted(base, token))
            else:
                out.append(self.one(token))
        return "".join(out)

    def argument(self) -> str:
        while self.peek() == " ":
            self.next()
        return self.one(self.next() or "")

    def raw(self) -> str:
        """A braced argument whose spaces count."""
        return re.sub(r"\s*\\,\s*|\s+", " ", self.argument())

    def scripted(self, base: str, token: str) -> str:
        """A base with what stands below or above it."""
        script = self.argument().strip()
        if base.strip() in BIG or re.fullmatch(r"(∑|∏|∫|max|min|arg max)\{.*\}", base):
            if base.endswith("}"):
                return f"{base[:-1]}…{script}}} "
            return f"{base.strip()}{{{script}}}" + ("" if self.peek() == "^" else " ")
        glyphs = script.translate(LOW if token == "_" else HIGH)
        if "_" not in base and glyphs != script and all(a != b for a, b in zip(script, glyphs, strict=True)):
            return base + glyphs
        if token == "^" and script in ("∗", "⋆", "†", "′", "'", "″"):
            return base + script
        if token == "_" and (len(script) > 1 or "_" in base):
            return base + (script if re.fullmatch(r"\[.*\]", script) else f"[{script}]")
        return base + token + (script if re.fullmatch(r"\w+|.|\(.*\)", script) else f"({script})")

    def one(self, token: str) -> str:
        """One token, with the arguments that belong to it."""
        if token == "{":
            return self.group("}")
        if not token.startswith("\\"):
            return token
        name = token[1:].rstrip("*")
        match name:
            case "left" | "right" | "big" | "Big" | "bigl" | "bigr" | "Bigl" | "Bigr":
                delimiter = self.argument()
                return "" if delimiter == "." else delimiter
            case "frac" | "dfrac" | "tfrac":
                above, below = self.argument(), self.argument()
                return f"{closed(above)}/{closed(below, factor=True)}"
            case "binom":
                return f"({self.argument()} over {self.argument()})"
            case "sqrt":
                inside = self.argument()
                return f"√{inside}" if len(inside) == 1 else f"√({inside})"
            case "begin":
                return self.environment(self.argument())
            case "overset" | "underset" | "stackrel":
                self.argument()
                return self.argument()
        if name in FONTS:
            word = self.raw()
            return (
                f"{word} "
                if name == "operatorname" and self.peek() not in ("(", "_", "^", "\\left", "{", None)
                else word
            )
        if name in LETTERS:
            return "".join(LETTERS[name].get(c, c) for c in self.argument())
        if name in ACCENTS:
            word = self.argument()
            return word + ACCENTS[name] if len(word) == 1 else f"{closed(word)}{ACCENTS[name]}"
        if name in SPACES:
            return SPACES[name]
        if name in GREEK or name in SIGNS:
            sign = GREEK.get(name) or SIGNS[name]
            return f" {sign} " if name == "bmod" else sign
        return f"{name} " if self.peek() not in ("(", "_", "^", "\\left", "{", None, " ") else name

    def environment(self, name: str) -> str:
        """Cases and matrices: rows between braces or brackets."""
        if name in ("array",):
            self.argument()
        rows: list[list[str]] = [[""]]
        while (token := self.next()) is not None:
            if token == "\\end":
                self.argument()
                break
            if token == "&":
                rows[-1].append("")
            elif token == "\\\\":
                rows.append([""])
            elif token in "_^":
                base = rows[-1][-1]
                cut = len(base) - 1 if base and base[-1] != "]" else len(base)
                rows[-1][-1] = base[:cut] + self.scripted(base[cut:], token)
            else:
                rows[-1][-1] += self.one(token)
        if "cases" in name:
            return (
                "{ "
                + "; ".join(" ".join(re.sub(" +", " ", cell).strip() for cell in row) for row in rows if any(row))
                + " }"
            )
        return "[" + "; ".join(", ".join(cell.strip() for cell in row) for row in rows if any(row)) + "]"


def closed(term: str, factor: bool = False) -> str:
    """In brackets, where it is more than one factor."""
    term = term.strip()
    simple = re.fullmatch(r"[^\s+\-·/]+" if factor else r"[^\s+\-]+", term) or re.fullmatch(
        r"√?\([^()]*\)|\w+\([^()]*\)|\w+\[[^\[\]]*\]", term
    )
    return term if simple else f"({term})"
