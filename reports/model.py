"""A record as frozen data for pages: every word, count, order and link that the templates print is decided here."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reports.evidence import EXACT, FATES, Changes, Instances, changes_of, instances_of, pictures_of, summary_of
from reports.sources import Sources
from reports.wording import _, noted
from verifier.record import ClaimRecord, Formula, StepRecord
from verifier.verdict import Verdict


@dataclass(frozen=True)
class Look:
    """How a verdict appears: a word, a symbol, and a colour on light and on dark paper."""

    name: str
    word: str
    symbol: str
    light: str
    dark: str

    @property
    def said(self) -> str:
        """The word in the language of the page."""
        return _(self.word)

    @property
    def css(self) -> str:
        """The class that carries the colour."""
        return "v-" + identifier(self.name).lower().replace("_", "-").replace(".", "-")


LOOKS: dict[str, Look] = {look.name: look for look in (  # the one table of verdict colours, strongest first
    Look("PROVED", noted("proved"), "✓", "#17633a", "#7fcf9f"),
    Look("ENCLOSED", noted("enclosed"), "⊂", "#0b6464", "#6ecaca"),
    Look("PROVED_FOR", noted("proved for instances"), "∈", "#4a6312", "#b4cc74"),
    Look("SIMPLIFIED", noted("simplified"), "≃", "#2b5c9e", "#93bcf0"),
    Look("SUPPORTED", noted("supported"), "≈", "#4b55a8", "#abb3f3"),
    Look("ASSUMED", noted("assumed"), "†", "#6f4a9b", "#c9a9ec"),
    Look("UNDECIDED", noted("undecided"), "?", "#5d5a54", "#b3afa6"),
    Look("VACUOUS", noted("vacuous"), "∅", "#80561c", "#d9b173"),
    Look("ILL_POSED", noted("ill-posed"), "⊥", "#8a4b06", "#e8aa62"),
    Look("REFUTED", noted("refuted"), "×", "#a3202f", "#f29096"),
    Look("CONFLICT", noted("conflict"), "≠", "#98265f", "#f08fc0"),
    Look("ERROR", noted("error"), "!", "#98265f", "#f08fc0"),
    Look("TIMEOUT", noted("timeout"), "…", "#6a5a35", "#cdbb8e"),
)}
MEANINGS = {verdict.name: verdict.value for verdict in Verdict}  # for records that carry no ladder
ORDER = list(LOOKS)


def look_of(name: str) -> Look:
    """The look of a verdict; a name that this version does not know is shown as it stands, in grey."""
    return LOOKS.get(name) or Look(name, name.lower() or "none", "?", LOOKS["UNDECIDED"].light, LOOKS["UNDECIDED"].dark)


@dataclass(frozen=True)
class Reason:
    """One reason of a step: what kind of fact, in what words, and where on the site it stands."""

    kind: str
    words: str
    name: str
    href: str
    source: str


@dataclass(frozen=True)
class StepView:
    """One row of a two-column proof."""

    id: str
    anchor: str
    depth: int
    relation: str  # the sign printed before the formula; "" when the formula is a whole statement
    lead: str  # a word printed before it: "therefore", a case, the base of an induction
    formula: Formula
    because: tuple[Reason, ...]
    look: Look | None
    strategy: str
    evidence: str
    duration: str
    tried: tuple[dict, ...]
    line: int
    code: str
    source: str  # address of the author's line


@dataclass(frozen=True)
class PremiseView:
    """One premise with what is known of its use."""

    anchor: str
    words: str
    text: str
    latex: str
    marks: tuple[str, ...]
    shown_by: str
    is_unstated: bool
    href: str  # to the formula, where the article shows it once for several claims


@dataclass(frozen=True)
class Cited:
    """A paper or book from which a result is known, and the place in it."""

    words: str  # author, year and title
    published: str
    where: str
    href: str


@dataclass(frozen=True)
class ClaimView:
    """One claim as a page shows it; `record` holds the texts that are printed unchanged."""

    record: ClaimRecord
    anchor: str
    href: str  # from any page of the site
    title: str
    look: Look
    meaning: str
    expected: Look
    state: str  # "finding", "denied" (false, and the article does not say it), "correction", "failing" or "ordinary"
    kind: str  # of the first statement: one of KINDS
    tags: tuple[str, ...]
    premises: tuple[PremiseView, ...]
    steps: tuple[StepView, ...]
    steps_summary: str
    instances: tuple[Instances, ...]
    instances_summary: str
    pictures: tuple[tuple[str, tuple[dict, ...]], ...]  # (title, series) of what was seen at the instances
    numbers: tuple[tuple[str, str], ...]
    sampled: bool  # whether a measurement is the mean of samples
    survivors: tuple[Changes, ...]
    settled: tuple[Changes, ...]
    mutants_summary: str
    corrects: tuple[str, str]  # title and href, empty when there is none
    corrected_by: tuple[str, str]
    uses: tuple[tuple[str, str], ...]
    used_by: tuple[tuple[str, str], ...]
    cited: tuple[Cited, ...]
    tainted_by: tuple[tuple[str, str], ...]
    duration: str
    replay: str
    source: str  # address of the author's words


def duration(seconds: float) -> str:
    """A time in the unit that reads best."""
    if seconds < 0.0005:
        return ""
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    return f"{seconds:.1f} s" if seconds < 120 else f"{seconds / 60:.0f} min"


def is_chinese(text: str) -> bool:
    """Whether a text has Chinese characters, so that its element can carry the language."""
    return bool(re.search(r"[㐀-鿿]", text or ""))


def safe_url(url: str) -> str:
    """The address if a reader may be sent to it, else nothing."""
    return url if re.match(r"https?://[^\s<>\"']+$", url or "") else ""


def identifier(text: str) -> str:
    """A text as part of an address: letters, digits, points, hyphens and underlines only."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-.") or "x"


def unique(texts: list[str], taken: tuple[str, ...] = ()) -> list[str]:
    """Identifiers for the texts, in order; a repeated one gets a number."""
    seen, found = set(taken), []
    for text in texts:
        base = name = identifier(text)
        count = 1
        while name.lower() in seen:
            count += 1
            name = f"{base}-{count}"
        seen.add(name.lower())
        found.append(name)
    return found


SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠", "==": "=", "~": "∼", "->": "→", "=>": "⇒", "<=>": "⇔"}
_PLAIN = re.compile(r"[=<>≤≥≠∼→⇒⇔≈∈⊂≡∝]{1,3}")


def sign(relation: str) -> str:
    """A relation as a reader writes it."""
    return SIGNS.get(relation, relation)


def _reasons(step: StepRecord, claim: ClaimRecord, links: dict[str, str], here: str) -> tuple[Reason, ...]:
    premises = {item.get("name"): count for count, item in enumerate(claim.premises, 1)}
    found = []
    for item in step.because:
        kind, name = str(item.get("kind", "")), str(item.get("name", ""))
        says, target = str(item.get("says", "")), str(item.get("id", ""))
        href = ""
        if kind == "premise" and name in premises:
            href = f"#{here}--given-{premises[name]}"
        elif kind == "step":
            number = target or name
            href = f"#{here}--{identifier(number)}" if any(other.id == number for other in claim.steps) else ""
        elif kind == "claim":
            href = links.get(target) or links.get(name) or ""
        words = says or name.replace("_", " ")
        found.append(Reason(kind, words, name if says and name != says else "", href, str(item.get("source", ""))))
    return tuple(found)


def step_views(claim: ClaimRecord, here: str, links: dict[str, str], sources: Sources) -> tuple[StepView, ...]:
    """The rows of a claim's proof, in the order of the record."""
    found, words = [], "".join(claim.code.split())
    names = unique([step.id or str(count) for count, step in enumerate(claim.steps, 1)])
    for step, name in zip(claim.steps, names):
        relation, lead, formula = sign(step.relation), "", step.right
        if step.left is not None:  # a chain begins with the expression that its first step continues
            found.append(StepView(
                id=step.id.rpartition(".")[0], anchor=f"{here}--{name}-start", depth=min(step.id.count("."), 4), relation="",
                lead="", formula=step.left, because=(), look=None, strategy="", evidence="", duration="",
                tried=(), line=0, code="", source=""))
        if not _PLAIN.fullmatch(relation) or not (step.right.latex or step.right.text):
            relation, lead, formula = "", step.relation, step.statement
        found.append(StepView(
            id=step.id, anchor=f"{here}--{name}", depth=min(step.id.count("."), 4), relation=relation, lead=lead,
            formula=formula, because=_reasons(step, claim, links, here),
            look=look_of(step.verdict), strategy=step.strategy, evidence=step.evidence,
            duration=duration(step.milliseconds / 1000),
            tried=tuple({**item, "time": duration(float(item.get("milliseconds") or 0) / 1000)} for item in step.tried),
            line=step.line, code="" if "".join(step.code.split()) in words else step.code, source=sources.link(claim.path, step.line)))
    return tuple(found)


def _premise_views(claim: ClaimRecord, here: str, shared: dict[tuple[str, str], str]) -> tuple[PremiseView, ...]:
    found = []
    for count, item in enumerate(claim.premises, 1):
        marks = [_("not stated in the article")] if item.get("unstated") else []
        if item.get("used") is False and claim.steps and Verdict.PROVED.name in (step.verdict for step in claim.steps):
            marks.append(_("not used by the proof"))
        if item.get("necessity") == "needed":
            marks.append(_("needed"))
        elif item.get("necessity") == "not needed":
            marks.append(_("not needed"))
        found.append(PremiseView(f"{here}--given-{count}", words_of(item), str(item.get("text", "")), str(item.get("latex", "")),
                                 tuple(marks), str(item.get("shown_by", "")), bool(item.get("unstated")),
                                 shared.get((words_of(item), str(item.get("latex", ""))), "")))
    return tuple(found)


def words_of(premise: dict) -> str:
    """What a premise says in words."""
    return str(premise.get("says") or premise.get("name") or "")


def _tags(claim: ClaimRecord) -> tuple[str, ...]:
    tags = []
    if claim.equation:
        tags.append(_("equation {label}").format(label=claim.equation) if re.match(r"[(\d]", claim.equation) else claim.equation)
    if claim.key:
        tags.append(_("key result"))
    tags.append(_(claim.strength))
    if claim.fully_proved and claim.expected != "REFUTED":
        tags.append(_("fully proved: nothing assumed"))
    return tuple(tag for tag in tags if tag)


REASONS = (noted("premise"), noted("law"), noted("claim"), noted("rule"), noted("step"), noted("definition"))
STRENGTHS = (noted("exact"), noted("approximate"), noted("heuristic"), noted("not asserted"))
KINDS = (noted("equation"), noted("inequality"), noted("limit"), noted("equivalence"), noted("other statement"))


def kind_of(claim: ClaimRecord) -> str:
    """What the first statement is, by the outermost relation of its text."""
    text = re.sub(r"\([^()]*\)", "", claim.statements[0].text if claim.statements else "")
    while "(" in text and (shorter := re.sub(r"\([^()]*\)", "", text)) != text:
        text = shorter
    for sign, kind in ((" if and only if ", "equivalence"), (" -> ", "limit"), (" = O", "limit"), ("<", "inequality"),
                       (">", "inequality")):
        if sign in text:
            return kind
    return "equation" if re.match(r"(Eq|Ne)\b", text) else "other statement"


def _state(claim: ClaimRecord) -> str:
    if not claim.as_expected:
        return "failing"
    if claim.verdict == claim.expected == "REFUTED":
        return "denied" if claim.strength == "not asserted" else "finding"
    return "correction" if claim.corrects else "ordinary"


def _cited(claim: ClaimRecord, references: dict[str, dict]) -> tuple[Cited, ...]:
    found = []
    for row in claim.cites:
        entry = references.get(row["key"], {})
        words = f"{entry['author']} ({entry['year']}). {entry['title']}" if entry else row["key"]
        found.append(Cited(words, str(entry.get("in", "")), row["where"], safe_url(entry.get("url", ""))))
    return tuple(found)


def claim_view(claim: ClaimRecord, anchor: str, links: dict[str, str], titles: dict[str, str],
               meanings: dict[str, str], references: dict[str, dict], sources: Sources,
               shared: dict[tuple[str, str], str], used_by: dict[str, list[str]]) -> ClaimView:
    """One claim with its links resolved; `links` and `titles` map claim ids to addresses and titles, `shared` premises to theirs."""
    own = links.get(claim.id, "").partition("#")[0] + "#"
    near = {identity: "#" + href.removeprefix(own) if href.startswith(own) else href for identity, href in links.items()}

    def linked(identity: str, links: dict[str, str] = links) -> tuple[str, str]:
        full = identity if identity in titles else f"{claim.id.rpartition('/')[0]}/{identity}"
        return (titles.get(full, identity), links.get(full, "")) if identity else ("", "")

    steps, numeric = step_views(claim, anchor, near, sources), claim.numeric
    by_verdict = [(look_of(name).said, sum(1 for step in steps if step.look and step.look.name == name))
                  for name in dict.fromkeys(step.look.name for step in steps if step.look)]
    outcomes = [(word, sum(1 for mutant in claim.mutants if mutant.get("outcome") == word))
                for word in dict.fromkeys(str(mutant.get("outcome")) for mutant in claim.mutants)]
    changes = changes_of(claim.mutants)
    numbers = [(_("route"), "" if numeric.route == "none" else numeric.route),
               (_("points"), f"{numeric.points:,}" if numeric.points else ""),
               (_("digits"), _("exact") if numeric.digits == EXACT else str(numeric.digits or "")), (_("worst residual"), numeric.worst_residual)]
    return ClaimView(
        record=claim, anchor=anchor, href=links.get(claim.id, f"#{anchor}"), title=claim.title or claim.id,
        look=look_of(claim.verdict), meaning=_(meanings.get(claim.verdict) or MEANINGS.get(claim.verdict, "")),
        expected=look_of(claim.expected), state=_state(claim), kind=kind_of(claim), tags=_tags(claim),
        premises=_premise_views(claim, anchor, shared), steps=steps,
        steps_summary=_(", ").join(f"{count} {word}" for word, count in by_verdict),
        instances=instances_of(numeric.instances),
        instances_summary=summary_of(numeric.instances), pictures=pictures_of(numeric.instances),
        numbers=tuple((name, value) for name, value in numbers if value),
        sampled=any(item.get("samples") and not item.get("abstained") for item in numeric.measurements),
        survivors=tuple(row for row in changes if row.fate == "survived"),
        settled=tuple(replace(row, fate=_(FATES.get(row.fate, row.fate))) for row in changes if row.fate != "survived"),
        mutants_summary=_(", ").join(f"{count} {_(FATES.get(word, word))}" for word, count in outcomes),
        corrects=linked(claim.corrects), corrected_by=linked(claim.corrected_by),
        uses=tuple(linked(identity, near) for identity in claim.uses),
        used_by=tuple(linked(identity, near) for identity in used_by.get(claim.id, ())), cited=_cited(claim, references),
        tainted_by=tuple(linked(identity) for identity in claim.tainted_by),
        duration=duration(claim.seconds), replay=claim.replay, source=sources.link(claim.path, claim.line))
