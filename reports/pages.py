"""The pages of a site: the overview and one page an article, with their counts and their order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from reports.evidence import FATES
from reports.model import LOOKS, MEANINGS, ORDER, ClaimView, Look, claim_view, duration, look_of, safe_url, unique, words_of
from reports.sources import Sources
from reports.wording import _, counted, listed, noted, spoken
from verifier.record import ArticleRecord, Record

CHANGES = "--changes"  # ends the names of pages that list the changes on purpose, and no others
SHARED_BY, LONG = 3, 30  # claims that have a premise, and letters of its LaTeX, from which on its formula is shown once


@dataclass(frozen=True)
class Share:
    """How many claims have one verdict: a segment of a bar."""

    look: Look
    count: int
    percent: str


@dataclass(frozen=True)
class Group:
    """Claims of an article about which the same was found; `said` has a remark for each."""

    heading: str
    claims: tuple[tuple[ClaimView, str], ...]


@dataclass(frozen=True)
class ArticlePage:
    """One article; `record` holds the texts that are printed unchanged."""

    record: ArticleRecord
    file: str
    changes: str  # the page of the changes on purpose
    title: str
    other_title: str  # in the other language
    source: str
    url: str
    lead: str  # the first paragraph of the summary
    paragraphs: tuple[str, ...]  # the others
    notation: tuple[tuple[dict, ...], ...]  # symbols that are explained in the same words stand together
    shared: tuple[dict, ...]  # premises of several claims, whose formulas are shown once
    claims: tuple[ClaimView, ...]
    shares: tuple[Share, ...]
    findings: tuple[ClaimView, ...]
    found: tuple[Group, ...]
    failing: tuple[ClaimView, ...]
    summary_line: str
    is_broken: bool
    previous: tuple[str, str]
    next: tuple[str, str]

    @property
    def badge(self) -> str:
        """The file with the badge of the article."""
        return f"badges/{self.file.removesuffix('.html')}.svg"


@dataclass(frozen=True)
class Rung:
    """One row of the legend."""

    look: Look
    meaning: str
    count: int


@dataclass(frozen=True)
class Site:
    """Everything that the overview prints."""

    created: str
    duration: str
    versions: tuple[tuple[str, str], ...]
    articles: tuple[ArticlePage, ...]
    findings: tuple[tuple[ArticlePage, ClaimView], ...]
    failing: tuple[tuple[ArticlePage, ClaimView], ...]
    broken: tuple[ArticlePage, ...]
    shares: tuple[Share, ...]
    ladder: tuple[Rung, ...]
    sentence: str
    mutants: str
    looks: tuple[Look, ...]


def shares_of(verdicts: list[str]) -> tuple[Share, ...]:
    """Segments of a bar, strongest verdict first."""
    names = sorted(set(verdicts), key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))
    return tuple(Share(look_of(name), verdicts.count(name), f"{100 * verdicts.count(name) / len(verdicts):.2f}")
                 for name in names)


def written_date(created: str) -> str:
    """An ISO time as a person writes it; any other text unchanged."""
    try:
        moment = datetime.fromisoformat(created)
    except ValueError:
        return created
    zone = f" {moment.tzname()}" if moment.tzinfo else ""
    return f"{moment.day} {moment:%B %Y, %H:%M}{zone}" if "T" in created or ":" in created else f"{moment.day} {moment:%B %Y}"


def _addresses(record: Record) -> tuple[list[str], dict[int, list[str]], dict[str, str]]:
    """File names of the articles, anchors of their claims, and claim id -> address."""
    stems = unique([article.slug.replace(CHANGES, "-") for article in record.articles], taken=("index", "graph"))
    anchors, links = {}, {}
    for count, (article, stem) in enumerate(zip(record.articles, stems)):
        anchors[count] = unique([claim.id.removeprefix(article.slug + "/").rsplit("/", 1)[-1] or "claim"
                                 for claim in article.claims], taken=("content", "top", "notation", "given", "found"))
        for claim, anchor in zip(article.claims, anchors[count]):
            links.setdefault(claim.id, f"{stem}.html#{anchor}")
    return stems, anchors, links


def _summary_line(claims: tuple[ClaimView, ...], findings: int, failing: int) -> str:
    parts = [counted("{count} claim", "{count} claims", len(claims))]
    if findings:
        parts.append(_("{count} false as printed").format(count=findings))
    if failing:
        parts.append(_("{count} not as expected").format(count=failing))
    return _(", ").join(parts)


FOUND = (noted("False as printed"), noted("True with a premise that the article leaves out"), noted("Approximate in the article"),
         noted("True as printed"))


def _found(claims: tuple[ClaimView, ...]) -> tuple[Group, ...]:
    """What was found in the article, the worst first; each headline result and each finding stands in one group."""
    groups: dict[str, list[tuple[ClaimView, str]]] = {heading: [] for heading in FOUND}
    false, left_out, rough, true = groups.values()
    for claim in claims:
        unstated = "; ".join(premise.words for premise in claim.premises if premise.is_unstated)
        if claim.state == "finding":
            false.append((claim, claim.record.equation))
        elif claim.state in ("failing", "denied") or not (claim.record.key or claim.corrects[0]):
            continue
        elif unstated:
            left_out.append((claim, _("where {premises}").format(premises=unstated)))
        elif claim.record.strength != "exact":
            rough.append((claim, _(claim.record.strength)))
        elif not claim.corrects[0]:
            true.append((claim, ""))
    return tuple(Group(_(heading), tuple(rows)) for heading, rows in groups.items() if rows)


def with_problem(article: ArticleRecord, error: str) -> ArticleRecord:
    """The article without its claims, and with the reason why they are not shown."""
    problem = {"message": _("This page could not be made: {error}").format(error=error),
               "advice": _("the record of this article is not as the report expects it; verify the article again")}
    return replace(article, claims=[], notation=[], problems=[*article.problems, problem])


def _together(notation: list[dict]) -> tuple[tuple[dict, ...], ...]:
    groups: list[list[dict]] = []
    for item in notation:
        if groups and item.get("meaning") and all(item.get(key) == groups[-1][0].get(key) for key in ("meaning", "kind")):
            groups[-1].append(item)
        else:
            groups.append([item])
    return tuple(map(tuple, groups))


def _shared(article: ArticleRecord) -> dict[tuple[str, str], dict]:
    """The long premises that many claims of the article have, by their words and formula."""
    counts: dict[tuple[str, str], list[dict]] = {}
    for claim in article.claims:
        for premise in claim.premises:
            counts.setdefault((words_of(premise), str(premise.get("latex", ""))), []).append(premise)
    return {key: rows[0] for key, rows in counts.items() if len(rows) >= SHARED_BY and len(key[1]) >= LONG}


def _title(article: ArticleRecord) -> str:
    """The title in the language of the page, where there is one."""
    return (article.title_zh if spoken() == "zh" else "") or article.title or article.slug


def _article_page(article: ArticleRecord, stem: str, claims: tuple[ClaimView, ...], previous: tuple[str, str],
                  following: tuple[str, str]) -> ArticlePage:
    findings = tuple(claim for claim in claims if claim.state == "finding")
    failing = tuple(claim for claim in claims if claim.state == "failing")
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", article.summary) if part.strip()]
    return ArticlePage(
        record=article, file=f"{stem}.html", changes=f"{stem}{CHANGES}.html", notation=_together(article.notation),
        shared=tuple(_shared(article).values()), title=_title(article), claims=claims,
        other_title=article.title if _title(article) == article.title_zh else article.title_zh,
        source=article.source.replace(f" <{article.url}>", ""), url=safe_url(article.url),
        lead=paragraphs[0] if paragraphs else "", paragraphs=tuple(paragraphs[1:]),
        shares=shares_of([claim.look.name for claim in claims]), findings=findings,
        found=_found(claims), failing=failing,
        summary_line=_summary_line(claims, len(findings), len(failing)),
        is_broken=bool(article.problems) or not (claims or article.why_no_claims), previous=previous, next=following)


def site_of(record: Record, sources: Sources) -> Site:
    """The whole record as pages."""
    meanings = {**MEANINGS, **record.verdicts}
    stems, anchors, links = _addresses(record)
    titles = {claim.id: claim.title or claim.id for article in record.articles for claim in article.claims}
    names = [(_title(article), f"{stem}.html") for article, stem in zip(record.articles, stems)]
    used_by: dict[str, list[str]] = {}
    for claim in (claim for article in record.articles for claim in article.claims):
        for use in claim.uses:
            used_by.setdefault(use, []).append(claim.id)
    pages = []
    for count, (article, stem) in enumerate(zip(record.articles, stems)):
        try:
            shared = {key: f"#given--{number}" for number, key in enumerate(_shared(article), 1)}
            claims = tuple(claim_view(claim, anchor, links, titles, meanings, record.references, sources, shared, used_by)
                           for claim, anchor in zip(article.claims, anchors[count]))
        except (TypeError, ValueError, AttributeError) as error:  # a row that is not shaped as the record says
            article, claims = with_problem(article, f"{type(error).__name__}: {error}"), ()
        pages.append(_article_page(article, stem, claims, names[count - 1] if count else ("", ""),
                                   names[count + 1] if count + 1 < len(names) else ("", "")))
    return _assembled(record, pages, meanings)


def without(site: Site, record: Record, errors: dict[str, str]) -> Site:
    """The site with the pages that could not be printed replaced by pages that say so; `errors` by file name."""
    pages = [page if page.file not in errors else
             _article_page(with_problem(page.record, errors[page.file]), page.file.removesuffix(".html"), (),
                           page.previous, page.next) for page in site.articles]
    return _assembled(record, pages, {**MEANINGS, **record.verdicts})


def _assembled(record: Record, pages: list[ArticlePage], meanings: dict[str, str]) -> Site:
    everything = [claim.look.name for page in pages for claim in page.claims]
    ladder = [name for name in (record.verdicts or MEANINGS)]
    return Site(
        created=written_date(record.created), duration=duration(record.seconds),
        versions=tuple(sorted((str(name), str(value)) for name, value in record.versions.items())),
        articles=tuple(pages), findings=tuple((page, claim) for page in pages for claim in page.findings),
        failing=tuple((page, claim) for page in pages for claim in page.failing),
        broken=tuple(page for page in pages if page.is_broken), shares=shares_of(everything),
        ladder=tuple(Rung(look_of(name), _(meanings.get(name, "")), everything.count(name)) for name in ladder),
        sentence=_sentence(pages, everything), mutants=_mutants(pages),
        looks=tuple(dict.fromkeys([*LOOKS.values(), *map(look_of, [*ladder, *everything])])))


def _sentence(pages: list[ArticlePage], everything: list[str]) -> str:
    """The result of the run in one sentence."""
    found = sum(len(page.findings) for page in pages)
    full = sum(1 for page in pages for claim in page.claims if claim.record.fully_proved and claim.state not in ("finding", "denied"))
    text = _("{claims} from {articles}; {full} fully proved").format(
        claims=counted("{count} claim", "{count} claims", len(everything)), full=f"{full:,}",
        articles=counted("{count} article", "{count} articles", sum(1 for page in pages if page.claims)))
    return text + (counted(", and {count} statement found false as printed.", ", and {count} statements found false as printed.", found)
                   if found else _("."))


def _mutants(pages: list[ArticlePage]) -> str:
    """Whether the checks of this run were able to fail."""
    every = [str(mutant.get("outcome")) for page in pages for claim in page.claims for mutant in claim.record.mutants]
    if not every:
        return _("No statement was changed on purpose in this run, so its checks were not seen to fail.")
    parts = [f"{every.count(word):,} {_(said)}" for word, said in FATES.items() if word in every]
    settled = sum(every.count(word) for word in FATES if word != "survived")
    if settled + every.count("survived") < len(every):
        parts.append(_("{count} without an outcome").format(count=len(every) - settled - every.count("survived")))
    return _("To see that the checks can fail, statements were changed on purpose: {changes}, of which {outcomes} ({share} % settled).").format(
        changes=counted("{count} change", "{count} changes", len(every)), outcomes=listed(parts), share=f"{100 * settled / len(every):.1f}")
