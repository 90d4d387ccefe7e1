"""LaTeX to MathML while the site is built, so that a reader needs neither a network nor a script.

Temml (vendored, MIT) runs in an embedded JavaScript engine. What it returns is parsed again and admitted only
if every element and attribute is on the lists below; a formula that fails anywhere is shown as its source.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path
from xml.etree import ElementTree

from markupsafe import Markup, escape

try:
    import quickjs
except ImportError:  # the page is still complete: formulas appear as LaTeX
    quickjs = None

TEMML = Path(__file__).parent / "static" / "vendor" / "temml.min.js"
MEGABYTE = 2**20
LONGEST = 20_000  # characters of LaTeX that are still typeset
SECONDS = 5  # for one formula
NARROW = 20  # letters that fit on a phone

# The engine mishandles concatenated strings at its border, hence JSON in both directions.
_CALL = """
function typeset(request) {
  const [latex, display] = JSON.parse(request);
  try {
    return JSON.stringify({markup: temml.renderToString(latex, {displayMode: display,
      throwOnError: true, strict: false, trust: false, maxExpand: 1000, maxSize: [40, 40], macros: {}})});
  } catch (error) {
    return JSON.stringify({error: String(error && error.message || error)});
  }
}
"""

ELEMENTS = frozenset((
    "math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "msub", "msup",
    "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "none", "mfrac", "msqrt",
    "mroot", "mtable", "mtr", "mtd", "mlabeledtr", "mpadded", "mphantom", "mstyle", "menclose", "merror",
    "span",
))
ATTRIBUTES = frozenset((
    "class", "style", "display", "displaystyle", "scriptlevel", "encoding", "width", "height", "depth",
    "voffset", "lspace", "rspace", "form", "fence", "separator", "stretchy", "symmetric", "largeop",
    "movablelimits", "minsize", "maxsize", "linethickness", "accent", "accentunder", "columnalign", "rowalign",
    "columnspacing", "rowspacing", "columnlines", "rowlines", "columnspan", "rowspan", "notation",
    "mathvariant", "mathcolor", "mathbackground", "linebreak", "intent",
))
_STYLE = re.compile(r"[\w\s:;.,%#+()-]*")
# The operator dictionary of MathML knows fences, their form by their place in the row, and separators.
DEFAULTS = tuple((re.compile(pattern), short) for pattern, short in (
    (r'(<mrow[^>]*>)<mo fence="true" form="prefix" stretchy="true">([(\[{|])</mo>', r"\1<mo>\2</mo>"),
    (r'<mo fence="true" form="postfix" stretchy="true">([)\]}|])</mo></mrow>', r"<mo>\1</mo></mrow>"),
    (r'(<mrow[^>]*>)<mo fence="true" form="prefix" stretchy="false">([(\[{|])</mo>', r'\1<mo stretchy="false">\2</mo>'),
    (r'<mo fence="true" form="postfix" stretchy="false">([)\]}|])</mo></mrow>', r'<mo stretchy="false">\1</mo></mrow>'),
    (r'<mo separator="true">,</mo>', "<mo>,</mo>"),
    (r'<mo form="prefix" stretchy="false"(?: lspace="0em" rspace="0em")?>−</mo>', '<mo form="prefix">−</mo>'),
    (r'(<mrow[^>]*>)<mo form="prefix">−</mo>', r"\1<mo>−</mo>"),
    (r'<mo lspace="0.2222em" rspace="0.2222em">:</mo>(<mtext>\s</mtext>)', r"<mo>:</mo>\1"),
    (r'<mo movablelimits="false">([∑∏])</mo>', r"<mo>\1</mo>"),  # its limits are marked up where they stand
    (r' class="tml-sml-pad"', ""),  # in the style sheet, for all superscripts
    (r"<mspace([^>]*)></mspace>", r"<mspace\1/>"),
    (r'<mpadded lspace="0">(<mi>[^<]*</mi>)</mpadded>', r"\1"),  # a word alone has no space before it
    (r'<math display="block" class="tml-display"(?: style="display:block math;")?', "<math"),  # in the style sheet
    (r' scriptlevel="(\d)" style="math-depth:\1;"', r' scriptlevel="\1"'),
))


def _admissible(markup: str) -> ElementTree.Element | None:
    """The parsed markup if it is well-formed and holds nothing but presentation."""
    try:
        root = ElementTree.fromstring(markup)
    except ElementTree.ParseError:
        return None
    for node in root.iter():
        if node.tag not in ELEMENTS or not ATTRIBUTES.issuperset(node.attrib):
            return None
        style = node.attrib.get("style", "").lower()
        if not _STYLE.fullmatch(style) or any(word in style for word in ("url", "expression", "fixed", "import")):
            return None
    return root


ROWS = frozenset(["math", "mrow", "mtd", "msqrt", "mstyle", "mpadded"])  # elements that lay out their children as a row


def _without_needless_rows(markup: str) -> str:
    """The markup with the parts of (...) that does not stretch in the row where it stands."""
    if not re.search(r'<mrow><mo stretchy="false">[(\[]', markup):
        return markup
    root = ElementTree.fromstring(markup)
    for parent in reversed(list(root.iter())):
        if parent.tag in ROWS and any(map(_is_needless, parent)):
            parent[:] = [part for child in parent for part in (child if _is_needless(child) else (child,))]
    return re.sub(r" />", "/>", ElementTree.tostring(root, encoding="unicode"))


def _is_needless(node: ElementTree.Element) -> bool:
    return node.tag == "mrow" and not node.attrib and len(node) > 1 and node[0].tag == "mo" and node[0].text in ("(", "[") \
        and node[0].attrib == {"stretchy": "false"}


_NARROW = {"msub": 0.7, "msup": 0.7, "msubsup": 0.6, "mmultiscripts": 0.6}
_STACKED = frozenset(["mfrac", "munder", "mover", "munderover", "mtable"])


def _breadth(node) -> float:
    """How many letters wide a piece of MathML is, roughly; stacked parts count as their widest."""
    parts = [_breadth(child) for child in node]
    if not parts:
        return len((node.text or "").strip()) * (1.0 if node.tag in ("mi", "mn", "mtext") else 1.6)
    if node.tag in _STACKED:
        return max(parts)
    if node.tag in _NARROW:
        return parts[0] + _NARROW[node.tag] * sum(parts[1:])
    return sum(parts)


def _without_defaults(markup: str) -> str:
    """The markup without attributes that say what a browser assumes at that place: half of what brackets weigh."""
    for pattern, short in DEFAULTS:
        markup = pattern.sub(short, markup)
    return markup


def _engine_version() -> str:
    return hashlib.sha256(TEMML.read_bytes() + _CALL.encode()).hexdigest()


def _read(kept: Path | None) -> dict[str, str]:
    """What the same engine made of formulas before; nothing where the file is not as this version writes it."""
    try:
        data = json.loads(kept.read_text(encoding="utf-8")) if kept else {}
        formulas = data.get("formulas", {}) if data.get("engine") == _engine_version() else {}
    except (OSError, ValueError, AttributeError):
        return {}
    return {name: markup for name, markup in formulas.items() if isinstance(markup, str)} if isinstance(formulas, dict) else {}


def bare(latex: str) -> str:
    """The LaTeX without the dollar signs or brackets that a source may have around it."""
    text = (latex or "").strip()
    for opening, closing in (("$$", "$$"), ("$", "$"), (r"\[", r"\]"), (r"\(", r"\)")):
        inner = text[len(opening):len(text) - len(closing)]
        if (text.startswith(opening) and text.endswith(closing) and len(text) > len(opening) + len(closing)
                and opening not in inner):
            return inner.strip()
    return text


class Typesetter:
    """Typesets formulas, each once; `failures` maps the LaTeX that could not be typeset to the reason.

    What the engine made of them is kept in the file `kept`; it is admitted anew each time, so that file cannot bring more than formulas.
    """

    def __init__(self, kept: Path | None = None) -> None:
        self._cache: dict[tuple[str, bool], tuple[str, float]] = {}
        self._engine = None
        self._kept, self._known = kept, _read(kept)
        self._made = dict(self._known)
        self._used: dict[str, str] = {}
        self._told = 0
        self.failures: dict[str, str] = {}

    def keep(self) -> None:
        """Write what was used into the file for the next time."""
        if self._kept and self._used != self._known:
            self._kept.parent.mkdir(parents=True, exist_ok=True)
            draft = self._kept.with_suffix(f".{os.getpid()}")
            draft.write_text(json.dumps({"engine": _engine_version(), "formulas": self._used}), encoding="utf-8")
            draft.replace(self._kept)

    def news(self) -> tuple[dict[str, str], dict[str, str]]:
        """What was typeset since the last call, and all failures: what another process must tell its parent."""
        told, self._told = {name: self._used[name] for name in list(self._used)[self._told:]}, len(self._used)
        return told, self.failures

    def learn(self, news: tuple[dict[str, str], dict[str, str]]) -> None:
        """Take over what another process has typeset."""
        used, failures = news
        self._made.update(used)
        self._used.update(used)
        self.failures.update(failures)

    def _run(self, latex: str, display: bool) -> str:
        """What the engine makes of a formula, or "" after noting why there is none."""
        if quickjs is None:
            self.failures[latex] = "the package quickjs-ng is not installed"
            return ""
        if len(latex) > LONGEST:
            self.failures[latex] = f"longer than {LONGEST} characters"
            return ""
        name = f"{'display' if display else 'inline'} {latex}"
        if name not in self._made:
            self._made[name] = self._made_now(latex, display)
        if self._made[name]:
            self._used[name] = self._made[name]
        return self._made[name]

    def _made_now(self, latex: str, display: bool) -> str:
        try:
            if self._engine is None:
                context = quickjs.Context()
                context.set_memory_limit(256 * MEGABYTE)
                context.set_max_stack_size(4 * MEGABYTE)
                context.eval(TEMML.read_text(encoding="utf-8"))
                context.eval(_CALL)
                self._engine = context
            self._engine.set_time_limit(SECONDS)
            reply = json.loads(self._engine.get("typeset")(json.dumps([latex, display])))
        except Exception as error:
            self._engine = None
            self.failures[latex] = f"{type(error).__name__}: {error}"
            return ""
        markup = reply.get("markup", "")
        if not markup:
            self.failures[latex] = reply.get("error", "no output")
            return ""
        return markup

    def _admitted(self, latex: str, display: bool) -> tuple[str, float]:
        """The markup for a formula with its LaTeX as the alternative, and its breadth; "" and 0 where there is none."""
        markup = self._run(latex, display)
        root = _admissible(markup) if markup else None
        if root is None:
            self.failures.setdefault(latex, "the output has elements that a formula does not need")
            return "", 0.0
        short = _without_needless_rows(_without_defaults(markup))
        if len(root) == 1 and root[0].tag == "mrow" and not root[0].attrib:  # a formula is a row by itself
            short = short.replace("<mrow>", "", 1).removesuffix("</mrow></math>") + "</math>"
        return short.replace("<math", f'<math alttext="{escape(latex)}"', 1), _breadth(root)

    def _typeset(self, latex: str, display: bool) -> tuple[str, float]:
        key = (latex, display)
        if key not in self._cache:
            self._cache[key] = self._admitted(latex, display) if latex else ("", 0.0)
        return self._cache[key]

    def inline(self, latex: str, text: str = "") -> Markup:
        """A formula within a line of text; `text` is shown when there is no LaTeX."""
        return self._wrapped(latex, text, '<span translate="no">', "</span>", display=False)

    def display(self, latex: str, text: str = "") -> Markup:
        """A formula on a line of its own, in a box that scrolls when the formula is wide."""
        reached = ' tabindex="0"' if self.breadth(latex, text) > NARROW else ""  # what scrolls must be reached by keyboard
        return self._wrapped(latex, text, f'<div class="formula"{reached} translate="no">', "</div>", display=True)

    def breadth(self, latex: str, text: str = "") -> float:
        """Roughly how many letters wide a displayed formula is."""
        markup, breadth = self._typeset(bare(latex), True)
        return breadth if markup else float(len(bare(latex) or text))

    def _wrapped(self, latex: str, text: str, before: str, after: str, display: bool) -> Markup:
        """The formula between two tags that keep browsers from translating it."""
        source = bare(latex)
        markup, _ = self._typeset(source, display)
        if not markup and (source or text):
            markup = f'<code class="untypeset">{escape(source or text)}</code>'
        return Markup(f"{before}{markup}{after}" if markup else "")
