"""The failures of a run as SARIF 2.1.0, which code scanning services and editors read."""

from __future__ import annotations

import urllib.parse
from pathlib import Path, PurePath

from verifier.running.summary import Finding, findings
from verifier.verdict import Verdict

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
BESIDE_VERDICTS = {"MALFORMED": "The article did not load, or something in it concerns no single claim.",
                   "PROBLEM": "The claim has the verdict that is expected and a problem nevertheless.",
                   "LOCK": "The claim is weaker than the lock says, states something else, is new or has vanished."}
RULES = {**{verdict.name: verdict.value for verdict in Verdict}, **BESIDE_VERDICTS}


def sarif(record, differences) -> dict:
    """The log: a rule for each verdict, a result for each failure, told apart from run to run by the claim's id."""
    results = [_result(found) for found in findings(record, differences)]
    driver = {"name": "derivation-verifier", "semanticVersion": record.versions.get("verifier", ""),
              "rules": [{"id": name, "shortDescription": {"text": words}, "defaultConfiguration": {"level": "error"}}
                        for name, words in RULES.items()]}
    return {"$schema": SCHEMA, "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results,
                      "properties": {"versions": record.versions}}]}


def _result(found: Finding) -> dict:
    place = {"physicalLocation": {"artifactLocation": _uri(found.path), "region": {"startLine": found.line}},
             "logicalLocations": [{"fullyQualifiedName": found.name}]}
    about = found.kind if found.kind in BESIDE_VERDICTS else "VERDICT"  # another verdict of a claim that failed before is the same alert
    claim = found.claim
    properties = {"title": claim.title, "expected": claim.expected, "digits": claim.numeric.digits} if claim is not None else {}
    return {"ruleId": found.kind, "ruleIndex": list(RULES).index(found.kind), "level": "error", "message": {"text": found.text},
            "locations": [place], "partialFingerprints": {"claim/v1": f"{about}:{found.name}"}, "properties": properties}


def _uri(path) -> dict:
    """Relative to the top of the repository, unless the file lies elsewhere."""
    if Path(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    return {"uri": urllib.parse.quote(PurePath(path).as_posix()), "uriBaseId": "%SRCROOT%"}
