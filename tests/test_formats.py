"""What `verifier check` writes for other programs: annotations, SARIF, the summary of a job."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
from fakes.command import TO_PRINT, call, write
from markdown_it import MarkdownIt

from verifier.record import ArticleRecord, ClaimRecord, NumericRecord, Record
from verifier.running.annotations import annotations
from verifier.running.job_summary import markdown
from verifier.running.lock import Difference
from verifier.running.sarif import sarif
from verifier.verdict import Verdict

TEXT = {"type": "string", "minLength": 1}
SARIF = {  # what the standard requires of the parts that are used, and nothing else in them
    "type": "object", "required": ["version", "runs"], "additionalProperties": False,
    "properties": {"$schema": TEXT, "version": {"const": "2.1.0"}, "runs": {"type": "array", "minItems": 1, "items": {
        "type": "object", "required": ["tool"], "additionalProperties": False, "properties": {
            "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]}, "properties": {"type": "object"},
            "tool": {"type": "object", "required": ["driver"], "properties": {"driver": {
                "type": "object", "required": ["name"], "additionalProperties": False, "properties": {
                    "name": TEXT, "semanticVersion": TEXT, "rules": {"type": "array", "uniqueItems": True, "items": {
                        "type": "object", "required": ["id"], "additionalProperties": False, "properties": {
                            "id": TEXT, "shortDescription": {"$ref": "#/$defs/message"},
                            "defaultConfiguration": {"properties": {"level": {"$ref": "#/$defs/level"}}}}}}}}}},
            "results": {"type": "array", "items": {
                "type": "object", "required": ["message", "ruleId"], "additionalProperties": False, "properties": {
                    "ruleId": TEXT, "ruleIndex": {"type": "integer", "minimum": 0}, "message": {"$ref": "#/$defs/message"},
                    "level": {"$ref": "#/$defs/level"}, "properties": {"type": "object"},
                    "partialFingerprints": {"type": "object", "minProperties": 1, "additionalProperties": TEXT},
                    "locations": {"type": "array", "minItems": 1, "items": {
                        "type": "object", "additionalProperties": False, "properties": {
                            "logicalLocations": {"type": "array", "items": {"properties": {"fullyQualifiedName": TEXT}}},
                            "physicalLocation": {
                                "type": "object", "required": ["artifactLocation", "region"], "properties": {
                                    "artifactLocation": {"properties": {"uri": {"type": "string", "pattern": r"^[!-~]+$"},
                                                                        "uriBaseId": TEXT}},
                                    "region": {"properties": {"startLine": {"type": "integer", "minimum": 1}}}}}}}}}}}}}}},
    "$defs": {"level": {"enum": ["none", "note", "warning", "error"]},
              "message": {"type": "object", "required": ["text"], "properties": {"text": TEXT}}}}
HOSTILE = "<img src=x onerror=alert(1)> | [click](http://x) `code` **b** \n# head\n::error::\u202e@all <!-- &lt;"


def claim(verdict="PROVED", expected="PROVED", problems=(), name="one", title="1 = 1"):
    return ClaimRecord(id=f"art/{name}", title=title, verdict=verdict, expected=expected, line=7, problems=list(problems),
                       as_expected=verdict == expected and not problems, numeric=NumericRecord(digits=30),
                       replay="verifier check derivations/a b.py --claim art/one")


def record(*claims, path="derivations/a b.py", problems=(), title="About n", slug="art"):
    return Record(versions={"verifier": "0.1.0"}, verdicts={verdict.name: verdict.value for verdict in Verdict}, articles=[
        ArticleRecord(slug=slug, title=title, path=path, claims=list(claims), problems=list(problems))])


def results(now, differences=()):
    log = json.loads(json.dumps(sarif(now, differences)))
    jsonschema.validate(log, SARIF)
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    for result in log["runs"][0]["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    return log["runs"][0]["results"]


@pytest.mark.parametrize(("now", "differences", "rule", "words"), [
    *((record(claim(verdict.name, "ASSUMED")), (), verdict.name, f"{verdict.name}, expected ASSUMED")
      for verdict in Verdict if verdict is not Verdict.ASSUMED),
    (record(claim(problems=[{"message": "a premise is never used", "advice": "drop it"}])), (), "PROBLEM", "never used"),
    (record(problems=[{"message": "not Python", "advice": "correct it", "line": 0}]), (), "MALFORMED", "-> correct it"),
    (record(claim()), [Difference("art/one", "PROVED before", "repair it", file="derivations/a b.py")], "LOCK", "-> repair it"),
])
def test_sarif_has_one_result_for_each_failure(now, differences, rule, words):
    result, = results(now, differences)
    assert result["ruleId"] == rule
    assert words in result["message"]["text"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "derivations/a%20b.py"


def test_sarif_of_what_is_as_it_should_be():
    told = Difference("art/one", "stronger than the lock says", fails=False)
    assert results(record(claim(), claim("REFUTED", "REFUTED", name="two")), [told]) == []


def test_the_fingerprint_is_the_claim_and_outlives_a_change_of_verdict():
    prints = [results(record(claim(verdict)))[0]["partialFingerprints"] for verdict in ("REFUTED", "TIMEOUT")]
    assert prints[0] == prints[1] == {"claim/v1": "VERDICT:art/one"}
    assert results(record(claim("REFUTED", name="other")))[0]["partialFingerprints"] != prints[0]


def test_a_log_that_is_not_sarif_is_seen():
    log = sarif(record(claim("REFUTED")), [])
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(log, SARIF)


def test_sarif_alone_is_printed(folder):
    write(folder, TO_PRINT, "weaker")
    result = call("check", "--no-site", "--format", "sarif")
    assert result.exit_code == 1
    log = json.loads(result.stdout)
    jsonschema.validate(log, SARIF)
    result, = log["runs"][0]["results"]
    assert (result["ruleId"], result["partialFingerprints"]) == ("SUPPORTED", {"claim/v1": "VERDICT:art/weaker"})
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 12}


def test_annotations_stay_on_their_line():
    now = record(claim("REFUTED", problems=[{"message": HOSTILE}]), path="derivations/a,b:c%.py")
    line, = annotations(now, [])
    assert "\n" not in line
    assert line.startswith("::error file=derivations/a%2Cb%3Ac%25.py,line=7,title=art/one::art/one: REFUTED, expected PROVED%0A")


def test_the_summary_says_what_a_reviewer_asks(folder, monkeypatch):
    write(folder, TO_PRINT, "weaker")
    assert call("check", "--no-site", "--summary", "out.md").exit_code == 1
    text = (folder / "out.md").read_text()
    for words in ("## Derivations: 2 of 3 claims as expected",
                  "| About n<br>art | 3 | 1 PROVED, 1 SUPPORTED, 1 REFUTED as expected |", "SUPPORTED, expected PROVED",
                  "derivations/art.py\\:12"):
        assert words in text
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "job.md"))
    call("check", "--no-site")
    call("check", "--no-site")
    assert re.sub(r"in \S+ s", "", (folder / "job.md").read_text()) == 2 * re.sub(r"in \S+ s", "", text)
    assert call("check", "--no-site", "--summary", "nowhere/out.md").exit_code == 1


def test_hostile_words_are_text_in_the_summary():
    now = record(claim("REFUTED", name="x|y", title=HOSTILE, problems=[{"message": HOSTILE}]), title=HOSTILE, slug="a|b",
                 path="derivations/a|b<c>.py", problems=[{"message": HOSTILE, "line": 3}])
    text = markdown(now, [Difference("art/x", HOSTILE, HOSTILE, file="a|b")])
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    assert set(re.findall(r"</?([a-zA-Z][\w-]*)", page)) == {"h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "br"}
    assert page.count("&lt;img src=x onerror=alert(1)&gt; | [click](http://x) `code` **b** # head ::error:: @all "
                      "&lt;!-- &amp;lt;") == 6
    for rows, columns in zip(re.findall(r"<tbody>(.*?)</tbody>", page, re.S), (3, 4, 4), strict=True):
        assert [row.count("<td>") for row in rows.split("</tr>")[:-1]] == [columns] * (rows.count("<tr>"))


def test_a_long_summary_is_cut():
    now = record(*(claim("REFUTED", name=f"c{number}") for number in range(200)))
    assert "and 150 more" in markdown(now, [])


def test_the_documentation_quotes_the_workflow_that_is_installed():
    root = Path(__file__).parents[1]
    template = (root / "verifier" / "templates" / "workflow.yml").read_text()
    assert template.strip() in (root / "docs" / "ci.md").read_text()
