"""`verifier check --untrusted`: every attack is refused before anything runs, the whole corpus is accepted, and a process that slips gets nowhere."""

import json
import os
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner

from verifier.claim import LEFT_OUT, LeftOut
from verifier.cli import main
from verifier.running.cache import Cache
from verifier.running.confinement import strength
from verifier.running.data_only import admitted
from verifier.running.discovery import FileProblem, load
from verifier.running.files import find_files, sources_of
from verifier.running.runner import run

ROOT = Path(__file__).parents[1]
HEAD = '''
from sympy import Eq, Integer, Rational, Sum, Symbol, factorial, oo
from verifier.language import *
x, y = real("x y")
n = natural("n")
'''
TAIL = '''
good = Claim("c", says=Eq((x + 1)**2, x**2 + 2*x + 1), proof=therefore(Eq((x + 1)**2, x**2 + 2*x + 1)))
article = Article(slug="a", title="T", source=Source("A", 2024, "T"), claims=(good,))
'''

ATTACKS = {  # what is tried -> (the lines, what the refusal names)
    "import os": ("import os", "`import os`"),
    "import of a module of SymPy": ("from sympy.utilities.lambdify import lambdify", "import from sympy.utilities.lambdify"),
    "import of a package": ("import sympy", "`import sympy`"),
    "import under another name": ("from sympy import Eq as E2", "`from sympy import Eq as E2`"),
    "a star import of SymPy": ("from sympy import *", "the name * of sympy"),
    "import of the engine": ("from verifier.kernel import judge", "import from verifier.kernel"),
    "import from the future": ("from __future__ import annotations", "import from __future__"),
    "import from above": ("from ..secret import x", "`from ..secret import x`"),
    "import of a file that is not there": ("from .os import path", "`from .os import path`"),
    "import by a call": ("__import__('os').system('true')", "the statement"),
    "import in an assignment": ("m = __import__('os')", "the name __import__"),
    "builtins": ("b = __builtins__", "the name __builtins__"),
    "eval": ("e = eval('1')", "the name eval"),
    "exec": ("e = exec('1')", "the name exec"),
    "open": ("f = open('/etc/passwd')", "the name open"),
    "getattr": ("g = getattr(x, 'func')", "the name getattr"),
    "print": ("p = print(x)", "the name print"),
    "range": ("r = range(10**10)", "the name range"),
    "type": ("t = type(x)", "the name type"),
    "sympify": ("s = sympify('x')", "the name sympify"),
    "S": ("s = S('__import__(\"os\")')", "the name S"),
    "lambdify": ("from sympy import lambdify", "the name lambdify of sympy"),
    "preview": ("from sympy import preview", "the name preview of sympy"),
    "plot": ("from sympy import plot", "the name plot of sympy"),
    "parse_expr": ("from sympy import parse_expr", "the name parse_expr of sympy"),
    "symbols with ranges": ("from sympy import symbols\ns = symbols('x:1000000000')", "the name symbols of sympy"),
    "a formatter of the language": ("f = Formatter()", "the name Formatter"),
    "a new predicate with a format": ("P = predicate('P', '{0.__class__}')", "the name predicate"),
    "a class of the engine": ("p = Premise('p', 1)", "the name Premise"),
    "class of a tuple": ("c = ().__class__", "the attribute .__class__"),
    "globals": ("c = given.__globals__", "the attribute .__globals__"),
    "func": ("c = (x + 1).func", "the attribute .func"),
    "a chain of attributes": ("c = x.func.__init__.__globals__", "the attribute .__globals__"),
    "a private attribute": ("c = x._assumptions", "the attribute ._assumptions"),
    "a private name": ("_c = x", "the name _c"),
    "a method": ("c = x.replace(1, 2)", "a call of `x.replace`"),
    "format": ("c = '{0.__class__}'.format(x)", "a call of"),
    "an f-string": ("c = f'{x}'", "JoinedStr"),
    "a percent string": ("c = '%s' % x", "the text '%s'"),
    "a long string": ("c = 'a' * 10**10", "the text 'a'"),
    "text for an expression": ("c = Eq('__import__(\"os\").system(\"true\")', 1)", "where no text is asked for"),
    "text for a value": ("c = example(x='__import__(\"os\")')", "where no text is asked for"),
    "text as an argument of a function": ("f = function('f')\nc = f('__import__(\"os\")')", "where no text is asked for"),
    "text in a list": ("c = Eq(*['open(\"f\")', 1])", "where no text is asked for"),
    "text as a letter": ("c = using(given, ('open(1)', x))", "as a name"),
    "text as a key": ("c = example(**{'open(1)': 1})", "as a name"),
    "text as an index": ("c = x['open(1)']", "as a name"),
    "text by way of a name": ("t = '__import__(\"os\")'\nc = Eq(t, 1)", "the text t"),
    "text by way of a later name": ("t = real('t')\nc = lambda u: Eq(t, u)\nt = '__import__(\"os\")'\nd = c(1)", "the text t"),
    "text by way of another word": ("given = Eq\nc = given('open(1)', 1)", "where no text is asked for"),
    "text by way of an argument": ("f = lambda given: given('open(1)', 1)\nc = f(Eq)", "a word of the language as an argument"),
    "text for the name of a symbol": ("c = real('x; import os')", "as a name"),
    "a terminal's commands": ("c = given('\\x1b[2J', Eq(x, 1))", "the text"),
    "a comprehension": ("c = [print(i) for i in (1, 2)]", "ListComp"),
    "a generator": ("c = tuple(i for i in (1, 2))", "the name tuple"),
    "an assignment in an expression": ("c = (d := x)", "NamedExpr"),
    "a conditional": ("c = x if x else y", "IfExp"),
    "and": ("c = x and y", "BoolOp"),
    "a class": ("class C:\n    c = 1", "the statement `class C:`"),
    "an asynchronous function": ("async def f(): pass", "the statement"),
    "an experiment for a value": ("def f(): return 1\nc = f()", "the experiment f"),
    "an experiment as a meaning": ("def f(t): return t\nc = example(f=f)", "the experiment f"),
    "a default argument": ("c = lambda t=print(1): t", "lambda"),
    "any arguments": ("c = lambda *t: t", "lambda"),
    "named arguments from a dictionary": ("d = dict(evaluate=False)\nc = Eq(x, y, **d)", "** in a call of Eq"),
    "a private keyword": ("c = function('f', __dict__=x)", "the name __dict__"),
    "a loop": ("for i in (1, 2): c = i", "the statement `for i in (1, 2):`"),
    "a condition": ("if x: c = 1", "the statement"),
    "a context": ("with x: c = 1", "the statement"),
    "an attempt": ("try:\n    c = 1\nexcept: pass", "the statement"),
    "an attribute assigned": ("x.name = y", "an assignment to `x.name`"),
    "the language changed": ("Claim.verdict = x", "an assignment to `Claim.verdict`"),
    "an entry assigned": ("d = dict(a=1)\nd[1] = 2", "an assignment to `d[1]`"),
    "an assignment to the rest": ("a, *b = (1, 2, 3)", "an assignment to `*b`"),
    "del": ("del x", "the statement `del x`"),
    "global": ("global x", "the statement `global x`"),
    "an augmented assignment": ("x += 1", "the statement `x += 1`"),
    "an annotation": ("c: open('f') = 1", "the statement"),
    "a bare call": ("example(x=1)", "the statement"),
    "a tower of powers": ("c = 9**9**9", "the power"),
    "a power of an integer": ("c = Integer(10)**10**9", "the power"),
    "a power of a symbol": ("c = x**10**9", "the power"),
    "a factorial": ("c = factorial(10**9)", "found `factorial(10 ** 9)`"),
    "a shift": ("c = 1 << 10**10", "the operator LShift"),
    "a large number": (f"c = 1{'0' * 2000}", "a number of"),
    "a comparison that decides": ("c = x == y", "the operator Eq"),
    "bytes": ("c = b'x'", "the constant b'x'"),
    "nesting": (f"c = {'(' * 80}x{')' * 80}", None),
    "deep nesting": (f"c = {'-' * 70}x", "levels"),
    "deeper than Python reads": (f"c = {'(' * 300}x{')' * 300}", "not Python"),
    "deeper than the stack": (f"c = {'-' * 100_000}x", "not Python"),
    "a null byte": ("c = 1\0", "an invisible control character"),
    "letters that turn the line round": ("c = 1  # \u202e x", "an invisible control character"),
}


def written(folder: Path, lines: str, name: str = "article.py") -> Path:
    path = folder / name
    path.write_text(HEAD + lines + TAIL, encoding="utf-8")
    return path


def refusals(path: Path) -> str:
    with pytest.raises(FileProblem) as refused:
        load(path, untrusted=True)
    problems = refused.value.problems
    assert all(problem.line and problem.advice for problem in problems)
    return "\n".join(problem.message for problem in problems)


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_refused(name, tmp_path):
    lines, words = ATTACKS[name]
    path = written(tmp_path, lines)
    if words is None:  # parentheses leave no trace in the tree: this is one name
        assert load(path, untrusted=True).article.claims
    else:
        assert words in refusals(path)


def test_what_is_refused_is_said_with_its_line(tmp_path):
    path = written(tmp_path, "import os")
    with pytest.raises(FileProblem) as refused:
        load(path, untrusted=True)
    problem, = refused.value.problems
    assert (problem.line, problem.message) == (6, "found `import os`, which is not data")
    assert problem.advice == "import names: from sympy import Eq, or from verifier.language import *"


def test_nothing_runs_while_a_file_beside_is_refused(tmp_path):
    written(tmp_path, "")
    (tmp_path / "beside.py").write_text("import os\n")
    assert "beside.py, line 1: found `import os`" in refusals(tmp_path / "article.py")


def test_another_encoding_is_refused(tmp_path):
    path = tmp_path / "a.py"
    path.write_bytes(b"# -*- coding: utf-7 -*-\n" + (HEAD + TAIL).encode())
    assert "another encoding than UTF-8" in refusals(path)


def test_a_link_is_refused(tmp_path):
    outside, folder = tmp_path / "outside.py", tmp_path / "folder"
    outside.write_text("secret = 1\n")
    folder.mkdir()
    (folder / "beside.py").symlink_to(outside)
    assert "a link to another place" in refusals(written(folder, "from .beside import secret"))


def test_a_large_file_is_refused(tmp_path):
    assert "bytes, at most" in refusals(written(tmp_path, "# " + "x" * 500_000))


def test_a_file_named_like_a_library_is_not_that_library(tmp_path):
    (tmp_path / "random.py").write_text("from sympy import Rational\nthird = Rational(1, 3)\n")
    (tmp_path / "sympy.py").write_text("Eq = 1\n")
    loaded = load(written(tmp_path, "from .random import third"), untrusted=True)
    assert str(loaded.namespace["third"]) == "1/3"


def test_what_runs_is_what_was_checked(tmp_path, monkeypatch):
    """A file that changes between the check and the import changes nothing."""
    import verifier.running.data_only
    beside = tmp_path / "beside.py"
    beside.write_text("from sympy import Rational\nthird = Rational(1, 3)\n")
    path, check = written(tmp_path, "from .beside import third"), verifier.running.data_only.admitted

    def then_changed(sources, folder):
        found = check(sources, folder)
        beside.write_text("raise SystemExit\n")
        return found
    monkeypatch.setattr(verifier.running.data_only, "admitted", then_changed)
    assert str(load(path, untrusted=True).namespace["third"]) == "1/3"


def test_an_experiment_is_left_out_and_never_run(tmp_path):
    mark = tmp_path / "ran"
    path = tmp_path / "a.py"
    path.write_text(HEAD + textwrap.dedent(f"""
        import numpy as np
        RATES = np.array([1, 2])
        @open({str(mark)!r}, "w").write
        def measure(rng=open({str(mark)!r}, "w")):
            open({str(mark)!r}, "w")
        """) + TAIL.replace("proof=", "measured_by=measure, proof="))
    assert load(path, untrusted=True).article.claims["good"].measured_by == LeftOut("untrusted")
    assert not mark.exists()


@pytest.mark.parametrize("path", [*find_files([ROOT / "derivations"]), ROOT / "derivations" / "_template.py"], ids=lambda path: path.parent.name + "/" + path.stem)
def test_the_whole_corpus_is_data(path):
    assert admitted({str(part): part.read_bytes() for part in sources_of(path)}, path.parent)[1] == []


# -- in workers ---------------------------------------------------------------------------------------------------------

def test_verdicts_are_the_same_and_experiments_are_shown_as_left_out():
    paths = [ROOT / "derivations" / "_template.py", ROOT / "derivations" / "adam_step_bound.py"]
    trusted, untrusted = (run(paths, jobs=2, timeout=120, untrusted=kind) for kind in (False, True))
    for before, after in zip(trusted.articles, untrusted.articles, strict=True):
        assert before.claims and not before.problems and not after.problems
        assert [(claim.id, claim.verdict, claim.as_expected) for claim in after.claims] == [
            (claim.id, claim.verdict, claim.as_expected) for claim in before.claims]
        for one, other in zip(before.claims, after.claims, strict=True):
            assert not other.numeric.measurements
            assert other.replay == one.replay + " --untrusted"
            assert (LEFT_OUT + "untrusted" in other.numeric.note) == bool(one.numeric.measurements)
    assert any(claim.numeric.measurements for article in trusted.articles for claim in article.claims)


@pytest.mark.parametrize("lines", [
    "c = (1,) * 10**10",
    "f = lambda t: f(t)\nc = f(1)",
    "t = (1, 1)\nf = lambda t: t + t\ng = lambda t: f(f(f(f(f(f(f(f(t))))))))\nc = g(g(g(g(g(g(t))))))",
    "b = Integer(9)**1000\nc = b**(b**9)",
    "c = Sum(1, (n, 1, Integer(10)**900)).subs(n, factorial(9999)).subs(n, Eq)\nd = (3**2000)**(3**2000)",
], ids=["memory", "recursion", "doubling", "power", "hang"])
def test_what_runs_too_far_ends_as_a_problem_of_its_file(lines, tmp_path):
    record = run([written(tmp_path, lines)], jobs=1, timeout=10, memory=2**31, untrusted=True)
    article, = record.articles
    assert article.problems and not article.claims


def test_what_was_untrusted_is_not_explained_by_running_it_as_trusted(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = written(tmp_path, "", "a.py")
    runner = CliRunner()
    assert runner.invoke(main, ["check", "a.py", "--untrusted", "--no-site", "--no-lock"]).exit_code == 0
    assert "PROVED" in runner.invoke(main, ["explain", "a/good"]).output
    path.write_text(path.read_text() + "\nopen('ran', 'w')\n")
    found = runner.invoke(main, ["explain", "a/good", "--derivations", "."])
    assert found.exit_code == 2
    assert "was verified as untrusted and has changed since" in found.output
    assert "not data" in runner.invoke(main, ["explain", "a/good", "--derivations", ".", "--untrusted"]).output
    assert not (tmp_path / "ran").exists()


def test_the_cache_of_a_trusted_run_is_not_taken(tmp_path):
    path = tmp_path / "a.py"
    path.write_text(HEAD + "def f(): return 1\nc = f()\n" + TAIL)
    cache = tmp_path / "cache"
    assert not run([path], jobs=1, timeout=60, cache=Cache(cache)).articles[0].problems
    assert "the experiment f" in run([path], jobs=1, timeout=60, cache=Cache(cache), untrusted=True).articles[0].problems[0]["message"]


# -- a process that slipped ---------------------------------------------------------------------------------------------

def in_confinement(attempt, kernel_only=False) -> str:
    """What came of the attempt in a process that gave up everything but computing."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if kernel_only:
                from verifier.running.system_calls import give_up
                give_up()
            else:
                from verifier.running.confinement import confine
                confine((writing,))
            said = f"done: {attempt()}"
        except BaseException as error:
            said = f"{type(error).__name__}: {error}"
        os.write(writing, json.dumps(said[:500]).encode())
        os._exit(0)
    os.close(writing)
    with open(reading, "rb") as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return json.loads(said)


def start(*words):
    import subprocess
    return subprocess.run(words, check=True)


def connect():
    import socket
    return socket.create_connection(("127.0.0.1", 9), timeout=1)


def by_the_string_of_an_object():
    from sympy import Eq

    from verifier.claim import Source
    return Eq(Source("__import__('os').getpid() #", 2024, ""), 1)


OUTSIDE = {  # what a process might try -> how; PermissionError every time
    "a connection": connect,
    "a program": lambda: start("true"),
    "a program by its file": lambda: os.posix_spawn("/bin/true", ["true"], {}),
    "another process": lambda: os.fork(),
    "another program in its place": lambda: os.execv("/bin/true", ["true"]),
    "a file": lambda: open("/tmp/verifier-untrusted-test", "w"),
    "a file by its number": lambda: os.open("/tmp/verifier-untrusted-test", os.O_CREAT | os.O_WRONLY),
    "an addition to a file": lambda: open(__file__, "a"),
    "a folder": lambda: os.mkdir("/tmp/verifier-untrusted-test"),
    "a removal": lambda: os.remove(__file__),
    "a renaming": lambda: os.rename(__file__, __file__ + "x"),
    "a link": lambda: os.symlink(__file__, __file__ + "x"),
    "a signal": lambda: os.kill(os.getppid(), 0),
    "rights": lambda: os.chmod(__file__, 0o777),
}


@pytest.mark.parametrize("line", ["all lines", "kernel"] if strength() == "kernel" else ["all lines"])
@pytest.mark.parametrize("name", OUTSIDE)
def test_a_confined_process_gets_nowhere(name, line):
    assert in_confinement(OUTSIDE[name], kernel_only=line == "kernel").startswith("PermissionError")


@pytest.mark.parametrize("attempt", [
    lambda: __import__("sympy").sympify("__import__('os').getpid()"),
    lambda: __import__("sympy").S("1 + 1"),
    lambda: __import__("sympy").Eq("__import__('os').getpid()", 1),
    lambda: __import__("sympy").Function("f")("__import__('os').getpid()"),
    lambda: __import__("sympy").Matrix("__import__('os').getpid()"),
    lambda: __import__("sympy").parse_expr("1"),
    lambda: __import__("sympy").Symbol("x").subs("x", "__import__('os').getpid()"),
    by_the_string_of_an_object,
], ids=range(8))
def test_sympy_reads_no_text_there(attempt):
    said = in_confinement(attempt)
    assert not said.startswith("done"), said


def test_it_still_computes_and_reads_and_answers():
    assert in_confinement(lambda: __import__("sympy").factorial(20)) == "done: 2432902008176640000"
    assert in_confinement(lambda: len(open(__file__).read()) > 100) == "done: True"


def test_only_what_is_kept_stays_open():
    secret = os.open(__file__, os.O_RDONLY)
    try:
        assert in_confinement(lambda: os.read(secret, 1)).startswith("OSError")
    finally:
        os.close(secret)
