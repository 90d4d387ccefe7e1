"""Parentheses that need not stretch: browsers reserve the width of the largest ones for all that may grow."""

from __future__ import annotations

import functools
import re

_FENCE = re.compile(r"\\(left|right)(?![a-zA-Z])\s*(\\?.)")
_PAIRS = {("(", ")"): "()", ("[", "]"): "[]", ("|", "|"): (r"\lvert ", r"\rvert"), (r"\|", r"\|"): (r"\lVert ", r"\rVert")}
_TALL = re.compile(r"\\(?:left|[dt]?frac|[dt]?binom|sum|prod|i*int|sqrt|begin|substack|lim|max|min|sup|inf|bigc[au]p)(?![a-zA-Z])")
_LETTER, _APPLIED = re.compile(r"\s*[A-Z]\s*"), re.compile(r"[a-zA-Z}]$")
_GREEK = "alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|chi|psi|omega"
_FUNCTIONS = "sin|cos|tan|cot|sinh|cosh|tanh|exp|log|ln|det|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Phi|Psi|Omega"
_GROUP = r"\{(?:[^{}]|\{[^{}]*\})*\}"
_NAME = re.compile(rf"(?:(?<![\\a-zA-Z])[a-zA-Z]|\\(?:{_GREEK}|{_FUNCTIONS})|[_^]{_GROUP}|\\(?:operatorname|mathrm){_GROUP})$")


@functools.cache
def tightened(latex: str) -> str:
    r"""The LaTeX with (...) for \left(...\right) around what is no taller than a letter with its indices."""
    texts, fences, end = [""], [], 0
    for fence in _FENCE.finditer(latex):
        texts[-1] += latex[end:fence.start()]
        end = fence.end()
        if fence[1] == "left":
            fences.append(fence)
            texts.append("")
        elif not fences:
            return latex
        else:
            opening, inner = fences.pop(), texts.pop()
            pair = _PAIRS.get((opening[2], fence[2]))
            if pair is None or _TALL.search(inner):
                texts[-1] += opening[0] + inner + fence[0]
                continue
            if pair == "()" and _LETTER.fullmatch(inner) and latex.startswith("_{", end) and not _APPLIED.search(texts[-1]):
                pair = "", ""  # an entry of a matrix
            if texts[-1].endswith("{") and latex.startswith("}", end) and _NAME.search(texts[-1][:-1]):  # f{(x)} is f(x)
                texts[-1], end = texts[-1][:-1], end + 1
            texts[-1] += pair[0] + inner.strip() + pair[1]
    return latex if fences else texts[0] + latex[end:]
