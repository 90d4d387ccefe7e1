"""One line for each failure, in the form that a pull request on GitHub shows beside the line."""

from __future__ import annotations

from verifier.summary import why


def annotations(record, differences) -> list[str]:
    """One workflow command for each failure of the record and each difference from the lock that fails."""
    lines = []

    def say(path, line, text):
        text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        lines.append(f"::error file={path},line={line or 1}::{text}")
    for article in record.articles:
        for problem in article.problems:
            say(article.path, problem.get("line"), problem.get("message", ""))
        for claim in article.claims:
            if not claim.as_expected:
                say(claim.path or article.path, claim.line,
                    f"{claim.id}: {claim.verdict}, expected {claim.expected}\n{why(claim)}")
    for item in differences:
        if item.fails:
            say(item.file, item.line, f"{item.claim}: {item.message}")
    return lines
