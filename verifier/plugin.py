"""Claims as items of pytest: `derivations/x.py::claim::step`.

Installing the verifier is enough. A file is a derivation when it lies where the settings of the root folder say, in
`derivations/` unless they say otherwise. Nothing but these settings is read before pytest meets such a file.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest

CORPUS, SHARED = pytest.StashKey(), pytest.StashKey()
MARKERS = ("claim(id, article, expected): an item of a claim, for -m \"claim(expected='REFUTED')\" and its like",
           "key: an item of a claim that its article calls a key claim")


def pytest_configure(config):
    """Declare the marks."""
    for marker in MARKERS:
        config.addinivalue_line("markers", marker)


def pytest_sessionstart(session):
    """Read the settings; a mistake in them ends the session before anything is collected."""
    from verifier.running.corpus import Corpus
    from verifier.running.settings import BadSettings
    config = session.config
    asked_for = [config.invocation_params.dir / argument.split("::")[0] for argument in config.args]
    shared = getattr(config, "workerinput", {}).get("verifier_shared")
    try:
        config.stash[CORPUS] = Corpus(config.rootpath, asked_for, Path(shared) if shared else None)
    except BadSettings as error:
        raise pytest.UsageError(str(error)) from error


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    """Of pytest-xdist: its workers share a folder."""
    stash = node.config.stash
    if SHARED not in stash:
        stash[SHARED] = tempfile.mkdtemp(prefix="verifier-pytest-")
    node.workerinput["verifier_shared"] = stash[SHARED]


def pytest_unconfigure(config):
    """Remove the folder that the workers shared."""
    if SHARED in config.stash:
        shutil.rmtree(config.stash[SHARED], ignore_errors=True)


@pytest.hookimpl(hookwrapper=True)  # the older of the two ways, which pytest 7 knows too
def pytest_collect_file(file_path, parent):
    """A derivation is collected as such and as nothing else; pytest itself would import a file that it is given by name."""
    collected = yield
    found = _ours(file_path, parent)
    if found is not None:
        collected.force_result(found)


def _ours(file_path, parent):
    """The nodes of a file in place of those of pytest itself; None leaves them."""
    corpus, path = parent.config.stash[CORPUS], file_path.resolve()
    if corpus.has(path):
        from verifier.running.items import Derivation
        return [Derivation.from_parent(parent, path=file_path, corpus=corpus)] if path in corpus.files else []
    if path == corpus.lock_path:
        from verifier.running.items import Lock
        return [Lock.from_parent(parent, path=file_path, corpus=corpus)]
    return None


def pytest_collection_finish(session):
    """Once nothing more is deselected: only what is left is verified."""
    for item in session.items:
        select = getattr(item, "select_claim", None)
        if select is not None:
            select()


@pytest.hookimpl(optionalhook=True)
def pytest_timeout_set_timer(item, settings):
    """Of pytest-timeout: each claim has the time limit of the verifier, and the first item of an article waits for them all."""
    return True if hasattr(item, "select_claim") else None
