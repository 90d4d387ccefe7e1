"""A run as a page of Markdown, for the summary of a job; every word of an author is shown as it is, and is no markup."""

from __future__ import annotations

import re

from verifier.running.summary import tally

MOST = 50  # rows of one table


def markdown(record, differences) -> str:
    """The table of articles, then what is not as it should be."""
    claims = [claim for article in record.articles for claim in article.claims]
    good = sum(claim.as_expected for claim in claims)
    full = sum(claim.fully_proved for claim in claims)
    lines = [f"## Derivations: {good} of {len(claims)} claims as expected", "",
             f"{full} fully proved or refuted as expected, in {record.seconds:.1f} s.", "",
             *_table(("article", "claims", "verdicts"), [
                 (_titled(article.title, article.slug), str(len(article.claims)), _text(tally(article, record.verdicts)))
                 for article in record.articles])]
    rows = [(_place(article.path, problem.get("line")), _text(article.slug), "", _text(problem.get("message", "")))
            for article in record.articles for problem in article.problems]
    rows += [(_place(claim.path or article.path, claim.line), _titled(claim.title, claim.id),
              _text(f"{claim.verdict}, expected {claim.expected}"), _text(_first(claim.problems)))
             for article in record.articles for claim in article.claims if not claim.as_expected]
    if rows:
        lines += ["", "### Not as it should be", "", *_table(("where", "claim", "verdict", "why"), rows)]
    failing = [item for item in differences if item.fails]
    if failing:
        lines += ["", "### Against the lock", "", *_table(("where", "claim", "difference", "what to do"), [
            (_place(item.file, item.line), _text(item.claim), _text(item.message), _text(item.advice)) for item in failing])]
    return "\n".join(lines) + "\n"


def _table(heads, rows) -> list[str]:
    shown = [heads, ["---"] * len(heads), *rows[:MOST]]
    more = [f"\nand {len(rows) - MOST} more"] if len(rows) > MOST else []
    return ["| " + " | ".join(row) + " |" for row in shown] + more


def _titled(title, name) -> str:
    return f"{_text(title)}<br>{_text(name)}"


def _first(problems) -> str:
    return problems[0].get("message", "") if problems else ""


def _place(path, line) -> str:
    return _text(f"{path}:{line or 1}")


def _text(words) -> str:
    """Plain text: no tag, no link, no cell and no line of its own."""
    flat = " ".join(re.sub(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]", " ", str(words)).split())
    safe = flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_{}\[\]()#+!|~$@:-])", r"\\\1", safe)
