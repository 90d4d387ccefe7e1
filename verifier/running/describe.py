"""What a file says before anything is verified: its claims, premises and notation as rows of a record."""

from __future__ import annotations

import contextlib
import dataclasses
import inspect
import itertools
from pathlib import Path
from typing import Any

from sympy import IndexedBase, MatrixSymbol, Symbol, latex
from sympy.core.function import UndefinedFunction

from verifier.claim import Article, Claim, MalformedClaim
from verifier.judgement.printing import formula
from verifier.judgement.proofs import tasks
from verifier.judgement.refutation import at_the_values
from verifier.record import ArticleRecord, ClaimRecord, StepRecord
from verifier.running.confinement import is_confined
from verifier.running.discovery import Loaded
from verifier.running.files import shown
from verifier.running.places import NOWHERE, Assignment
from verifier.tools.normal_forms.terms import GAVE_UP
from verifier.vocabulary.symbols import kind_of

SYMBOLS = (Symbol, IndexedBase, MatrixSymbol, UndefinedFunction)


def article_record(loaded: Loaded) -> ArticleRecord:
    """The article with one row for each claim, none of them judged yet."""
    article = loaded.article
    source = article.source
    return ArticleRecord(
        slug=article.slug, title=article.title, title_zh=article.title_zh, source=str(source or ""),
        url=getattr(source, "url", ""), path=article.path,
        summary=article.summary or inspect.cleandoc(loaded.namespace.get("__doc__") or ""),
        notation=_notation(loaded), why_no_claims=article.why_no_claims, idea=article.idea,
        document=str(shown((Path(article.path).parent / article.document).resolve())) if article.document else "",
        claims=[dataclasses.replace(claim_record(loaded, key), steps=_steps(article, claim))
                for key, claim in article.claims.items()],
        problems=[problem.as_data() for problem in loaded.problems])


def _steps(article: Article, claim: Claim) -> list[StepRecord]:
    """The places in the proof, up to the one at which it is malformed: that is said when the claim is verified."""
    found: list[StepRecord] = []
    judged = at_the_values(claim) if claim.refuted_by is not None else claim
    with contextlib.suppress(MalformedClaim, *GAVE_UP):
        found.extend(StepRecord(id=task.id) for task in tasks(judged, article))
    return found


def claim_record(loaded: Loaded, key: str) -> ClaimRecord:
    """The row of one claim as the author wrote it."""
    article, claim = loaded.article, loaded.article.claims[key]
    place = loaded.places.get(id(claim), NOWHERE)
    path = str(shown(Path(place.path or article.path)))
    variable = article.names.get(id(claim), "")
    assigned = next((item for item in loaded.assigned if item.name == variable and item.path == (place.path or item.path)), None)
    return ClaimRecord(
        id=f"{article.slug}/{key}", title=claim.name, key=claim.key, strength=claim.strength,
        expected=claim.expected.name, equation=claim.equation, article_latex=claim.latex, note=claim.note,
        statements=[formula(part) for part in _several(claim.says)],
        premises=[_premise(article, premise) for premise in _several(claim.given)],
        definitions=[{"name": article.names.get(id(item), str(item.head)), "says": item.says,
                      "text": f"{item.head} = {item.meaning}",
                      "latex": f"{formula(item.head).latex} = {formula(item.meaning).latex}"}
                     for item in _several(claim.definitions)],
        corrects=_id_of(article, claim.corrects), cites=[_citation(text) for text in claim.cites],
        replay=f"verifier check {article.path} --claim {article.slug}/{key}" + " --untrusted" * is_confined(),
        path=path, line=assigned.line if assigned else place.line, code=assigned.code if assigned else place.code)


def _citation(text: str) -> dict:
    key, _, where = text.partition(",")
    return {"key": key.strip(), "where": where.strip()}


def _several(part: Any) -> tuple:
    return tuple(part) if isinstance(part, tuple | list) else (part,)


def _premise(article: Article, premise: Any) -> dict:
    says = getattr(premise, "says", "") or getattr(premise, "name", "")
    shown = formula(getattr(premise, "statement", premise))
    return {"name": article.names.get(id(premise), ""), "says": says, "text": shown.text, "latex": shown.latex,
            "used": False, "unstated": getattr(premise, "unstated", False), "necessity": "unknown", "shown_by": ""}


def _id_of(article: Article, claim: Claim | None) -> str:
    return next((f"{article.slug}/{key}" for key, value in article.claims.items() if value is claim), "") if claim else ""


def _notation(loaded: Loaded) -> list[dict]:
    """The declared symbols in the order of the file, with the author's comment as their meaning."""
    rows, seen = [], set()
    for _, together in itertools.groupby(loaded.assigned, key=lambda item: (item.path, item.line)):
        items = list(together)
        for item, meaning in zip(items, _meanings(items), strict=True):
            symbol = loaded.namespace.get(item.name)
            if isinstance(symbol, SYMBOLS) and str(symbol) not in seen:
                seen.add(str(symbol))
                rows.append({"name": str(symbol), "kind": kind_of(symbol), "meaning": meaning,
                             "latex": formula(symbol).latex or latex(Symbol(str(symbol)))})
    return rows


def _meanings(together: list[Assignment]) -> list[str]:
    """What the comment of one line says of each of its names: `T, n = natural("T n")  # number of steps; any step`."""
    comment = together[0].comment
    parts = [part.strip() for part in comment.split(";")]
    return parts if len(parts) == len(together) else [comment] * len(together)
