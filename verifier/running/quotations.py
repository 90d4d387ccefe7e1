"""Which equations of a document have a claim, which have none, and which are no longer what their claim quotes.

A claim names its equation by the label (`equation="(3)"`) and quotes it (`latex=r"..."`).  The quotation is what is
kept: where the document says something else now, its text changed since the claim was made.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterable

from verifier.record import ArticleRecord, ClaimRecord, Record
from verifier.running.documents import BadDocument, Equation, read, tokens

ALIKE = 0.6  # from which likeness on an equation is offered as the one that a quotation was taken from


@dataclass
class Bound:
    """One displayed equation and the claims that are made of it."""

    equation: Equation
    claims: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)  # of these, whose quotation it no longer contains


@dataclass
class Binding:
    """A document beside the claims of an article."""

    equations: list[Bound]
    lost: list[ClaimRecord]  # what they quote stands nowhere in the document
    unquoted: list[ClaimRecord]  # bound by a label alone: nobody would notice a change

    @property
    def covered(self) -> int:
        """How many equations have a claim that quotes them as they are."""
        return sum(bool(bound.claims) and not bound.changed for bound in self.equations)


def bind(equations: Iterable[Equation], claims: Iterable[ClaimRecord]) -> Binding:
    """Each claim with the equation that it names or quotes."""
    equations = tuple(equations)
    binding = Binding([Bound(equation) for equation in equations if equation.displayed], [], [])
    said = [tokens(bound.equation.latex) for bound in binding.equations]
    inline = [tokens(equation.latex) for equation in equations if not equation.displayed]
    missing = []
    for claim in claims:
        quoted, labels = tokens(claim.article_latex), _labels(claim.equation)
        named = [bound for bound in binding.equations if labels & set(map(_plain, bound.equation.labels))]
        where = [bound for bound, words in zip(binding.equations, said) if quoted and _contains(words, quoted)]
        found = [bound for bound in named if bound in where] or ([] if quoted else named) or (where if not named else [])
        if not quoted and named:
            binding.unquoted.append(claim)
        for bound in found or named:
            bound.claims.append(claim.id)
            if not found:
                bound.changed.append(claim.id)
        if quoted and not found and not named and not any(_contains(words, quoted) for words in inline):
            missing.append((claim, quoted))
    for claim, quoted in missing:
        near = [(difflib.SequenceMatcher(None, quoted, words, autojunk=False).ratio(), -place)
                for place, (bound, words) in enumerate(zip(binding.equations, said)) if not bound.claims]
        likeness, place = max(near, default=(0.0, 0))
        if likeness < ALIKE:
            binding.lost.append(claim)
        else:
            binding.equations[-place].claims.append(claim.id)
            binding.equations[-place].changed.append(claim.id)
    return binding


def _labels(equation: str) -> set[str]:
    """The labels that a claim may mean by "(3)", "eq:softmax", "(4), last step", "equations 2 and (3)"."""
    parts = [equation, *re.findall(r"\(([^()]*)\)", equation), *re.split(r",|;|\band\b|\bto\b", equation)]
    return {_plain(part) for part in parts} - {""}


def _plain(label: str) -> str:
    return re.sub(r"^(?:eq(?:uation)?s?\.?\s+)|[()\s]", "", label.strip(), flags=re.IGNORECASE)


def _contains(words: tuple[str, ...], quoted: tuple[str, ...]) -> bool:
    """Whether the quotation stands in the formula as it is."""
    return any(words[start:start + len(quoted)] == quoted for start in range(len(words) - len(quoted) + 1))


def attach(record: Record, inside: Path | None = None) -> None:
    """Give each article that names a document its equations, and a problem to each claim that they no longer bear out.

    With `inside`, only documents in that folder are read: a stranger's article may not name any other.
    """
    for article in record.articles:
        if article.document:
            try:
                if inside and not Path(article.document).resolve().is_relative_to(inside.resolve()):
                    raise BadDocument(f"{article.document}: outside the working folder")
                _attach(article, bind(read(Path(article.document)), article.claims))
            except BadDocument as error:
                article.problems.append({"message": f"document: {error}", "line": 0,
                                         "advice": "correct document= in Article(...)"})


def _attach(article: ArticleRecord, binding: Binding) -> None:
    article.equations = [{"line": bound.equation.line, "labels": list(bound.equation.labels), "latex": bound.equation.latex,
                          "claims": bound.claims, "changed": bound.changed} for bound in binding.equations]
    claims = {claim.id: claim for claim in article.claims}
    for bound in binding.equations:
        for key in bound.changed:
            claims[key].problems.append({
                "message": f"{article.document}:{bound.equation.line} is no longer what the claim quotes: "
                           f"{_line(claims[key].article_latex)}  ->  {_line(bound.equation.latex)}",
                "advice": "state what it says now and quote that in latex=, or correct the document", "step": "",
                "line": claims[key].line})
    for claim in binding.lost:
        claim.problems.append({"message": f"{article.document} says nowhere what the claim quotes: {_line(claim.article_latex)}",
                               "advice": "quote what it says in latex=, or leave latex= out", "step": "", "line": claim.line})


def _line(latex: str) -> str:
    return " ".join(latex.split())
