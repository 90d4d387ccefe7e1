"""The lock: weaker, changed, vanished and new claims are failures; stronger ones are not."""

import dataclasses

import pytest

from verifier.record import ArticleRecord, ClaimRecord, Formula, NumericRecord, Record, StepRecord
from verifier.running import lock


def claim(name="one", verdict="PROVED", **more):
    values = {"expected": "PROVED", "fully_proved": verdict == "PROVED", "statements": [Formula("x + 1 > x")],
              "premises": [{"name": "p", "says": "x is large", "text": "x > 3"}], "numeric": NumericRecord("balls", 8, 40),
              "steps": [StepRecord(strategy="signs"), StepRecord(strategy="rewriting"), StepRecord(strategy="signs")]}
    return ClaimRecord(id=f"art/{name}", verdict=verdict, **{**values, **more})


def record(*claims, kind="positive integer", problems=()):
    return Record(versions={"sympy": "1.14.0", "ground types": "flint"}, articles=[ArticleRecord(
        slug="art", path="derivations/art.py", notation=[{"name": "x", "kind": kind}, {"name": "unused", "kind": "real"}],
        claims=list(claims), problems=list(problems))])


def failures(now, before, **options):
    return [item.message for item in lock.compare(now, lock.of_record(before), ["derivations"], **options) if item.fails]


def test_it_reads_what_it_writes(tmp_path):
    path = tmp_path / "claims.lock"
    before = lock.of_record(record(claim("two"), claim("one")))
    lock.write(before, path)
    assert lock.read(path) == before
    text = path.read_text()
    assert text.index('"art/one"') < text.index('"art/two"')
    assert 'method = "rewriting, signs"' in text
    lock.write(lock.read(path), path)
    assert path.read_text() == text


def test_the_same_run_is_no_failure():
    assert lock.compare(record(claim()), lock.of_record(record(claim())), ["derivations"]) == []


@pytest.mark.parametrize(("now", "words"), [
    (claim(verdict="ENCLOSED"), "PROVED before, ENCLOSED now"),
    (claim(verdict="SUPPORTED"), "PROVED before, SUPPORTED now"),
    (claim(verdict="TIMEOUT"), "PROVED before, TIMEOUT now"),
    (claim(fully_proved=False), "rests on something"),
    (claim(expected="SUPPORTED"), "expected PROVED before, SUPPORTED now"),
    (claim(numeric=NumericRecord("balls", 8, 12)), "40 digits before, 12 now"),
    (claim(statements=[Formula("x + 2 > x")]), "is not the one that was locked"),
    (claim(premises=[]), "is not the one that was locked"),
    (claim(definitions=[{"text": "f(x) = 2"}]), "is not the one that was locked"),
    (claim(premises=[{"says": "x is small", "text": "x < 3"}]), "no longer given 'x is large', newly given 'x is small'"),
    (claim(verdict="PROVED_FOR"), "PROVED before, PROVED_FOR now"),
    (claim(verdict="SIMPLIFIED"), "PROVED before, SIMPLIFIED now"),
    (claim(verdict="ASSUMED"), "PROVED before, ASSUMED now"),
    (claim(verdict="UNDECIDED"), "PROVED before, UNDECIDED now"),
    (claim(verdict="CONFLICT"), "PROVED before, CONFLICT now"),
    (claim(verdict="REFUTED"), "PROVED before, REFUTED now"),
    (claim(numeric=NumericRecord("none", 0, 0)), "40 digits before, 0 now"),
    (claim(steps=[StepRecord(verdict="SUPPORTED")] * 4), "3 unproved steps before, 4 now"),
])
def test_a_loss_is_seen(now, words):
    found = failures(record(now), record(claim()))
    assert len(found) == 1
    assert words in found[0]


def test_a_domain_is_part_of_the_statement():
    assert "is not the one" in failures(record(claim(), kind="real number"), record(claim()))[0]


def test_an_unrelated_symbol_is_not():
    now = record(claim())
    now.articles[0].notation[1]["kind"] = "complex number"
    assert failures(now, record(claim())) == []


def test_a_refuted_claim_stays_refuted():
    before = record(claim(verdict="REFUTED", expected="REFUTED"))
    assert "REFUTED before, PROVED now" in failures(record(claim(expected="REFUTED")), before)[0]


def test_new_and_vanished():
    assert "not in the lock yet" in failures(record(claim(), claim("new")), record(claim()))[0]
    assert "vanished; it was PROVED in derivations/art.py" in failures(record(claim()), record(claim(), claim("old")))[0]
    assert failures(record(claim()), record(claim(), claim("old")), only=True) == []


def test_a_deleted_file_is_seen_and_an_unvisited_one_is_not():
    gone = dataclasses.replace(record(claim()), articles=[])
    assert "vanished" in failures(gone, record(claim()))[0]
    assert lock.compare(gone, lock.of_record(record(claim())), ["elsewhere"]) == []


def test_a_file_that_does_not_load_is_one_failure():
    broken = record(problems=[{"message": "not Python", "advice": "correct it", "line": 7}])
    found = lock.compare(broken, lock.of_record(record(claim(), claim("two"))), ["derivations"])
    assert [(item.message, item.line) for item in found] == [("2 locked claims were not verified: the file did not load", 7)]


def test_stronger_is_told_but_no_failure():
    found = lock.compare(record(claim()), lock.of_record(record(claim(verdict="SUPPORTED"))), ["derivations"])
    assert [item.fails for item in found] == [False]
    assert "stronger" in found[0].message


def test_a_new_lock_and_its_difference():
    old = lock.of_record(record(claim("kept"), claim("weaker"), claim("gone"), claim("broken")))
    now = record(claim("kept"), claim("weaker", "SUPPORTED"), claim("new"), claim("broken", "TIMEOUT"))
    new, lines = lock.update(old, now, ["derivations"])
    assert sorted(new.claims) == ["art/broken", "art/kept", "art/new", "art/weaker"]
    assert new.claims["art/broken"] == old.claims["art/broken"]
    assert [line[:12] for line in lines] == ["! art/broken", "v art/weaker", "- art/gone: ", "+ art/new: P"]
    other = lock.Lock({}, {"elsewhere/x": dataclasses.replace(old.claims["art/kept"], file="other/x.py")})
    assert "elsewhere/x" in lock.update(other, now, ["derivations"])[0].claims


@pytest.mark.parametrize(("now", "line"), [
    (claim(verdict="SUPPORTED", steps=[StepRecord()] * 3, numeric=NumericRecord("NumPy", 8, 12)),
     "v art/one: PROVED -> SUPPORTED; no longer fully proved; by rewriting, signs -> nothing; digits 40 -> 12"),
    (claim(premises=[]), "~ art/one: says something else, no longer given 'x is large'"),
    (claim(statements=[Formula("x + 2 > x")], steps=[StepRecord(strategy="signs", verdict="PROVED")]),
     "~ art/one: says something else; unproved steps 3 -> 0; by rewriting, signs -> signs"),
    (claim(expected="SUPPORTED"), "v art/one: expected PROVED -> SUPPORTED"),
    (claim(numeric=NumericRecord("balls", 8, 50)), "~ art/one: digits 40 -> 50"),
    (claim("other"), "- art/one: was PROVED, fully proved, 40 digits\n+ art/other: PROVED, fully proved, 40 digits"),
])
def test_a_difference_is_told_in_words(now, line):
    assert "\n".join(lock.update(lock.of_record(record(claim())), record(now), ["derivations"])[1]) == line


def test_an_article_that_is_new_or_gone_is_one_line():
    whole = lock.of_record(record(claim("one"), claim("two"), claim("three", "REFUTED", expected="REFUTED")))
    nothing = Record(articles=[])
    words = "art: 3 claims, 2 PROVED, 1 REFUTED"
    assert lock.update(lock.Lock(), record(claim("one"), claim("two"), claim("three", "REFUTED")), [])[1] == [f"+ {words}"]
    assert lock.update(whole, nothing, ["derivations"])[1] == [f"- {words}"]


def test_a_claim_that_was_not_verified_again_keeps_its_versions():
    old = lock.of_record(record(claim()))
    other = dataclasses.replace(record(claim()).articles[0], slug="other", path="elsewhere/other.py",
                                claims=[dataclasses.replace(claim(), id="other/one")])
    now = Record(versions={"sympy": "1.15.0", "ground types": "flint"}, articles=[other])
    new, lines = lock.update(old, now, ["elsewhere"])
    assert new.versions["sympy"] == "1.15.0"
    assert [row.versions for _, row in sorted(new.claims.items())] == ["sympy 1.14.0", ""]
    assert lines == ["+ other/one: PROVED, fully proved, 40 digits"]
    assert lock.update(new, now, ["elsewhere"])[0] == new


def test_no_word_of_an_author_damages_the_file(tmp_path):
    words = 'a "quote", a \\ and a \n\r\t\x00\x7f\u2028\u00e9]\n[claims."other"]'
    before = lock.of_record(record(claim('na"me', premises=[{"says": words, "text": "x"}])))
    lock.write(before, tmp_path / "claims.lock")
    assert lock.read(tmp_path / "claims.lock") == before


@pytest.mark.parametrize("text", ["[claims", '[claims."a"]\nverdict = "PROVED"\n', '[claims."a"]\nnonsense = 1\n'])
def test_a_damaged_lock_is_refused(tmp_path, text):
    (tmp_path / "claims.lock").write_text(text)
    with pytest.raises(ValueError, match="claims.lock"):
        lock.read(tmp_path / "claims.lock")
