"""The failures of a run as SARIF 2.1.0, which code scanning services and editors read."""

from __future__ import annotations

import urllib.parse
from pathlib import Path, PurePath

from verifier.summary import problem_lines, why
from verifier.verdict import Verdict

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
BESIDE_VERDICTS = {"MALFORMED": "The article did not load, or something in it concerns no single claim.",
                   "PROBLEM": "The claim has the verdict that is expected and a problem nevertheless.",
                   "LOCK": "The claim is weaker than the lock says, states something else, is new or has vanished."}
RULES = {**{verdict.name: verdict.value for verdict in Verdict}, **BESIDE_VERDICTS}


def sarif(record, differences) -> dict:
    """The log: a rule for each verdict, a result for each failure, told apart from run to run by the claim's id."""
    results = []
    for article in record.articles:
        for problem in article.problems:
            text = "\n".join(problem_lines(problem))
            results.append(_result("MALFORMED", text, article.path, problem.get("line"), article.slug))
        for claim in article.claims:
            if not claim.as_expected:
                rule = "PROBLEM" if claim.verdict == claim.expected else claim.verdict
                text = f"{claim.id}: {claim.verdict}, expected {claim.expected}\n{why(claim)}"
                results.append(_result(rule, text, claim.path or article.path, claim.line, claim.id,
                                       {"title": claim.title, "expected": claim.expected, "digits": claim.numeric.digits}))
    for item in differences:
        if item.fails:
            text = f"{item.claim}: {item.message}\n    -> {item.advice}"
            results.append(_result("LOCK", text, item.file, item.line, item.claim))
    driver = {"name": "derivation-verifier", "semanticVersion": record.versions.get("verifier", ""),
              "rules": [{"id": name, "shortDescription": {"text": words}, "defaultConfiguration": {"level": "error"}}
                        for name, words in RULES.items()]}
    return {"$schema": SCHEMA, "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results,
                      "properties": {"versions": record.versions}}]}


def _result(rule, text, path, line, name, properties=None) -> dict:
    place = {"physicalLocation": {"artifactLocation": _uri(path), "region": {"startLine": line or 1}},
             "logicalLocations": [{"fullyQualifiedName": name}]}
    about = rule if rule in BESIDE_VERDICTS else "VERDICT"  # another verdict of a claim that failed before is the same alert
    return {"ruleId": rule, "ruleIndex": list(RULES).index(rule), "level": "error", "message": {"text": text},
            "locations": [place], "partialFingerprints": {"claim/v1": f"{about}:{name}"}, "properties": properties or {}}


def _uri(path) -> dict:
    """Relative to the top of the repository, unless the file lies elsewhere."""
    if Path(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    return {"uri": urllib.parse.quote(PurePath(path).as_posix()), "uriBaseId": "%SRCROOT%"}
