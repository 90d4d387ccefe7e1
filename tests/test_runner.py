"""A run survives whatever a file or a worker does, names it, and loses nothing that was computed."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from fakes import engine

from verifier.record import to_data
from verifier.running.cache import Cache, sources_digest
from verifier.running.discovery import FileProblem, load, load_article
from verifier.running.files import content_digest, find_files
from verifier.running.runner import NoSuchClaim, run

HEAD = '''"""An article."""
import os, signal, time
from sympy import Eq, Symbol
from verifier.claim import Article, Claim, Source, Step, Chain, Premise
from verifier.vocabulary.symbols import natural, vector

n = natural("n")  # the length
def hang():
    while True: pass
def leave(): os._exit(3)
def leave_quietly(): os._exit(0)
def die(): os.kill(os.getpid(), signal.SIGKILL)
def hog(): return [0] * (10 ** 10)
def stumble(): raise ValueError("no such thing")
def claim(does=None, **more):
    return Claim(name="c", says=(Eq(n + n, 2*n, evaluate=False),), measured_by=does, **more)
'''


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder, name, body, slug="art", claims="", head=HEAD, more=""):
    path = folder / f"{name}.py"
    ending = f'\narticle = Article(slug="{slug}", title="T", source=None, claims=({claims}){more})\n' if claims else ""
    path.write_text(head + textwrap.dedent(body) + ending)
    return path


def verify(*paths, timeout=20, **options):
    return run(paths, jobs=2, timeout=timeout, verify=engine.verify, audit=engine.audit, **options)


def rows(record):
    return {claim.id: claim for article in record.articles for claim in article.claims}


def test_every_failure_is_named_and_the_others_are_verified(folder):
    write(folder, "bad", """
        good = claim()
        hangs = claim(hang)
        leaves = claim(leave)
        leaves_quietly = claim(leave_quietly)
        dies = claim(die)
        hogs = claim(hog)
        stumbles = claim(stumble)
        last = claim()
        """, claims="good, hangs, leaves, leaves_quietly, dies, hogs, stumbles, last")
    found = rows(verify(folder, timeout=3))
    assert list(found) == [f"art/{name}" for name in
                           ("good", "hangs", "leaves", "leaves-quietly", "dies", "hogs", "stumbles", "last")]
    verdicts = {key.split("/")[1]: claim.verdict for key, claim in found.items()}
    assert verdicts == {"good": "PROVED", "hangs": "TIMEOUT", "leaves": "ERROR", "leaves-quietly": "ERROR",
                        "dies": "ERROR", "hogs": "ERROR", "stumbles": "ERROR", "last": "PROVED"}
    said = {key.split("/")[1]: claim.problems[0]["message"] for key, claim in found.items() if claim.problems}
    assert "not finished within 3 s, at step 1" in said["hangs"]
    assert "(hang)" in said["hangs"]
    assert "exit code 3" in said["leaves"]
    assert "ended without a result" in said["leaves-quietly"]
    assert "SIGKILL" in said["dies"]
    assert "out of memory" in said["hogs"]
    assert "ValueError: no such thing" in said["stumbles"]
    for name in ("hangs", "dies", "stumbles"):
        claim = found[f"art/{name}"]
        assert claim.replay == f"verifier check bad.py --claim art/{name}"
        assert claim.statements[0].text == "Eq(2*n, 2*n)" or "n" in claim.statements[0].text
        assert claim.line > 0 and claim.code.startswith(name)
        assert not claim.as_expected and claim.problems[0]["advice"]


@pytest.mark.parametrize(("body", "line", "message"), [
    ("x = 1 +\n", 17, "not Python"),
    ("x = undeclared + 1\n", 17, "NameError: name 'undeclared'"),
    ("import no_such_module\n", 17, "ModuleNotFoundError"),
    ("x = 1\n", 0, "no such name"),
    ("article = 3\n", 17, "found a int"),
    ("raise SystemExit(4)\n", 17, "SystemExit"),
])
def test_a_file_that_does_not_load(folder, body, line, message):
    (folder / "broken.py").write_text(HEAD + body)
    write(folder, "works", "good = claim()", claims="good,")
    record = verify(folder)
    broken, works = record.articles
    assert message in broken.problems[0]["message"]
    assert broken.problems[0]["line"] == line
    assert broken.problems[0]["advice"]
    assert broken.path == "broken.py" and not broken.claims
    assert works.claims[0].verdict == "PROVED" and works.claims[0].as_expected


def test_a_file_that_hangs_or_leaves_while_loading(folder):
    write(folder, "hangs", "hang()", claims="1,")
    write(folder, "leaves", "leave()", claims="1,")
    write(folder, "works", "good = claim()", claims="good,")
    hangs, leaves, works = verify(folder, timeout=3).articles
    assert "not finished within 3 s" in hangs.problems[0]["message"]
    assert "exit code 3" in leaves.problems[0]["message"]
    assert works.claims[0].as_expected


@pytest.mark.parametrize(("body", "claims", "message"), [
    ("a = claim()\na = claim()", "a,", "duplicate id 'a'"),
    ("a = claim()", "a, a", "duplicate id 'a'"),
    ("a = claim()\nb = claim()", "a,", "b is a claim but the article does not list it"),
    ("a = claim()", "a, claim()", "has no variable of its own"),
    ("a = claim()", "a, n", "entry 2 is a Symbol"),
])
def test_the_list_of_claims(folder, body, claims, message):
    path = write(folder, "listed", body, claims=claims)
    loaded = load(path)
    assert any(message in problem.message for problem in loaded.problems)
    assert list(loaded.article.claims)[0] == "a"
    with pytest.raises(FileProblem):
        load_article(path)


def test_two_articles_of_one_name(folder):
    write(folder, "one", "good = claim()", claims="good,")
    write(folder, "two", "good = claim()", claims="good,")
    first, second = verify(folder).articles
    assert first.claims[0].as_expected
    assert not second.claims and "one.py has it already" in second.problems[0]["message"]


def test_ids_names_lines_and_comments(folder):
    path = write(folder, "names", """
        given_n = Premise("n is large",
                          n > 3)
        two_n = Claim(name="2n", says=(Eq(n, n, evaluate=False),), given=(given_n,),
                      proof=(Chain(n, (Step("=", n + n - n),
                                       Step("=",
                                            n))),))
        """, claims="two_n,")
    loaded = load(path)
    claim = loaded.article.claims["two-n"]
    assert loaded.article.names[id(claim.given[0])] == "given_n"
    steps = claim.proof[0].steps
    assert loaded.places[id(steps[0])].code == 'Step("=", n + n - n)'
    assert loaded.places[id(steps[1])].code.splitlines()[0] == 'Step("=",'
    assert loaded.places[id(steps[1])].line == loaded.places[id(steps[0])].line + 1
    article = verify(path).articles[0]
    assert article.notation[0] | {"latex": ""} == {"name": "n", "kind": "positive integer", "meaning": "the length",
                                                  "latex": ""}
    assert article.summary == "An article."
    row = article.claims[0]
    assert row.code.startswith('two_n = Claim(name="2n"') and row.line == loaded.line_of["two_n"]
    assert row.premises[0]["name"] == "given_n" and row.premises[0]["text"] == "n > 3"


def test_files_are_never_modules(folder):
    path = write(folder, "sympy", "good = claim()", claims="good,")
    before = set(sys.modules)
    assert load_article(path).slug == "art"
    assert not {name for name in set(sys.modules) - before if "derivation" in name}
    assert sys.modules["sympy"].__file__ != str(path)


def test_which_files_are_derivations(folder):
    for name in ("b.py", "a.py", "_draft.py", "sub/c.py", "_parts/d.py", "notes.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()
    assert [str(path) for path in find_files([folder, folder / "a.py"])] == ["a.py", "b.py", "sub/c.py"]
    with pytest.raises(FileNotFoundError):
        find_files([folder / "none"])


def test_uses_taint_cycles_and_corrections(folder):
    write(folder, "uses", """
        from verifier.verdict import Verdict
        def refuted(): return {"verdict": "REFUTED"}
        def assumed(): return {"verdict": "ASSUMED"}
        def on_assumed(): return {"uses": ["taken"]}
        def on_tainted(): return {"uses": ["art/second"]}
        def on_false(): return {"uses": ["false"]}
        def on_b(): return {"uses": ["b"]}
        def on_a(): return {"uses": ["a"]}
        taken = claim(assumed, expected=Verdict.ASSUMED)
        second = claim(on_assumed)
        third = claim(on_tainted)
        false = claim(refuted, expected=Verdict.REFUTED)
        right = claim(corrects=false)
        rests_on_false = claim(on_false)
        a = claim(on_b)
        b = claim(on_a)
        """, claims="taken, second, third, false, right, rests_on_false, a, b")
    found = {key[4:]: claim for key, claim in rows(verify(folder)).items()}
    assert found["third"].tainted_by == ["art/taken"] and found["third"].as_expected
    assert not found["third"].fully_proved and not found["taken"].fully_proved
    assert found["false"].as_expected and found["false"].fully_proved
    assert found["false"].corrected_by == "art/right" and found["right"].corrects == "art/false"
    assert found["right"].fully_proved
    assert "which is refuted" in found["rests-on-false"].problems[0]["message"]
    assert not found["rests-on-false"].as_expected
    assert "art/a -> art/b -> art/a" in found["a"].problems[0]["message"]
    assert "art/b -> art/a -> art/b" in found["b"].problems[0]["message"]
    assert not found["a"].fully_proved


def test_the_audit_speaks_to_its_claim(folder):
    write(folder, "audited", "good = claim()\nother = claim()", claims="good, other", more=', summary="problem other"')
    found = rows(verify(folder))
    assert found["art/good"].as_expected
    assert not found["art/other"].as_expected
    assert found["art/other"].problems[0]["message"] == "a premise is never used"


def test_only_some_claims(folder):
    write(folder, "some", """
        def on_base(): return {"uses": ["base"]}
        base = claim()
        top = claim(on_base)
        other = claim()
        """, claims="base, top, other")
    assert list(rows(verify(folder, only=["art/top"]))) == ["art/base", "art/top"]
    with pytest.raises(NoSuchClaim, match="did you mean art/other"):
        verify(folder, only=["art/othr"])


def test_a_second_run_computes_nothing_and_is_the_same(folder, monkeypatch):
    monkeypatch.setattr("verifier.running.runner.sources_digest", lambda: "one engine")
    path = write(folder, "slow", "good = claim()\nbad = claim(stumble)", claims="good, bad")
    once = verify(path, cache=Cache(folder / "cache"))
    calls = []

    class Watch:
        def __getattr__(self, name):
            return lambda *arguments: calls.append(arguments[1]) if name == "finished" else None
    again = verify(path, cache=Cache(folder / "cache"), progress=Watch())
    assert calls == [True, False]  # an ERROR is tried again
    assert to_data(once.articles[0].claims[0]) == to_data(again.articles[0].claims[0])
    monkeypatch.setattr("verifier.running.runner.sources_digest", lambda: "another engine")
    calls.clear()
    verify(path, cache=Cache(folder / "cache"), progress=Watch())
    assert calls == [False, False]


def test_the_engine_is_part_of_the_key(tmp_path):
    before = None
    for name, text, counts in (
            ("judgement/portfolio", "from verifier.kernel import (judge,\n  sure)", True), ("kernel", "x = 1", True),
            ("cli", "x = 1", False), ("kernel", "x = 2", True), ("cli", "x = 2", False),
            ("judgement/audit", 'import_module("verifier.laws")', True), ("laws/__init__", "", True), ("laws/sums", "x = 1", True),
            ("laws/sums", "from verifier import helper", True), ("helper", "x = 1", True),
            ("running/explain", "import verifier.kernel", False), ("running/workers", "import verifier.running.explain", True), ("running/explain", "", False)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.py").write_text(text)
        digest = sources_digest(tmp_path)
        assert (digest != before) == counts, name
        before = digest


def test_a_damaged_cache_is_computed_again(folder):
    path = write(folder, "slow", "good = claim()", claims="good,")
    verify(path, cache=Cache(folder / "cache"))
    database = folder / "cache" / "claims.sqlite"
    raw = bytearray(database.read_bytes())
    for position in range(0, len(raw), 7):
        raw[position] ^= 0x55
    database.write_bytes(raw)
    cache = Cache(folder / "cache")
    assert rows(verify(path, cache=cache))["art/good"].verdict == "PROVED"
    assert cache.notices
    cache = Cache(folder / "cache")
    assert rows(verify(path, cache=cache))["art/good"].verdict == "PROVED" and not cache.notices


def test_a_changed_value_is_noticed(folder):
    import sqlite3
    cache = Cache(folder / "cache")
    cache.put("k", {"verdict": "PROVED"})
    cache.close()
    with sqlite3.connect(folder / "cache" / "claims.sqlite") as connection:
        connection.execute("UPDATE entries SET value = replace(value, 'PROVED', 'REFUTED')")
    assert cache.get("k") is None and cache.notices


def test_interrupted_run_keeps_what_is_done(folder):
    write(folder, "some", "good = claim()\nhangs = claim(hang)", claims="good, hangs")
    script = textwrap.dedent(f"""
        import sys
        sys.path[:0] = [{str(Path(engine.__file__).parents[1])!r}, {str(Path(engine.__file__).parents[2])!r}]
        from fakes import engine
        from verifier.running.runner import run, Interrupted
        from verifier.running.progress import Lines
        if __name__ == "__main__":
            try:
                run(["some.py"], jobs=2, timeout=60, verify=engine.verify, audit=engine.audit, progress=Lines())
            except Interrupted as stop:
                print([(claim.id, claim.verdict) for claim in stop.record.articles[0].claims])
        """)
    (folder / "_go.py").write_text(script)
    process = subprocess.Popen([sys.executable, "_go.py"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        while "PROVED" not in process.stderr.readline():
            assert process.poll() is None
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=20)
    finally:
        process.kill()
    assert "('art/good', 'PROVED')" in out and "('art/hangs', 'ERROR')" in out


def test_no_worker_outlives_the_run(folder):
    write(folder, "some", """
        def note():
            open("pid", "w").write(str(os.getpid()))
            while True: pass
        hangs = claim(note)
        """, claims="hangs,")
    verify(folder, timeout=2)
    with pytest.raises(ProcessLookupError):
        os.kill(int((folder / "pid").read_text()), 0)


def test_an_article_of_several_files(folder):
    whole = folder / "long_article"
    whole.mkdir()
    write(whole, "first_part", "from .notation import m\nfirst = claim()")
    write(whole, "notation", 'm = natural("m")  # another length')
    write(whole, "article", "from .first_part import first\nsecond = claim()", slug="long-article", claims="first, second")
    write(folder, "other", "third = claim()", claims="third,")
    record = verify(folder)
    assert [str(path) for path in find_files([folder])] == ["long_article/article.py", "other.py"]
    assert [claim.verdict for claim in rows(record).values()] == ["PROVED"] * 3
    long = record.articles[0]
    assert [row["name"] for row in long.notation] == ["n", "m"] and long.path == "long_article/article.py"
    assert [claim.path for claim in long.claims] == ["long_article/first_part.py", "long_article/article.py"]
    assert all(claim.code.startswith(("first", "second")) for claim in long.claims)
    (whole / "first_part.py").write_text("x = undeclared\n")
    broken = verify(whole).articles[0]
    assert broken.slug == "long-article" and "of `first_part.py" in broken.problems[0]["message"]


def test_a_changed_part_is_a_changed_derivation(folder):
    write(folder, "article", "from .part import first", claims="first,")
    part = write(folder, "part", "first = claim()")
    before = content_digest(folder / "article.py")
    part.write_text(part.read_text() + "# a word\n")
    assert content_digest(folder / "article.py") != before


def test_a_precision_that_one_file_sets_is_its_own(folder):
    write(folder, "a", "import mpmath\nmpmath.mp.dps = 7\nfirst = claim()", claims="first,", slug="a")
    write(folder, "b", """
        def look():
            import mpmath
            return {} if mpmath.mp.dps == 15 else {"verdict": "ERROR"}
        second = claim(look)
        """, claims="second,", slug="b")
    record = run([folder / "a.py", folder / "b.py"], jobs=1, timeout=20, verify=engine.verify, audit=engine.audit)
    assert [claim.verdict for claim in rows(record).values()] == ["PROVED"] * 2


def test_a_row_from_the_cache_is_the_row(folder):
    """Unread, read in part or changed, it says the same as the row that was kept; when it moved, with its new lines."""
    from verifier.record import ArticleRecord, Record, claim_from_data, read
    from verifier.record import write as write_record
    from verifier.running import kept
    path = write(folder, "moved", "good = claim(proof=(Chain(n, (Step('=', n + n - n),)),))", claims="good,")
    row = rows(verify(path))["art/good"]
    row.steps[0].line, row.steps[0].code = 3, "here"
    text = kept.to_text(row, [[3, "here"]])
    for places, line in (([[3, "here"]], 3), ([[5, "here"]], 5)):
        again = kept.from_text(text, row, places)
        assert again.outcomes == row.outcomes == [["fake", "PROVED"]]
        write_record(Record(articles=[ArticleRecord(slug="art", claims=[again])]), folder / "record.json")
        read_back = read(folder / "record.json").articles[0].claims[0]
        assert ("unread" in vars(again)) == (line == 3)
        row.steps[0].line = line
        assert to_data(again) == to_data(read_back) == to_data(row) == to_data(claim_from_data(to_data(again)))
    again = kept.from_text(text, row, [[3, "here"]])
    again.steps = []
    write_record(Record(articles=[ArticleRecord(slug="art", claims=[again])]), folder / "record.json")
    assert read(folder / "record.json").articles[0].claims[0].steps == []


def test_old_entries_are_forgotten(folder, monkeypatch):
    monkeypatch.setattr("verifier.running.cache.KEPT_AT_LEAST", 4)
    cache = Cache(folder / "cache")
    for number in range(10):
        cache.put(f"k{number}", {})
    cache.forget_old()
    assert [number for number in range(10) if cache.get(f"k{number}") is not None] == [6, 7, 8, 9]
    cache.forget_old()
    assert cache.get("k6") == {}
