"""The pages that are made from the code when the documentation is built: language, laws, strategies, settings, trusted lines."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

SUBJECTS = (  # heading, what belongs there: modules and a test on the value
    ("Symbols", lambda value, home: home == "verifier.vocabulary.symbols"),
    ("Claims, premises and proofs", lambda value, home: home == "verifier.language" or type(value).__name__ == "Rule"),
    ("Conditions and statements", lambda value, home: _is_a(value, "Predicate")),
    ("Operators and functions", lambda value, home: home in map("verifier.vocabulary.{}".format, ("operators", "notions", "vector_fields"))),
    ("Values in examples", lambda value, home: home in map("verifier.vocabulary.{}".format, (
        "examples", "distributions", "regions", "monte_carlo"))),
)


def _is_a(value, name: str) -> bool:
    return isinstance(value, type) and any(base.__name__ == name for base in value.__mro__)


def _words(value) -> str:
    """The first sentence of what is said of a word; a template of a predicate is read as its words."""
    said = (inspect.getdoc(value) or "").strip().split("\n\n")[0].replace("\n", " ")
    return _predicate(said) if _is_a(value, "Predicate") else said


def _predicate(template: str) -> str:
    for place, letter in enumerate("abcdef"):
        template = template.replace(f"{{{place}}}", letter)
    return template.replace("{all}", "all of a, b, …")


def _signature(name: str, value) -> str:
    if not inspect.isfunction(value):
        return name
    parts = []
    for part in inspect.signature(value).parameters.values():
        plain = part.default in (inspect.Parameter.empty, None, (), "", False)
        shown = part.name if plain else f"{part.name}={part.default!r}"
        parts.append({part.VAR_POSITIONAL: "*", part.VAR_KEYWORD: "**"}.get(part.kind, "") + shown)
    return f"{name}({', '.join(parts)})"


def _cell(text: str) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")


def _row(name: str, value) -> str:
    return f"| `{_cell(_signature(name, value))}` | {_cell(_words(value))} |"


def language() -> str:
    """Every word that `from verifier.language import *` brings, but for laws and what is SymPy's own."""
    words = importlib.import_module("verifier.language")
    left = {name: getattr(words, name) for name in sorted(words.__all__, key=str.lower)}
    left = {name: value for name, value in left.items() if str(getattr(value, "__module__", "")).startswith("verifier")
            and type(value).__name__ != "Law" and name not in ("MalformedClaim", "Verdict", "REFUTED")}
    parts = ["# The language", "", "Words that `from verifier.language import *` brings, beside [the laws](laws.md) and, "
             "of SymPy, `And`, `Eq`, `Ge`, `Gt`, `Integer`, `Le`, `Lt`, `Ne`. Everything else comes from `sympy`."]
    for heading, belongs in SUBJECTS:
        rows = [name for name, value in left.items() if belongs(value, str(getattr(value, "__module__", "")))]
        parts += ["", f"## {heading}", "", "| word | means |", "|---|---|"]
        for name in rows:
            parts.append(_row(name, left.pop(name)))
    parts += ["", "## For few articles, and kinds of data", "", "| word | means |", "|---|---|"]
    parts += [_row(name, value) for name, value in left.items() if _words(value)]
    return "\n".join(parts) + "\n"


def laws() -> str:
    """Every law with what it says, what it needs and where it is from."""
    from verifier import laws as package
    from verifier.claim import Law
    parts = ["# The laws", "", "What a step may cite, `because=law` or `because=using(law, x=...)`. Each is tried, in the tests, "
             "on examples that meet its needs and on examples that break them."]
    for name in sorted(item.name for item in pkgutil.iter_modules(package.__path__)):
        table = importlib.import_module(f"verifier.laws.{name}")
        rows = {word: law for word, law in vars(table).items() if isinstance(law, Law)}
        if rows:
            parts += ["", f"## {name.replace('_', ' ').capitalize()}", "", (table.__doc__ or "").strip().splitlines()[0]]
        for word, law in rows.items():
            needs = [need.says if hasattr(need, "says") else str(need) for need in law.needs]
            parts += ["", f"### `{word}`", "", f"{law.says}", "", f"    {law.statement}", ""]
            parts += ["Needs:", "", *(f"    {' '.join(need.split())}" for need in needs), ""] if needs else []
            parts += [f"Source: {_cell(law.source)}", ""] if law.source else []
    return "\n".join(parts) + "\n"


def strategies() -> str:
    """What is tried on a goal, in the order in which it is tried."""
    from verifier import strategies as package
    parts = ["# The strategies", "",
             "Each proposes evidence for a goal, and none of them decides: the kernel computes the evidence again."]
    for heading, portfolio in (("For the steps of articles", package.PORTFOLIO), ("For `verifier decide`", package.DECIDING)):
        parts += ["", f"## {heading}", ""]
        for number, strategy in enumerate(portfolio, 1):
            said = (inspect.getdoc(type(strategy)) or "").split("\n\n")[0].replace("\n", " ")
            parts.append(f"{number}. **{strategy.name}**: {said}")
    return "\n".join(parts) + "\n"


def settings() -> str:
    """The keys of [tool.verifier] with their defaults."""
    from verifier.running.settings import FORMS, KEYS, PATH, Settings
    parts = ["# The settings", "", "Keys of `[tool.verifier]` in `pyproject.toml`.", "", "| key | value | default |",
             "|---|---|---|"]
    for key in KEYS:
        default = getattr(Settings(), key.replace("-", "_"))
        shown = ", ".join(default) if isinstance(default, tuple) else default
        parts.append(f"| `{key}` | {FORMS.get(key, PATH)[1]} | {f'`{shown}`' if shown else 'none'} |")
    return "\n".join(parts) + "\n"


def _imports(module: str, known: dict[str, Path]) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(known[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return found & known.keys()


def trusted() -> str:
    """The files that a proof rests on: the kernel, and everything that it imports, with their lines."""
    known = {}
    for path in (ROOT / "verifier").rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        known[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    reached, waiting = set(), ["verifier.kernel"]
    while waiting:
        module = waiting.pop()
        if module not in reached and module != "verifier":
            reached.add(module)
            waiting += _imports(module, known)
    groups = {"`verifier/kernel.py`: what counts as a proof": {"verifier.kernel"},
              "`verifier/tools/`: normal forms, matching, balls, signs, which the kernel calls to check":
                  {module for module in reached if module.startswith("verifier.tools")},
              "`verifier/laws/`: the statements that may be cited":
                  {module for module in known if module.startswith("verifier.laws")}}
    groups["what claims and evidence are made of"] = reached - set().union(*groups.values())
    again = {"`verifier/recheck.py` and `verifier/recheck_numbers.py`, which import nothing of the above": {
        "verifier.recheck", "verifier.recheck_numbers"}}
    lines = ["| part | files | lines |", "|---|---|---|"]
    for words, modules in [*groups.items(), *again.items()]:
        count = sum(len(known[module].read_text(encoding="utf-8").splitlines()) for module in modules)
        lines.append(f"| {words} | {len(modules)} | {count} |")
    return "\n".join(lines) + "\n"


PAGES = {"language": language, "laws": laws, "strategies": strategies, "settings": settings, "trusted": trusted}


def write(folder: Path) -> None:
    """Write all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (folder / f"{name}.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write(Path(__file__).parent / "reference")
