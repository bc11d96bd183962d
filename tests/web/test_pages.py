"""Each page in a real browser: wide and narrow, without a script, in print, by keyboard."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from burdenshare.web import PAGES

expect = pytest.importorskip("playwright.sync_api").expect

WIDTHS = (1280, 390)
# make screenshots keeps a picture of each page here.
PICTURES = os.environ.get("BURDENSHARE_SCREENSHOTS")


@pytest.fixture
def visit(browser, site):
    """Open a page in a fresh window; any noise or request to another host is noted."""
    opened = []

    def go(path, *, width=1280, **context):
        window = browser.new_context(viewport={"width": width, "height": 900}, **context)
        opened.append(window)
        page = window.new_page()
        page.noise = []
        page.on("console", lambda m: page.noise.append(f"{m.type}: {m.text}"))
        page.on("pageerror", lambda e: page.noise.append(str(e)))
        page.on(
            "request",
            lambda r: (
                None
                if r.url.startswith((site, "data:"))
                else page.noise.append(f"another host: {r.url}")
            ),
        )
        page.goto(f"{site}{path}", wait_until="networkidle")
        return page

    yield go
    for window in opened:
        window.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("name", "path"), PAGES, ids=[name for name, _ in PAGES])
def test_a_page_is_quiet_fits_and_is_accessible(name, path, width, visit):
    from axe_playwright_python.sync_playwright import Axe

    page = visit(path, width=width)
    assert page.noise == []
    too_wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert too_wide <= 0
    assert page.locator("h1").count() == 1
    assert page.evaluate("[...document.images].every(i => i.naturalWidth > 0 && i.alt)")
    found = Axe().run(page).response["violations"]
    serious = [v for v in found if v["impact"] in {"serious", "critical"}]
    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in serious] == []
    if PICTURES:
        target = Path(PICTURES) / f"{name}-{width}.png"
        # The top of each page: what a reader sees first, in a few kilobytes.
        tall = page.evaluate("document.documentElement.scrollHeight")
        part = {"x": 0, "y": 0, "width": width, "height": min(tall, 1500)}
        page.screenshot(path=target, full_page=True, clip=part)


@pytest.mark.parametrize(("name", "path"), PAGES, ids=[name for name, _ in PAGES])
def test_a_page_reads_without_a_script_and_prints(name, path, visit):
    page = visit(path, java_script_enabled=False)
    assert page.noise == []
    for picture in page.locator("figure img").all():
        picture.scroll_into_view_if_needed()
        assert picture.bounding_box()["width"] > 100
    assert page.locator("main").inner_text().strip()
    page.emulate_media(media="print")
    assert not page.locator("header.site nav").is_visible()
    assert not any(form.is_visible() for form in page.locator("form").all())
    assert len(page.pdf()) > 5_000


def test_dark_is_dark(visit):
    page = visit("/", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 23, 27)"
    assert "look=dark" in page.locator("figure img").first.evaluate("image => image.currentSrc")


def test_the_slider_moves_the_page_through_the_editions(visit):
    page = visit("/?year=2024")
    headline = page.locator(".headline")
    expect(headline).to_contain_text("17 of 31")
    slider = page.locator("input[type=range]")
    slider.focus()
    for _ in range(4):  # today, 2026-07, 2026-03, 2025-08, 2024-06
        slider.press("ArrowLeft")
    expect(headline).to_contain_text("23 of 31")
    assert "as_of=2024-06-17" in page.url
    assert "year=2024" in page.url
    assert page.noise == []


def test_the_explorer_works_by_keyboard(visit):
    page = visit("/allies/BEL/path")
    before = page.locator(".headline").inner_text()
    page.locator("#due").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".headline")).to_contain_text("in 2034")
    assert "due=2034" in page.url
    assert page.locator(".headline").inner_text() != before
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "level"
    assert page.noise == []


@pytest.mark.parametrize("path", ["/allies/BEL/flexibility", "/allies/BEL"])
def test_the_least_that_must_give_follows_the_slider_while_it_is_dragged(path, visit):
    page = visit(path)
    asked = []
    page.on("request", lambda request: asked.append(request.url.partition("?")[0]))
    slider = page.locator("#max_step")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.5, middle)
    page.mouse.down()
    said = set()
    for part in (0.1, 0.07, 0.04):
        before = page.locator("[data-least]").inner_text()
        page.mouse.move(box["x"] + box["width"] * part, middle)
        page.wait_for_function(
            "before => document.querySelector('[data-least]').innerText !== before", arg=before
        )
        said.add(page.locator("[data-least] .headline").inner_text())
    assert len(said) >= 2
    assert any("It does not fit" in text for text in said)
    page.mouse.up()
    asked_least = [url for url in asked if url.endswith("/least")]
    assert asked_least
    page.wait_for_url("**max_step=0.*")  # the address is the whole question
    assert page.noise == []


def test_moving_a_cap_switches_it_on_and_a_refusal_is_said(visit):
    page = visit("/allies/BEL/flexibility")
    slider = page.locator("#debt_cap")
    slider.focus()
    slider.press("Home")
    assert page.locator("input[name=use_debt]").is_checked()
    expect(page.locator(".refused")).not_to_be_empty()
    slider.press("End")
    expect(page.locator(".refused")).to_be_empty()
    page.wait_for_url("**use_debt=1*")


def test_the_sections_of_an_ally_answer_in_place(visit):
    page = visit("/allies/BEL")
    page.locator("#due").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#way-answer .headline")).to_contain_text("in 2034")
    expect(page.locator("#way-answer figure img")).to_have_attribute("src", re.compile("due=2034"))
    page.locator("#paid_by").select_option("taxes")
    expect(page.locator("#debt-answer figure img")).to_have_attribute(
        "src", re.compile("paid_by=taxes")
    )
    assert "due=2034" in page.url
    assert "paid_by=taxes" in page.url
    assert page.noise == []


def test_a_page_can_be_cited_with_a_click(visit):
    page = visit(
        "/allies/BEL?as_of=2025-06-23&due=2032",
        permissions=["clipboard-read", "clipboard-write"],
    )
    page.locator(".cite .copy").click()
    expect(page.locator(".cite .copy")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("burdenshare ")
    assert "as known on 23 June 2025, data version" in copied
    assert copied.endswith("/allies/BEL?as_of=2025-06-23&due=2032")


def test_the_first_thing_a_keyboard_finds_skips_the_menu(visit):
    page = visit("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Skip to the figures"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


def test_every_figure_of_the_overview_leads_to_its_source(visit):
    page = visit("/?as_of=2025-06-23&year=2024")
    link = page.locator("tr:has-text('Belgium') td a.num").first
    assert link.inner_text().startswith("1.30")
    link.click()
    assert page.url.endswith("/figures/nato-2024-06/core_share/BEL/2024")
    assert "table T3a" in page.locator("dl.facts").inner_text()


def test_a_chart_comes_alive_under_the_pointer(visit):
    page = visit("/allies/BEL")
    page.locator("figure img").first.hover()
    page.wait_for_selector("figure .vega svg", timeout=20_000)
    assert page.locator("figure .vega svg").get_attribute("aria-label").startswith("Line chart")
    assert page.noise == []


def test_a_filter_works_without_a_script(visit):
    page = visit("/?as_of=2024-06-30&year=2024", java_script_enabled=False)
    page.locator("input[name=below]").check()
    page.locator("form.asof button").click()
    rows = page.locator("tbody tr").all()
    assert len(rows) == 8
    assert all("not met" in row.inner_text() for row in rows)


def test_a_mistaken_address_says_what_was_meant(visit):
    page = visit("/allies/Belgum")
    assert "did you mean" in page.locator(".error").inner_text()
