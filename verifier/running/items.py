"""The nodes of pytest for a derivation: a file, its claims, and for each an item for every step and one for its verdict."""

from __future__ import annotations

import dataclasses

import pytest

from verifier.record import Record
from verifier.running import lock
from verifier.running.summary import failure, problem_lines, step_lines
from verifier.verdict import Verdict


class NotAsItShouldBe(Exception):
    """What is wrong, in words that need no traceback."""


class Derivation(pytest.File):
    """One article."""

    def __init__(self, corpus, **more):
        super().__init__(**more)
        self.corpus = corpus
        self.selected: dict[str, None] = {}  # ids of the claims that this session asks for

    def collect(self):
        """An item for what concerns no single claim, then the claims in the order of the file."""
        article = self.corpus.article(self.path.resolve())
        if article.problems:
            raise self.CollectError("\n".join(f"{article.path}:{problem.get('line') or 1}: " + "\n".join(problem_lines(problem))
                                              for problem in article.problems))
        yield ArticleItem.from_parent(self, name="article")
        for claim in article.claims:
            yield Claim.from_parent(self, name=claim.id.split("/", 1)[1], claim=claim)

    def verified(self):
        """The article with those claims verified."""
        return self.corpus.verified(self.path.resolve(), self.selected)


class Claim(pytest.Collector):
    """One claim as its author wrote it."""

    def __init__(self, claim, **more):
        super().__init__(**more)
        self.claim = claim
        self.extra_keyword_matches.add(claim.id)
        self.add_marker(pytest.mark.claim(id=claim.id, article=claim.id.split("/")[0], expected=claim.expected))
        if claim.key:
            self.add_marker(pytest.mark.key)

    def collect(self):
        """The steps in the order of the proof, then the claim as a whole."""
        for step in self.claim.steps:
            yield StepItem.from_parent(self, name=step.id)
        yield VerdictItem.from_parent(self, name="verdict")


class _Item(pytest.Item):
    """An item that fails with words."""

    def runtest(self):
        """Fail with what is wrong, if anything is."""
        found = list(self.complaints())
        if found:
            raise NotAsItShouldBe("\n".join(found))

    def repr_failure(self, excinfo):
        """The words alone when they are ours."""
        return str(excinfo.value) if isinstance(excinfo.value, NotAsItShouldBe) else super().repr_failure(excinfo)


class ArticleItem(_Item):
    """What the audit says of no single claim, and the locked claims that the file no longer makes."""

    def select_claim(self):
        """None in particular."""

    def complaints(self):
        """What is wrong, in sentences."""
        corpus, path = self.parent.corpus, self.path.resolve()
        for problem in self.parent.verified().problems:
            yield "\n".join(problem_lines(problem))
        if corpus.lock is not None:
            for item in lock.vanished(Record(articles=[corpus.article(path)]), corpus.lock):
                yield item.words()


class _ClaimItem(_Item):
    """An item of a claim."""

    def select_claim(self):
        """Have the claim verified with the others of its article."""
        self.parent.parent.selected[self.parent.claim.id] = None

    def found(self):
        """The article and the claim after they were verified."""
        article = self.parent.parent.verified()
        return article, next(claim for claim in article.claims if claim.id == self.parent.claim.id)

    def note(self, claim, verdict, methods):
        """For JUnit and other reports."""
        self.user_properties += [("verdict", verdict), ("method", ", ".join(sorted(methods))), ("digits", claim.numeric.digits)]

    def reportinfo(self):
        """Where the author wrote it."""
        claim = self.parent.claim
        return self.config.rootpath / claim.path, max(claim.line - 1, 0), f"{claim.id}, {self.name}"


class VerdictItem(_ClaimItem):
    """The claim as a whole: its verdict, its numeric route, its problems, and the lock."""

    def complaints(self):
        """What `verifier check` says of it."""
        article, claim = self.found()
        self.note(claim, claim.verdict, {step.strategy for step in claim.steps if step.strategy})
        if not claim.as_expected:
            yield "\n".join(failure(claim, article))
        if self.parent.parent.corpus.lock is not None:
            alone = Record(articles=[dataclasses.replace(article, claims=[claim])])
            yield from (item.words() for item in lock.compare(alone, self.parent.parent.corpus.lock, only=True) if item.fails)


class StepItem(_ClaimItem):
    """One step of the proof."""

    def reportinfo(self):
        """Where the author wrote the claim, with the step."""
        path, line, _ = super().reportinfo()
        return path, line, f"{self.parent.claim.id}, step {self.name}"

    def complaints(self):
        """Why the step is not worth what the claim is expected to be worth."""
        article, claim = self.found()
        step = next((step for step in claim.steps if step.id == self.name), None)
        if step is None:
            self.note(claim, claim.verdict, set())
            yield "\n".join(["This step was not verified.", *failure(claim, article)])
            return
        self.note(claim, step.verdict, {step.strategy} - {""})
        enough = min(Verdict[claim.expected].strength, Verdict.ENCLOSED.strength)
        if not claim.as_expected and Verdict[step.verdict].strength < enough:
            yield "\n".join([f"{claim.path or article.path}:{step.line or claim.line}: {claim.id}", *step_lines(step),
                             f"    more: verifier explain {claim.id}/{step.id}", f"    again: {claim.replay}"])


class Lock(pytest.File):
    """The lock: an item for each file of locked claims that is gone."""

    def __init__(self, corpus, **more):
        super().__init__(**more)
        self.corpus = corpus

    def collect(self):
        """Nothing when all files are there."""
        try:
            rows = self.corpus.lock.claims.values()
        except ValueError as error:
            raise self.CollectError(str(error)) from error
        for file in dict.fromkeys(row.file for row in rows):
            if not (self.config.rootpath / file).exists():
                yield GoneItem.from_parent(self, name=file)


class GoneItem(_Item):
    """A file of locked claims that is no longer there."""

    def complaints(self):
        """How many they were."""
        lost = sum(row.file == self.name for row in self.parent.corpus.lock.claims.values())
        yield (f"{self.name} is gone, with {lost} locked claims\n"
               "    -> restore it, or run `verifier lock` if they were withdrawn on purpose")
