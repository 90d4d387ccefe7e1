"""The formulas of a document, Markdown or LaTeX, each with its line and its labels."""

from __future__ import annotations

import ast
import bisect
import itertools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

from verifier.running.files import sources_of

LARGEST = 2_000_000  # bytes of a document
MARKDOWN, LATEX = (".md", ".markdown"), (".tex", ".ltx")
DISPLAYS = ("equation", "align", "alignat", "flalign", "eqnarray", "gather", "multline", "displaymath")
IN_ROWS = ("align", "alignat", "flalign", "eqnarray", "gather")  # each row that does not go on from the last says something new
VERBATIM = ("verbatim", "lstlisting", "minted", "comment")
LABEL = re.compile(r"\\(?:label|tag\*?)\s*\{([^{}]*)\}")
UNNUMBERED = re.compile(r"\\(?:nonumber|notag)\b")
ENVIRONMENT = re.compile(r"\\begin\s*\{([A-Za-z]+\*?)\}(.*)\\end\s*\{\1\}", re.DOTALL)


class BadDocument(ValueError):
    """A document that cannot be read: says which and why."""


@dataclass(frozen=True)
class Equation:
    """One formula of a document."""

    line: int
    latex: str
    labels: tuple[str, ...] = ()
    displayed: bool = True  # on lines of its own, not within a sentence


def read(path: Path) -> tuple[Equation, ...]:
    """The formulas of a document in their order; BadDocument where it cannot be read."""
    readers = {**dict.fromkeys(MARKDOWN, _markdown), **dict.fromkeys(LATEX, _latex)}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise BadDocument(f"{path}: expected a document in Markdown or LaTeX ({', '.join(readers)})")
    try:
        if path.stat().st_size > LARGEST:
            raise BadDocument(f"{path}: larger than {LARGEST // 10**6} MB")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadDocument(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    try:
        return tuple(found for found in reader(text) if found.latex)
    except RecursionError as error:
        raise BadDocument(f"{path}: its brackets or environments are nested too deeply, or are not closed") from error


def named_by(derivation: Path) -> tuple[Path, ...]:
    """The documents that a derivation names, read off its text; BadDocument where running it alone would tell."""
    found = []
    for source in sources_of(derivation):
        text = source.read_bytes()
        try:
            words = [word for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call) for word in node.keywords
                     if word.arg == "document"] if b"document" in text else []
        except (SyntaxError, ValueError) as error:
            raise BadDocument(f"{source}: not Python") from error
        for word in words:
            if not isinstance(word.value, ast.Constant) or not isinstance(word.value.value, str):
                raise BadDocument(f"{source}:{word.value.lineno}: the path of the document is not written out")
            found.append(derivation.parent / word.value.value)
    return tuple(found)


def _markdown(text: str) -> Iterator[Equation]:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.amsmath import amsmath_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin
    from mdit_py_plugins.texmath import texmath_plugin
    reader = MarkdownIt("commonmark").enable("table").use(front_matter_plugin).use(
        dollarmath_plugin, double_inline=True, allow_digits=False).use(texmath_plugin, delimiters="brackets").use(amsmath_plugin)
    lines = text.splitlines()
    last = 0  # line of the formula before

    def line_of(content: str, first: int) -> int:
        nonlocal last
        words = next((line.strip() for line in content.splitlines() if line.strip()), "")
        last = next((number for number in range(max(first, last), len(lines) + 1) if words in lines[number - 1]), first)
        return last
    for block in reader.parse(text):
        first = block.map[0] + 1 if block.map else 1
        if block.type in ("math_block", "math_block_label", "amsmath"):
            label = (block.info,) if block.type == "math_block_label" else ()
            yield from _display(block.content.strip(), line_of(block.content, first), label)
        for part in block.children or ():
            if part.type == "math_inline_double":
                yield from _display(part.content.strip(), line_of(part.content, first))
            elif part.type == "math_inline":
                yield Equation(line_of(part.content, first), part.content.strip(), displayed=False)


def _latex(text: str) -> Iterator[Equation]:
    from pylatexenc.latexwalker import LatexEnvironmentNode, LatexMathNode, LatexWalker
    counter = None if "\\numberwithin" in text else itertools.count(1)
    breaks = [place for place, letter in enumerate(text) if letter == "\n"]

    def of(nodes):
        for node in nodes or ():
            line = bisect.bisect_left(breaks, node.pos) + 1
            if isinstance(node, LatexMathNode):
                inner = "".join(part.latex_verbatim() for part in node.nodelist)
                shown = node.displaytype == "display"
                yield from _display(inner, line) if shown else [Equation(line, inner.strip(), displayed=False)]
            elif isinstance(node, LatexEnvironmentNode) and node.environmentname.rstrip("*") in DISPLAYS:
                yield from _display(node.latex_verbatim(), line, counter=counter)
            elif not isinstance(node, LatexEnvironmentNode) or node.environmentname.rstrip("*") not in VERBATIM:
                yield from of(getattr(node, "nodelist", None))
                arguments = getattr(getattr(node, "nodeargd", None), "argnlist", None)
                yield from of(part for part in arguments or () if part is not None)
    yield from of(LatexWalker(text, tolerant_parsing=True).get_latex_nodes()[0])


def _display(latex: str, line: int, labels: tuple[str, ...] = (), counter: Iterator[int] | None = None) -> Iterator[Equation]:
    """The equations of one display; a row that starts with its relation goes on from the row above it."""
    whole = ENVIRONMENT.fullmatch(latex.strip())
    name = whole[1] if whole and whole[1].rstrip("*") in DISPLAYS else ""
    line += latex[:len(latex) - len(latex.lstrip())].count("\n")
    inner = whole[2] if name else latex.strip()
    rows = list(_rows(inner)) if name.rstrip("*") in IN_ROWS else [(0, inner)]
    line += latex.strip()[:whole.start(2)].count("\n") if name else 0
    found: list[tuple[int, list[str], list[str]]] = []
    for start, row in rows:
        if not _words(row).strip():
            continue
        numbers = [str(next(counter))] if counter and name and not name.endswith("*") and name != "displaymath" and not (
            re.search(r"\\tag\b", row) or UNNUMBERED.search(row)) else []
        said = [label.strip() for label in LABEL.findall(row)] + numbers
        if found and _words(row).lstrip().startswith("&"):
            found[-1][1].append(row)
            found[-1][2].extend(said)
        else:
            first = start + len(row) - len(row.lstrip())
            found.append((line + inner.count("\n", 0, first), [row], said))
    for where, parts, said in found:
        yield Equation(where, r"\\".join(map(_words, parts)).strip(), (*labels, *said))


def _words(row: str) -> str:
    """The row without its labels and comments."""
    return UNNUMBERED.sub("", LABEL.sub("", re.sub(r"(?<!\\)%.*", "", row)))


def _rows(inner: str) -> Iterator[tuple[int, str]]:
    """(where it starts, text) of what stands between the line breaks that are in no braces and no inner environment."""
    depth = start = 0
    for part in re.finditer(r"\\begin\b|\\end\b|\\\\(?:\s*\[[^\]]*\])?|\\.|[{}]", inner):
        if part[0].startswith(r"\\") and depth == 0:
            yield start, inner[start:part.start()]
            start = part.end()
        else:
            depth += {r"\begin": 1, "{": 1, r"\end": -1, "}": -1}.get(part[0], 0)
    yield start, inner[start:]


SPACES = {r"\,", r"\;", r"\:", r"\!", r"\ ", r"\>", r"\quad", r"\qquad", r"\left", r"\right", r"\displaystyle", r"\textstyle",
          r"\limits", r"\nolimits", "~", "&", r"\\", r"\allowbreak", r"\nobreak",
          *(rf"\{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m"))}
SAME = {r"\leq": r"\le", r"\geq": r"\ge", r"\neq": r"\ne", r"\rightarrow": r"\to", r"\dfrac": r"\frac", r"\tfrac": r"\frac",
        r"\lbrace": r"\{", r"\rbrace": r"\}", r"\lVert": r"\|", r"\rVert": r"\|", r"\Vert": r"\|", r"\lvert": "|", r"\rvert": "|",
        r"\vert": "|", r"\mid": "|", r"\ldots": r"\dots", r"\cdots": r"\dots", r"\dotsb": r"\dots", r"\dotsc": r"\dots"}


def tokens(latex: str) -> tuple[str, ...]:
    """What a formula says: its signs in their order, without spacing, sizes, breaks, labels and a full stop at the end."""
    found = [SAME.get(part, part) for part in re.findall(r"\\\\|\\[A-Za-z]+\*?|\\.|\S", _words(latex)) if part not in SPACES]
    while found and found[-1] in ".,;":
        found.pop()
    plain: list[str] = []
    for part in found:
        plain.append(part)
        if part == "}" and len(plain) > 2 and plain[-3] == "{" and plain[-2] not in "{}":  # braces around one sign
            plain[-3:] = plain[-2:-1]
    return tuple(plain)
