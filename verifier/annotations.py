"""One line for each failure, in the form that a pull request on GitHub shows beside the line."""

from __future__ import annotations

from verifier.summary import problem_lines, why


def annotations(record, differences) -> list[str]:
    """One workflow command for each failure of the record and each difference from the lock that fails."""
    lines = []
    for article in record.articles:
        for problem in article.problems:
            lines.append(_error(article.path, problem.get("line"), article.slug, "\n".join(problem_lines(problem))))
        for claim in article.claims:
            if not claim.as_expected:
                lines.append(_error(claim.path or article.path, claim.line, claim.id,
                                    f"{claim.id}: {claim.verdict}, expected {claim.expected}\n{why(claim)}"))
    for item in differences:
        if item.fails:
            lines.append(_error(item.file, item.line, item.claim, f"{item.claim}: {item.message}\n    -> {item.advice}"))
    return lines


def _error(path, line, title, text) -> str:
    return f"::error file={_property(path)},line={line or 1},title={_property(title)}::{_data(text)}"


def _data(text) -> str:
    return str(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
