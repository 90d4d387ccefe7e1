"""The house: imports point down, nothing goes round in circles, and a derivation is data."""

import ast
import fnmatch
from pathlib import Path

import pytest

from verifier.running.files import FOLDER_FILE, sources_of

ROOT = Path(__file__).parents[1]

# The first pattern that fits gives a module its level; a module imports lower levels, and its own where `own` allows it.
LEVELS = (
    ("verifier", 0), ("verifier.recheck*", 0),  # the version; two programs that import nothing of ours
    ("verifier.verdict", 1), ("verifier.claim", 1), ("verifier.goal", 1), ("verifier.evidence", 1), ("verifier.record", 1), ("verifier.phrases", 1),
    ("verifier.vocabulary*", 2), ("verifier.laws*", 2), ("verifier.language", 2),
    ("verifier.tools*", 3),
    ("verifier.strategies", 4.5),  # the PORTFOLIO lists the strategies, none of which knows another
    ("verifier.strategies.*", 4),
    ("verifier.kernel", 5), ("verifier.judgement*", 5), ("verifier.mutants*", 5),
    ("verifier.deciding*", 6), ("verifier.running*", 6), ("verifier.commands*", 6),
    ("verifier.cli", 6), ("verifier.__main__", 6), ("verifier.notebook", 6), ("verifier.plugin", 6),
    ("reports*", 7),
)
NO_NEIGHBOURS = ("verifier.strategies.*",)
KERNEL_SEES = 3  # the kernel checks; it must not even see what searches
REPORTS_SEE = {"verifier.record", "verifier.verdict"}
SEES_REPORTS = {"verifier.commands.common", "verifier.commands.report", "verifier.notebook"}  # writes the pages at the end of a run


def level(module):
    return next(number for pattern, number in LEVELS if fnmatch.fnmatchcase(module, pattern))


def modules(root=ROOT):
    """Module name -> its source, for the packages that are installed."""
    found = {}
    for package in ("verifier", "reports"):
        for path in (root / package).rglob("*.py"):
            parts = path.relative_to(root).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path.read_text(encoding="utf-8")
    return found


def imports(source, known):
    """The modules among `known` that a source imports, at its top or inside a function, with the line."""
    tree = ast.parse(source)
    hidden = {id(node) for block in ast.walk(tree) if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.dump(block.test)
              for node in ast.walk(block)}
    for node in ast.walk(tree):
        if id(node) in hidden:
            continue
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: write the import out in full"
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in known else node.module for name in inner]
        else:
            continue
        yield from ((name, node.lineno) for name in names if name in known)


def wrong_arrows(sources):
    """Every import that the levels forbid, as a sentence."""
    for module, source in sorted(sources.items()):
        for target, line in imports(source, sources):
            if target == module or target == "verifier":
                continue
            where = f"{module}, line {line}: imports {target}"
            if module.startswith("reports"):
                if target.startswith("verifier") and target not in REPORTS_SEE:
                    yield f"{where}; reports read the record only"
            elif target.startswith("reports"):
                if module not in SEES_REPORTS:
                    yield f"{where}; only {', '.join(sorted(SEES_REPORTS))} may"
            elif level(target) > level(module):
                yield f"{where}, which stands above it"
            elif module == "verifier.kernel" and level(target) > KERNEL_SEES:
                yield f"{where}; the kernel sees levels 1 to {KERNEL_SEES} only"
            elif any(fnmatch.fnmatchcase(module, pattern) and fnmatch.fnmatchcase(target, pattern)
                     for pattern in NO_NEIGHBOURS):
                yield f"{where}; a strategy may not know another"


def cycle(sources):
    """A closed path of imports, or none."""
    graph = {module: {target for target, _ in imports(source, sources) if target not in (module, "verifier")}
             for module, source in sources.items()}
    done, path = set(), []

    def visit(module):
        if module in path:
            return [*path[path.index(module):], module]
        if module in done:
            return None
        path.append(module)
        found = next(filter(None, map(visit, sorted(graph[module]))), None)
        path.pop()
        done.add(module)
        return found
    return next(filter(None, map(visit, sorted(graph))), None)


def functions_of(source):
    """The names of the functions that a file defines at its top level."""
    return {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}


def not_data(source, beside=None):
    """What in a file of a derivation is not data, as sentences; `beside` has the sources of the files next to it, by module."""
    tree, beside = ast.parse(source), beside or {}
    functions = functions_of(source) | {
        alias.name for node in tree.body if isinstance(node, ast.ImportFrom) and node.level and node.module in beside
        for alias in node.names if alias.name in functions_of(beside[node.module])}
    for position, node in enumerate(tree.body):
        if isinstance(node, ast.Expr) and position == 0 and isinstance(node.value, ast.Constant):
            continue
        if not isinstance(node, ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign | ast.FunctionDef):
            yield f"line {node.lineno}: {type(node).__name__} at the top level"
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            measured = {id(part) for word in ast.walk(node) if isinstance(word, ast.keyword) and word.arg == "measured_by"
                        for part in ast.walk(word.value)}
            for name in ast.walk(node):
                if isinstance(name, ast.Name) and name.id in functions and id(name) not in measured:
                    yield f"line {name.lineno}: the function {name.id} is used for something else than measured_by"
                if isinstance(name, ast.ListComp | ast.GeneratorExp | ast.DictComp | ast.SetComp | ast.IfExp):
                    yield f"line {name.lineno}: {type(name).__name__} in an assignment; write the parts out"
    top = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        names = ([alias.name for alias in node.names] if isinstance(node, ast.Import)
                 else ["." * node.level + (node.module or "")] if isinstance(node, ast.ImportFrom) else [])
        for name in names:
            if name.startswith(".") and name[1:] in beside and id(node) in top:
                continue
            allowed = ("sympy", "numpy", "mpmath", "verifier.language") + (() if id(node) in top else ("math",))
            if not any(name == root or name.startswith(f"{root}.") for root in allowed):
                yield f"line {node.lineno}: imports {name}"


def derivations():
    return sorted(path for path in (ROOT / "derivations").rglob("*.py") if not path.name.startswith("_"))


def test_no_arrow_points_up():
    assert list(wrong_arrows(modules())) == []


def test_no_circle():
    found = cycle(modules())
    assert found is None, " -> ".join(found)


def test_every_module_has_its_level():
    unknown = [module for module in modules() if not any(fnmatch.fnmatchcase(module, pattern) for pattern, _ in LEVELS)]
    assert not unknown, f"give {unknown} a level in LEVELS, or move them to a folder that has one"


def test_files_stay_readable():
    long = {str(path.relative_to(ROOT)): count for package in ("verifier", "reports") for path in (ROOT / package).rglob("*.py")
            if (count := len(path.read_text(encoding="utf-8").splitlines())) > 450}
    assert not long, f"split {long}"


@pytest.mark.parametrize("path", derivations(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_derivation_is_data(path):
    whole = path.parent / FOLDER_FILE
    beside = {other.stem: other.read_text(encoding="utf-8") for other in sources_of(whole)} if whole.exists() else {}
    assert list(not_data(path.read_text(encoding="utf-8"), beside)) == []


# The tests above can turn red.

@pytest.mark.parametrize(("module", "source", "words"), [
    ("verifier.claim", "from verifier.tools import signs", "stands above"),
    ("verifier.tools.inequalities.signs", "def f():\n    import verifier.kernel", "stands above"),
    ("verifier.strategies.a", "from verifier.strategies.b import go", "may not know another"),
    ("verifier.strategies.a", "from verifier.strategies import PORTFOLIO", "stands above"),
    ("verifier.kernel", "from verifier.strategies.b import go", "levels 1 to 3 only"),
    ("verifier.kernel", "from verifier.strategies import b", "levels 1 to 3 only"),
    ("verifier.running.runner", "import reports.render", "only verifier.commands"),
    ("reports.model", "from verifier.claim import Claim", "read the record only"),
])
def test_a_wrong_arrow_is_seen(module, source, words):
    names = ("verifier", "verifier.claim", "verifier.tools", "verifier.tools.inequalities.signs", "verifier.kernel", "verifier.strategies",
             "verifier.strategies.a", "verifier.strategies.b", "verifier.running.runner", "reports.render", "reports.model")
    found = list(wrong_arrows({**dict.fromkeys(names, ""), module: source}))
    assert len(found) == 1
    assert words in found[0]


def test_a_circle_is_seen():
    found = cycle({"verifier.a": "import verifier.b", "verifier.b": "def f():\n  from verifier import c", "verifier.c": "",
                   "verifier": ""})
    assert found is None
    found = cycle({"verifier.a": "import verifier.b", "verifier.b": "def f():\n  from verifier import c",
                   "verifier.c": "from verifier.a import x", "verifier": ""})
    assert found == ["verifier.a", "verifier.b", "verifier.c", "verifier.a"]


@pytest.mark.parametrize(("source", "words"), [
    ("for i in range(3): pass", "For at the top level"),
    ("if 1: x = 2", "If at the top level"),
    ("class A: pass", "ClassDef"),
    ("x = [i for i in range(3)]", "ListComp"),
    ("print(1)", "Expr"),
    ("import os", "imports os"),
    ("from verifier.kernel import judge", "imports verifier.kernel"),
    ("from verifier import kernel", "imports verifier"),
    ("def f(): pass\nx = f()", "something else than measured_by"),
    ("from .experiments import run\nx = run()", "something else than measured_by"),
    ("from .elsewhere import run", "imports .elsewhere"),
    ("from ..experiments import run", "imports ..experiments"),
])
def test_what_is_not_data_is_seen(source, words):
    found = list(not_data(source, {"experiments": "def run(): pass"}))
    assert len(found) == 1
    assert words in found[0]


def test_data_is_data():
    assert list(not_data('"""Words."""\nfrom sympy import Eq\nfrom verifier.language import *\nimport numpy as np\n'
                         "x = 3\ndef help(): return np.ones(2)\ndef go():\n    import mpmath\n    return help()\n"
                         "claim = Claim(1, measured_by=go)\n")) == []
