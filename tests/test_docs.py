"""Every block of the documentation is run: files are verified, commands are run, and what is shown is what comes out."""

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from fakes.endless import Endless, free_port
from markdown_it import MarkdownIt

from verifier import language
from verifier.claim import Law
from verifier.cli import main
from verifier.running import drift, settings
from verifier.running.scaffold import named, write_article
from verifier.strategies import DECIDING, PORTFOLIO

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(path for path in (ROOT / "docs").rglob("*.md") if "reference" not in path.parts)])
CORPUS = {"ci.md": ("adam_step_bound.py",)}  # what a page assumes to be there
OWN = {"not-proved.md", "cluster.md"}  # pages that assume an article of one's own
CLUSTER = "tcp://host:8786"  # the address that stands for any
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]


def blocks(page):
    """(line, language, title, content) of each fenced block."""
    for token in MarkdownIt("commonmark").parse(page.read_text(encoding="utf-8")):
        if token.type == "fence" and not token.info.startswith("{"):  # of the tool that makes the pages
            kind, _, rest = token.info.partition(" ")
            title = re.fullmatch(r'title="([^"]+)"', rest.strip())
            yield token.map[0] + 1, kind, title[1] if title else "", token.content


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(drift, "_make", same_packages)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    for name, value in (("USER", "me"), ("GIT_AUTHOR_NAME", "a"), ("GIT_COMMITTER_NAME", "a"), ("EMAIL", "a@example.org")):
        monkeypatch.setenv(name, value)
    return tmp_path


@pytest.mark.parametrize("page", [pytest.param(page, marks=pytest.mark.slow) if page.name in CORPUS else page for page in PAGES],
                         ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_shows_is_so(page, folder):
    if page.name in OWN:
        write_article(named("anything"), folder / "derivations")
    for name in CORPUS.get(page.name, ()):
        (folder / "derivations").mkdir()
        shutil.copy(ROOT / "derivations" / name, folder / "derivations")
    subprocess.run(["git", "init", "-q", "-b", "main"], check=True)
    try:
        for line, kind, title, content in blocks(page):
            try:
                play(kind, title, content, line)
            except AssertionError as error:
                raise AssertionError(f"{page.relative_to(ROOT)}:{line}: {error}") from error
    finally:
        cluster.close()


def same_packages(where, requirements):
    """An environment with the packages that are here, without a network."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", where], check=True)
    site, = where.glob("lib/python*/site-packages")
    (site / "all.pth").write_text("\n".join((sysconfig.get_path("purelib"), str(ROOT))) + "\n")


def play(kind, title, content, line):
    """Do what the block says, and compare where it shows what comes out."""
    if title:
        Path(title).parent.mkdir(parents=True, exist_ok=True)
        Path(title).write_text(content, encoding="utf-8")
    elif kind == "python":
        Path(f"block_{line}.py").write_text(content, encoding="utf-8")
        run(f"verifier check block_{line}.py --no-lock --no-site")
    elif kind == "sh":
        for command in content.splitlines():
            run(command)
    elif kind == "console":
        for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", content, re.MULTILINE):
            compare(shown, run(command, None))
    elif kind == "ipython":
        converse(content)
    elif kind == "toml":
        Path("settings").mkdir(exist_ok=True)
        Path("settings/pyproject.toml").write_text(content)
        assert settings.said(Path("settings")), "says nothing"
    elif kind == "yaml":
        said = yaml.safe_load(content)
        for step in said if isinstance(said, list) else [step for job in said["jobs"].values() for step in job["steps"]]:
            run(step.get("run", "").replace("==$version", ""))
    else:
        raise AssertionError(f"nobody knows how to run a block of {kind or 'no language'}")


def run(line, code=0):
    """What a command prints; it must end with the exit code, unless that is None."""
    words = shlex.split(line, comments=True)
    if not words:
        return ""
    if ">" in words:
        words, (target,) = words[:words.index(">")], words[words.index(">") + 1:]
    else:
        target = None
    if words[:2] == ["verifier", "watch"]:
        return watch(words[2:])
    if words[0] == "verifier":
        words = [cluster.address if word == CLUSTER else word for word in words]
        if words[1] == "drift":  # to the version that is here: no other one can be had without a network
            words = [re.sub(r"==.*", f"=={drift.installed()['sympy']}", word) for word in words]
        done = CliRunner().invoke(main, words[1:])
        assert done.exception is None or isinstance(done.exception, SystemExit), repr(done.exception)
        ended, said = done.exit_code, done.stdout
        problem = done.output
    elif words[0] == "cd":
        os.chdir(words[1])
        return ""
    elif words[0] == "make":
        done = subprocess.run(["make", "-n", "-C", ROOT, words[1]], capture_output=True, text=True)
        assert done.returncode == 0, f"no target {words[1]}"
        return ""
    elif words[0] == "dask":
        cluster.start(words[1], words[2:])
        return ""
    elif words[:2] == ["pip", "install"]:
        what = re.fullmatch(r"derivation-verifier(?:\[(\w+)\])?", words[2])
        assert what and (not what[1] or what[1] in EXTRAS), f"{words[2]} cannot be installed"
        return ""
    else:
        assert words[0] in ("pytest", "git") or words[:2] == ["python", "-m"], f"nobody knows how to run {line!r}"
        pytest_here = [sys.executable, "-m", "pytest", "-p", "verifier.plugin", "-p", "no:cacheprovider", "-q"]
        command = {"git": words, "pytest": [*pytest_here, *words[1:]], "python": [sys.executable, *words[1:]]}[words[0]]
        done = subprocess.run(command, capture_output=True, text=True, timeout=200, env={**os.environ, "PYTHONPATH": str(ROOT)})
        ended, said, problem = done.returncode, done.stdout, done.stdout + done.stderr
    assert code is None or ended == code, f"{line!r} ended with {ended}:\n{problem}"
    if target:
        Path(target).write_text(said, encoding="utf-8")
    return said


def watch(paths):
    """Watch until a file that is saved was verified again."""
    watching = Endless("verifier", "watch", *paths)
    try:
        watching.wait_for("Watching ")
        path = next(Path(paths[0]).rglob("*.py")) if Path(paths[0]).is_dir() else Path(paths[0])
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        watching.wait_for(" claims as they should be", times=2)
        ended, lines = watching.interrupt()
    finally:
        watching.kill()
    assert ended == 0 and lines[-1] == "Stopped.\n", lines
    return "".join(lines)


class Cluster:
    """A scheduler and its workers, on loopback and no more than one, where a page starts them."""

    def __init__(self):
        self.processes, self.address = [], ""

    def start(self, what, options):
        """Start `dask scheduler` or `dask worker` with these options."""
        if what == "scheduler":
            port = free_port()
            self.address, options = f"tcp://127.0.0.1:{port}", [*options, "--host", "127.0.0.1", "--port", str(port)]
        else:
            options = [{CLUSTER: self.address, "8": "1"}.get(option, option) for option in options]
        self.processes.append(Endless(f"distributed.cli.dask_{what}", *options, "--no-dashboard"))
        self.processes[-1].wait_for("Scheduler at:" if what == "scheduler" else "Registered to:")

    def close(self):
        while self.processes:
            self.processes.pop().kill()


cluster = Cluster()


def compare(shown, said):
    """Whether the lines that are shown are the lines that were said; `...` stands for anything."""
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line.rstrip()).replace(r"\.\.\.", ".*") + "\n"
                      for line in shown.splitlines() if line.strip())
    plain = "".join(line.rstrip() + "\n" for line in said.splitlines() if line.strip())
    assert re.fullmatch(pattern, plain), f"shown\n{shown}\nsaid\n{said}"


def converse(content):
    """Run the cells of an IPython session, and compare what stands under them."""
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output
    before = sys.modules["__main__"]
    shell = InteractiveShell.instance()
    try:
        for cell, shown in re.findall(r"^In \[\d+\]: (.*\n(?: +\.\.\.: .*\n)*)((?:(?!In \[).*\n)*)", content, re.MULTILINE):
            with capture_output() as seen:
                done = shell.run_cell(re.sub(r"^ +\.\.\.: ", "", cell, flags=re.MULTILINE))
            assert done.success, seen.stdout
            compare(shown, "\n".join(output.data["text/plain"] for output in seen.outputs) + "\n" if seen.outputs else "")
        shell.run_line_magic("unload_ext", "verifier")
    finally:
        InteractiveShell.clear_instance()
        sys.modules["__main__"] = before


@pytest.mark.parametrize(("shown", "said", "same"), [
    ("a\n", "a\n", True), ("a\n", "b\n", False), ("a\n", "a\nb\n", False), ("...\nb\n", "a\na\n\nb\n", True),
    ("a ... s\n", "a 3.1 s\n", True),
    ("a ... s\n", "a 3.1 m\n", False), ("...\n", "", True), ("a\n...\n", "a\n", True)])
def test_a_difference_is_seen(shown, said, same):
    if same:
        compare(shown, said)
    else:
        with pytest.raises(AssertionError):
            compare(shown, said)


@pytest.mark.parametrize(("kind", "content", "words"), [
    ("sh", "rm x\n", "nobody knows how to run"), ("sh", "verifier chekc\n", "ended with 2"),
    ("sh", "make nothing\n", "no target"),
    ("sh", "pip install 'derivation-verifier[nothing]'\n", "cannot be installed"), ("", "x\n", "no language"),
    ("toml", "[tool.verifier]\n", "says nothing"),
    ("python", "from verifier.language import *\n", "ended with 1")])
def test_a_block_that_is_wrong_is_seen(folder, kind, content, words):
    with pytest.raises(AssertionError, match=words):
        play(kind, "", content, 1)


def test_links_lead_somewhere():
    for page in PAGES:
        for target in re.findall(r"\]\(((?!https?:)[^)#]+)", page.read_text(encoding="utf-8")):
            made = target.startswith(("../reference/", "reference/"))
            assert made or (page.parent / target).exists(), f"{page.relative_to(ROOT)}: {target}"


def test_what_is_made_from_the_code_is_complete():
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    pages = {name: page() for name, page in generate.PAGES.items()}
    for name in language.__all__:
        value = getattr(language, name)
        if isinstance(value, Law):
            assert f"### `{name}`" in pages["laws"]
        elif getattr(value, "__module__", "").startswith("verifier") and name not in ("MalformedClaim", "Verdict", "REFUTED"):
            assert f"`{name}" in pages["language"], name
    assert all(f"**{strategy.name}**: " in pages["strategies"] for strategy in (*PORTFOLIO, *DECIDING))
    assert all(f"`{key}`" in pages["settings"] for key in settings.KEYS)
    kernel = len((ROOT / "verifier" / "kernel.py").read_text().splitlines())
    assert f"| 1 | {kernel} |" in pages["trusted"]
    again = sum(len((ROOT / "verifier" / name).read_text().splitlines()) for name in ("recheck.py", "recheck_numbers.py"))
    assert f"| 2 | {again} |" in pages["trusted"]


@pytest.mark.slow
def test_the_pages_are_made_without_a_warning(tmp_path):
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("reference"))
    (tmp_path / "verifier").symlink_to(ROOT / "verifier")
    done = subprocess.run([sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", "docs", "out"], cwd=tmp_path,
                          capture_output=True, text=True, timeout=250, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stdout + done.stderr
    for page in (tmp_path / "out").rglob("*.html"):
        loaded = re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(https?:[^"]+)"', page.read_text(encoding="utf-8"))
        assert not loaded, f"{page.name} loads {loaded}"
