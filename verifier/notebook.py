"""In IPython and Jupyter: `%load_ext verifier` shows the verdict of each claim under the cell that defines it."""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
import warnings
from typing import Any, Callable

from markupsafe import Markup

from verifier.claim import Article, Claim
from verifier.record import ArticleRecord, ClaimRecord, Formula, Record, claim_from_data, to_data
from verifier.running import settings
from verifier.running.discovery import Loaded, claim_id
from verifier.running.linking import link
from verifier.running.places import PLACED, complete
from verifier.running.summary import reasons, witness_words
from verifier.verdict import Verdict

SLUG = "notebook"
NOTICED = ("refuted", "disagrees")  # what became of a statement that was changed on purpose


def load_ipython_extension(shell) -> None:
    """Called by `%load_ext verifier`."""
    watching = _Watching(shell)
    shell.events.register("post_run_cell", watching.after_cell)
    shell.verifier_of_claims = watching


def unload_ipython_extension(shell) -> None:
    """Called by `%unload_ext verifier`."""
    shell.events.unregister("post_run_cell", shell.verifier_of_claims.after_cell)


class _Watching:
    """The claims of one session: which objects were seen, and what each is worth."""

    def __init__(self, shell):
        self.shell = shell
        self.seen: dict[str, list[tuple[Claim, bool]]] = {}  # claims that are there already come with the next cell
        self.found: dict[str, ClaimRecord] = {}

    def claims(self) -> dict[str, Claim]:
        """The claims that have a name now."""
        return {name: value for name, value in list(self.shell.user_ns.items())
                if isinstance(value, Claim) and not name.startswith("_")}

    def now(self) -> dict[str, list[tuple[Claim, bool]]]:
        """What each claim rests on now."""
        claims = self.claims()
        return {name: _rests_on(claim, claims) for name, claim in claims.items()}

    def after_cell(self, result: Any = None) -> None:
        """Verify what the cell defined anew, and show it."""
        claims, before = self.claims(), self.seen
        self.seen = self.now()
        new = [name for name in claims if not _same(before.get(name, []), self.seen[name])]
        kept = {claim_id(name) for name in claims} - {claim_id(name) for name in new}
        self.found = {key: record for key, record in self.found.items() if key in kept}
        if not new:
            return
        article = Article(SLUG, "Notebook", None, {claim_id(name): claim for name, claim in claims.items()},
                          names={id(value): name for name, value in self.shell.user_ns.items()
                                 if isinstance(value, PLACED) and not name.startswith("_")})
        try:
            limit = settings.read().timeout
            for name in new:
                self.found[claim_id(name)] = _verified(article, claim_id(name), limit)
        except settings.BadSettings as error:
            print(error, file=sys.stderr)
        except KeyboardInterrupt:
            print("Interrupted: the other claims of this cell were not verified.", file=sys.stderr)
        linked = [claim_from_data(to_data(self.found[key])) for key in article.claims if key in self.found]
        link(Record(articles=[ArticleRecord(slug=SLUG, claims=linked)]))
        for claim in linked:
            if claim.id.split("/")[1] in map(claim_id, new):
                _show(claim)


def _rests_on(claim: Claim, claims: dict[str, Claim]) -> list[tuple[Claim, bool]]:
    """The claim and all that it cites, directly or through others, each with whether it still has a name."""
    from verifier.judgement.audit import cited_claims
    found: list[Claim] = []
    waiting = [claim]
    while waiting:
        here = waiting.pop(0)
        if not any(here is other for other in found):
            found.append(here)
            waiting += cited_claims(here)
    return [(one, any(one is other for other in claims.values())) for one in found]


def _same(before: list[tuple[Claim, bool]], now: list[tuple[Claim, bool]]) -> bool:
    return len(before) == len(now) and all(one is other and named == still
                                           for (one, named), (other, still) in zip(before, now, strict=True))


def _verified(article: Article, key: str, limit: float) -> ClaimRecord:
    """What a process of its own finds out about one claim; it is ended when its time is up."""
    def work() -> dict:
        from verifier.judgement.audit import audit_article
        from verifier.judgement.portfolio import verify_claim
        from verifier.running import describe
        record = verify_claim(article, key)
        complete(record, describe.claim_record(Loaded(article, {}, (), {}), key))
        said = {problem["message"] for problem in record.problems}
        record.problems += [{"message": "", "advice": "", "step": "", "line": 0, **row} for row in audit_article(article)
                            if row.get("claim") == key and row.get("message") not in said]
        record.path = record.replay = ""
        return to_data(record)
    claim = article.claims[key]
    begun = ClaimRecord(id=f"{SLUG}/{key}", title=claim.name, expected=claim.expected.name)
    try:
        return claim_from_data(_in_a_fork(work, limit))
    except TimeoutError as error:
        begun.verdict, message = Verdict.TIMEOUT.name, str(error)
    except ChildProcessError as error:
        begun.verdict, message = Verdict.ERROR.name, str(error)
    begun.problems = [{"message": message, "advice": "split the claim into smaller ones, or set timeout under [tool.verifier]",
                       "step": "", "line": 0}]
    return begun


def _in_a_fork(work: Callable[[], dict], limit: float) -> dict:
    """The plain data that the work gives in a copy of this process, which cannot change this one."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads, none of which the copy needs
        child = os.fork()
    if child == 0:
        _answer(work, writing)
    os.close(writing)
    said, until = b"", time.monotonic() + limit
    try:
        while True:
            if not select.select([reading], [], [], max(0.0, until - time.monotonic()))[0]:
                raise TimeoutError(f"not finished within {limit:g} s")
            part = os.read(reading, 1 << 16)
            if not part:
                break
            said += part
    finally:
        os.close(reading)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if not said:
        raise ChildProcessError("the process that verified it died")
    answer = json.loads(said)
    if "error" in answer:
        raise ChildProcessError(answer["error"])
    return answer["value"]


def _answer(work: Callable[[], dict], writing: int) -> None:
    """In the copy: work in silence, write the answer and end."""
    try:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        sys.stdout = sys.stderr = open(os.devnull, "w")
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            answer = {"value": work()}
        except BaseException as error:  # whatever it is, the notebook goes on
            answer = {"error": f"{type(error).__name__}: {error}"}
        with open(writing, "wb") as out:
            out.write(json.dumps(answer).encode())
    finally:
        os._exit(0)


def _show(claim: ClaimRecord) -> None:
    """The claim's verdict as HTML with formulas, and as text where there is no HTML."""
    from IPython.display import display
    display({"text/plain": in_text(claim), "text/html": str(in_html(claim))}, raw=True)


def in_text(claim: ClaimRecord) -> str:
    """The verdict in one line, and what is wrong below it."""
    return "\n".join([f"{claim.verdict}  {_headline(claim)}", *([] if claim.as_expected else reasons(claim))])


def _headline(claim: ClaimRecord) -> str:
    short = f"{claim.id.split('/')[1].replace('-', '_')}: {claim.title}"
    return short + ("" if claim.verdict == claim.expected else f" (expected {claim.expected})")


def in_html(claim: ClaimRecord) -> Markup:
    """The same with formulas in MathML, and the proof in two columns to be opened."""
    from reports.mathml import Typesetter
    from reports.model import look_of
    look, formulas = look_of(claim.verdict), Typesetter()

    def shown(formula: Formula) -> Markup:
        return formulas.inline(formula.latex, formula.text)
    head = Markup('<p><strong style="color:{}">{} {}</strong> {}</p>')
    parts = [head.format(look.light, look.symbol, claim.verdict, _headline(claim)),
             *(Markup("<p>{}</p>").format(shown(statement)) for statement in claim.statements)]
    if claim.premises:
        parts.append(Markup("<p>given {}</p>").format(Markup("; ").join(row["says"] for row in claim.premises)))
    if not claim.as_expected or claim.witness:
        parts.append(Markup("<pre>{}</pre>").format("\n".join(reasons(claim)) or witness_words(claim.witness)))
    steps = [step for step in claim.steps if step.relation != "start"]
    if steps:
        row = Markup('<tr><td>{}</td><td style="text-align:left">{}</td><td style="text-align:left">{}</td></tr>')
        rows = Markup("").join(row.format(look_of(step.verdict).symbol, shown(step.statement), ", ".join(
            because.get("name") or because.get("says", "") for because in step.because)) for step in steps)
        parts.append(Markup("<details><summary>{} steps, {} of {} changes noticed</summary><table>{}</table></details>").format(
            len(steps), sum(row.get("outcome") in NOTICED for row in claim.mutants), len(claim.mutants), rows))
    return Markup('<div class="verifier-claim">{}</div>').format(Markup("").join(parts))
