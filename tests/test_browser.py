"""The site in a real browser: search, filters, focus, languages, copying, dark and print, deep links, hostile texts, accessibility."""

import re
import shutil
from dataclasses import replace

import pytest

from reports.render import render
from tests.reports.synthetic import synthetic

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--disable-dev-shm-usage"]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return render(synthetic(), tmp_path_factory.mktemp("browser") / "site").parent


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright
    with sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser, site):
    """A page that fails the test when it says an error, opens a dialogue or asks for anything but the site's own files."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened, wrong = context.new_page(), []
    opened.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("dialog", lambda dialog: (wrong.append(f"dialogue: {dialog.message}"), dialog.dismiss()))
    allowed = [f"file://{site}/", "data:"]
    opened.on("request", lambda request: wrong.append(request.url) if not request.url.startswith(tuple(allowed)) else None)
    opened.site, opened.may_read = site, lambda folder: allowed.append(f"file://{folder}/")
    opened.show = lambda address: (opened.goto("about:blank"), opened.goto(f"file://{site}/{address}"))[1]
    yield opened
    context.close()
    assert wrong == []


def titles(page):
    return page.locator("#results a").all_text_contents()


def wait_until(page, expression):
    """Ask from outside: the page's own policy forbids what Playwright's waiting would evaluate in it."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"still not so: {expression}")


def test_search_ranks_and_says_how_many(page):
    page.show("index.html")
    page.get_by_role("searchbox").fill("varian")
    assert titles(page)[0] == "The variance is d"
    assert re.fullmatch(r"\d+ claims?", page.locator("#count").text_content())
    assert "q=varian" in page.url
    page.get_by_role("searchbox").fill("zzzz")
    assert titles(page) == []


def test_search_in_chinese(page):
    page.show("zh/index.html")
    page.get_by_role("searchbox").fill("缩放")
    assert "The variance is d" in titles(page)
    assert "q=%E7%BC%A9%E6%94%BE" in page.url


def test_filters_and_their_address(page):
    page.show("index.html#verdict=REFUTED")
    found = titles(page)
    assert found and page.locator("select[name=verdict]").input_value() == "REFUTED"
    assert page.locator("#results .mark").evaluate_all("marks => marks.map(mark => mark.title)") == ["refuted"] * len(found)
    page.get_by_role("button", name="Clear").click()
    wait_until(page, "document.querySelectorAll('#results a').length === 0")


def test_a_slash_goes_to_the_search(page):
    page.show("index.html")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"


def test_focus_on_a_claim_of_the_graph(page):
    page.show("graph.html")
    every = page.locator(".node").count()
    page.locator(".node", has_text="The variance is d").first.click()
    shown = page.locator(".node:visible").count()
    assert 0 < shown < every
    assert "focus=scaling%2Fvariance" in page.url
    address = page.url
    page.get_by_role("button", name="Show all").click()
    wait_until(page, f"[...document.querySelectorAll('.node')].filter(node => node.checkVisibility()).length === {every}")
    page.goto(address)
    assert page.locator(".node:visible").count() == shown
    page.get_by_role("link", name="Open the claim").click()
    assert page.url.endswith("scaling.html#variance")


def test_focus_draws_closely_what_it_shows(page):
    """A claim of the last column with one ancestor a long way off stands in the second column."""
    record = synthetic()
    first, *others = record.articles[0].claims
    chain = [replace(first, id=f"scaling/c{k}", title=f"Claim {k}", uses=[f"scaling/c{k - 1}"] if k else []) for k in range(6)]
    chain.append(replace(first, id="scaling/last", title="Last", uses=["scaling/c5", "scaling/c0"]))
    record.articles[0].claims = [first, *others, *chain]
    folder = render(record, page.site.parent / "chain").parent
    page.may_read(folder)
    page.goto(f"file://{folder}/graph.html#focus=scaling%2Flast&depth=1")
    boxes = {node.get_attribute("data-id"): node.bounding_box() for node in page.locator(".node:visible").all()}
    assert set(boxes) == {"scaling/last", "scaling/c5", "scaling/c0"}
    assert boxes["scaling/c5"]["x"] < boxes["scaling/last"]["x"] and boxes["scaling/last"]["x"] - boxes["scaling/c0"]["x"] < 1000
    assert abs(boxes["scaling/c5"]["y"] - boxes["scaling/c0"]["y"]) < 200


def test_the_graph_by_keyboard(page):
    """Enter on a box brings it into focus, and once more opens the claim."""
    page.show("graph.html")
    page.locator(".node", has_text="The variance is d").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.id") == "scaling/variance"
    page.keyboard.press("Enter")
    page.wait_for_url("**/scaling.html#variance")


def test_the_other_language_opens_at_the_same_place(page):
    page.show("scaling.html#variance")
    page.get_by_role("link", name="中文").click()
    assert page.url.endswith("zh/scaling.html#variance")
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert page.locator("#variance .badge").first.text_content().strip().endswith("已证明")
    assert "Derivation Math" in page.locator("#variance math mi").first.evaluate("letter => getComputedStyle(letter).fontFamily")
    assert "mono" in page.locator("#variance .command code").first.evaluate("text => getComputedStyle(text).fontFamily")
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("site/scaling.html#variance")


CATCH = ("document.execCommand = () => { window.copied = document.activeElement.value ?? getSelection().toString(); return true; };"
         "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async text => { window.copied = text; }}})")


def test_the_latex_of_a_formula_is_copied(page):
    page.show("scaling.html")
    page.evaluate(CATCH)
    formula = page.locator(".statements math").first
    formula.click()
    page.get_by_role("button", name="Copy LaTeX").click()
    wait_until(page, "window.copied !== undefined")
    assert page.evaluate("window.copied") == formula.get_attribute("alttext") == r"\operatorname{Var}[q] = d"


def test_a_command_is_copied(page):
    page.show("scaling.html")
    page.evaluate(CATCH)
    button = page.locator(".command .copy:visible").first
    command = button.locator("xpath=..").locator("code").text_content()
    button.click()
    wait_until(page, "window.copied !== undefined")
    assert page.evaluate("window.copied") == command
    assert button.text_content() == "Copied"


def test_what_a_link_leads_to_is_shown_beside_it(page):
    page.show("scaling.html")
    link = page.locator("#variance .proof a", has_text="beta is positive")
    link.hover()
    assert page.locator(".peek math").get_attribute("alttext") == r"\beta > 0"
    page.keyboard.press("Escape")
    assert page.locator(".peek").count() == 0
    link.focus()
    assert page.locator(".peek").is_visible()
    page.locator("#true .quiet a", has_text="The variance is d").focus()
    assert "Var" in page.locator(".peek math").get_attribute("alttext")


def test_deep_links_open_what_is_folded(page):
    page.show("scaling.html#variance--2.1")
    assert page.locator("[id='variance--2.1']").is_visible()
    assert page.evaluate("scrollY") > 0


def test_dark_and_print(page):
    page.show("scaling.html")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(ground) != light
    page.emulate_media(media="print", color_scheme="light")
    assert page.locator(".contents").is_hidden() and page.locator("#variance > footer").is_hidden()
    assert page.get_by_text("2 is not 3.").is_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    evidence = page.locator("#variance .proof details").first
    assert evidence.get_by_text("Both sides agree.").is_visible() and evidence.locator("code").first.is_hidden()
    assert len(page.pdf()) > 10_000


def test_the_changes_of_a_claim_stand_beside_it(page):
    page.show("scaling.html#variance")
    page.locator("#variance").get_by_role("link", name="1 refuted").click()
    assert page.url.endswith("scaling--changes.html#variance")
    assert page.locator("#variance .changes").get_by_text("d becomes d + 1").is_visible()


@pytest.mark.parametrize("address", ["index.html", "scaling.html", "graph.html", "zh/scaling.html"])
def test_every_control_is_reached_and_shows_it(page, address):
    """Tab comes by each control once, and the eye can see where it is."""
    page.show(address)
    controls = page.evaluate("[...document.querySelectorAll('a[href], button, input, select, summary, [tabindex=\"0\"]')]"
                             ".filter(part => part.checkVisibility()).length")
    seen = set()
    for _ in range(controls + 5):
        page.keyboard.press("Tab")
        place, shown = page.evaluate("""(() => {
            const part = document.activeElement, style = getComputedStyle(part), box = part.querySelector("rect");
            return [part === document.body ? -1 : [...document.querySelectorAll("*")].indexOf(part), style.outlineStyle !== "none" || box && getComputedStyle(box).strokeWidth === "3px"];
        })()""")
        assert shown or place < 0, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        seen.add(place)
    assert len(seen - {-1}) >= controls


def test_it_reads_without_scripts(browser, site):
    """No part of an article waits for a script, and no control is offered that would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"file://{site}/scaling.html")
    assert plain.locator("#variance .proof tr").last.is_visible() and plain.locator("#false .witness").is_visible()
    assert plain.locator("button:visible").count() == 0
    plain.goto(f"file://{site}/index.html")
    assert plain.locator("#find").is_hidden() and plain.get_by_role("link", name="Scaling").first.is_visible()
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_is_wider_than_the_window(page, site, width):
    page.set_viewport_size({"width": width, "height": 800})
    for path in sorted(site.rglob("*.html")):
        page.show(path.relative_to(site))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name


def test_hostile_texts_do_nothing(page, site):
    """The record has scripts in its titles, formulas, code and verdicts; the fixture fails on any dialogue or error."""
    for path in sorted(site.rglob("*.html")):
        page.show(path.relative_to(site))
    page.show("index.html#q=script")
    assert titles(page)
    assert page.locator("#results script").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility(page, site, scheme):
    from axe_playwright_python.sync_playwright import Axe
    page.emulate_media(color_scheme=scheme)
    for path in sorted(site.rglob("*.html")):
        page.show(path.relative_to(site))
        found = [(item["id"], item["nodes"][0]["html"][:120]) for item in Axe().run(page, options={"preload": False}).response["violations"]
                 if item["impact"] in ("serious", "critical")]
        assert found == [], path.name
