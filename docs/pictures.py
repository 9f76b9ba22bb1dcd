"""Takes the pictures of the documentation from a running demonstration (`make start`).

    .venv/bin/python docs/pictures.py http://localhost:8080/Plone --password <DEMO_PASSWORD>

Run it on a demonstration that may be changed: it submits a proposal for the African Group and
prepares a programme for the year after the open call. A second run finds both and adds nothing.
The browser is the one that CHROMIUM names, or `chromium` in the PATH.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from PIL import Image
from playwright.sync_api import Browser
from playwright.sync_api import Page
from playwright.sync_api import sync_playwright

import argparse
import os
import shutil
import sys

IMAGES = Path(__file__).parent / "images"
WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 375, "height": 760}
#: Colours of a picture: our pages have few, and the files stay small.
COLOURS = 64

#: What the proposal of the pictures says; submitting it again gives the same proposal.
FIELD = "form.widgets."
PROPOSAL = {
    "title": "Les marques collectives, de l’atelier au marché",
    "description": "Ce qu’une marque collective apporte à des artisans, et ce qu’elle demande.",
    "objectives": (
        "Choisir entre marque collective et indication géographique\n"
        "Rédiger un règlement d’usage avec les membres de l’association"
    ),
}
THEMES = ("Choisir le bon signe", "Écrire le règlement d’usage", "Faire vivre la marque")
TOPIC = "Voluntary licensing in practice"


class Camera:
    """Takes pictures of the site at `url` into `IMAGES`."""

    def __init__(self, browser: Browser, url: str, password: str) -> None:
        self.browser = browser
        self.url = url.rstrip("/")
        self.password = password

    @contextmanager
    def visit(
        self, user: str | None = None, size: dict[str, int] = WIDE, language: str = "en"
    ) -> Iterator[Page]:
        """A window of its own, signed in as `user` when one is named."""
        context = self.browser.new_context(
            viewport=size, locale=language, timezone_id="America/Santiago"
        )
        page = context.new_page()
        try:
            if user is not None:
                page.goto(f"{self.url}/login")
                page.fill("[name='__ac_name']", user)
                page.fill("[name='__ac_password']", self.password)
                page.click("[name='buttons.login']")
                page.wait_for_load_state()
                if page.locator("[name='__ac_password']").count():
                    raise SystemExit(f"{user} cannot sign in: is the password right?")
            yield page
        finally:
            context.close()

    def go(self, page: Page, path: str) -> None:
        """Open a page of the site and wait until its scripts have run.

        :raises SystemExit: when the page is not there.
        """
        response = page.goto(f"{self.url}{path}", wait_until="networkidle")
        if response is None or not response.ok or page.url.split("?")[0].endswith("/login"):
            raise SystemExit(
                f"{path} cannot be read: this is not the demonstration, or not all of it."
            )

    def take(
        self, page: Page, name: str, element: str | None = None, top: str | None = None
    ) -> None:
        """Store what the window shows, or one element of it, as `<name>.png`.

        :param top: what to scroll to the top of the window first.
        """
        if top is not None:
            page.locator(top).first.evaluate("element => element.scrollIntoView()")
        page.wait_for_timeout(200)
        shot = page.locator(element).first.screenshot() if element else page.screenshot()
        picture = Image.open(BytesIO(shot)).convert("RGB")
        picture = picture.quantize(COLOURS, dither=Image.Dither.NONE)
        picture.save(IMAGES / f"{name}.png", optimize=True)
        print(f"{name}.png")

    def entries(self, page: Page, query: str) -> list[dict]:
        """The entries of the English hub that answer a query."""
        response = page.request.get(
            f"{self.url}/en/webinars/@webinars?b_size=100&{query}",
            headers={"Accept": "application/json"},
        )
        return response.json()["items"]

    def path(self, url: str) -> str:
        """The part of an address that comes after that of the site."""
        return url.removeprefix(self.url).split("?")[0]


def for_visitors(camera: Camera) -> None:
    """The hub and the pages of items, as anybody sees them."""
    with camera.visit() as page:
        camera.go(page, "/en/webinars")
        camera.take(page, "hub")
        camera.go(page, "/en/webinars?group=african")
        page.locator("#ww-list details summary:visible").first.click()
        camera.take(page, "hub-filters", top="#ww-list")
        held = [each for each in camera.entries(page, "status=held") if each["language"] == "en"]
        with_recording = [each for each in held if "2024" in each["@id"]] or held
        camera.go(page, camera.path(with_recording[0]["@id"]))
        camera.take(page, "webinar-held")
        scheduled = camera.entries(page, "status=scheduled")
        camera.go(page, camera.path(scheduled[0]["@id"]))
        camera.take(page, "webinar-scheduled")
    with camera.visit(size=PHONE) as page:
        camera.go(page, "/en/webinars")
        camera.take(page, "hub-phone")


def for_coordinators(camera: Camera) -> None:
    """From the call to the confirmation of a proposal, and back to the public page."""
    with camera.visit("coordinator-african") as page:
        camera.go(page, "/en/webinars")
        camera.take(page, "call-box", element=".ww-call")
        camera.go(page, "/en/webinars/propose")
        camera.take(page, "propose")
        page.fill(f"[name='{FIELD}title']", "Collective marks, from the workshop to the market")
        page.click("[name='form.buttons.submit']")
        page.wait_for_load_state("networkidle")
        camera.take(page, "propose-errors", top="#error-summary")
    with camera.visit("coordinator-african", language="fr") as page:
        camera.go(page, "/fr/webinars/propose")
        for name, text in PROPOSAL.items():
            page.fill(f"[name='{FIELD}{name}']", text)
        for name, values in (
            ("audiences", ("smes", "creators-inventors")),
            ("regional_groups", ("african",)),
            ("webinar_languages", ("ar", "fr")),
        ):
            for value in values:
                page.check(f"[name='{FIELD}{name}:list'][value='{value}']")
        page.check(f"[name='{FIELD}format'][value='series']")
        page.locator(".ww-add").click()
        for position, theme in enumerate(THEMES):
            page.locator(".ww-themes input").nth(position).fill(theme)
        camera.take(page, "propose-series", top="[data-question='format']")
        page.fill(f"[name='{FIELD}contact_name']", "Bureau de la coordination")
        page.fill(f"[name='{FIELD}contact_email']", "coordination@example.org")
        page.click("[name='form.buttons.submit']")
        page.wait_for_load_state("networkidle")
        if not page.url.endswith("@@submitted"):
            raise SystemExit("The proposal was not accepted: is a call open?")
        camera.take(page, "submitted")
        proposal = camera.path(page.url).removesuffix("/@@submitted")
    with camera.visit("coordinator-african") as page:
        # The interface in English, the text as its group wrote it.
        camera.go(page, proposal)
        camera.take(page, "coordinator-steps", element=".ww-tasks")
    with camera.visit(language="ar") as page:
        camera.go(page, "/ar/webinars?status=considered&text=marques")
        camera.take(page, "hub-arabic", top=".ww-tabs, #ww-list")
        camera.go(page, f"{proposal}/@@as-received")
        camera.take(page, "as-received")


def for_editors(camera: Camera) -> None:
    """A new programme with its first topic, and the steps of a webinar."""
    with camera.visit("secretariat") as page:
        camera.go(page, "/en/webinars")
        year = max(entry for entry in _years(camera, page)) + 1
        programme = f"/en/webinars/{year}"
        if page.goto(f"{camera.url}{programme}").status == 404:
            camera.go(page, "/en/webinars/++add++Programme")
            page.fill(f"[name='{FIELD}IBasic.title']", f"Programme of webinars {year}")
            page.fill(f"[name='{FIELD}year']", str(year))
            camera.take(page, "programme-add")
            page.click("[name='form.buttons.save']")
            page.wait_for_load_state("networkidle")
            camera.go(page, f"{programme}/++add++Topic")
            page.fill(f"[name='{FIELD}IBasic.title']", TOPIC)
            page.click("[name='form.buttons.save']")
            page.wait_for_load_state("networkidle")
        camera.go(page, programme)
        camera.take(page, "checklist-open-call", element=".ww-tasks")
        camera.go(page, f"{programme}/{_short_name(TOPIC)}/edit")
        _tab(page, "For whom")
        camera.take(page, "topic-edit")
        _tab(page, "Publication")
        camera.take(page, "released")
        page.click("[name='form.buttons.cancel']")
        without_day = [
            entry
            for entry in camera.entries(page, "status=scheduled")
            if entry["review_state"] == "adopted" and entry["start"] is None
        ]
        if without_day:
            camera.go(page, camera.path(without_day[0]["@id"]))
            page.locator("#plone-contentmenu-workflow > a").click()
            camera.take(page, "webinar-secretariat")
            page.keyboard.press("Escape")
            camera.take(page, "checklist-schedule", element=".ww-tasks")
        scheduled = next(
            entry
            for entry in camera.entries(page, "status=scheduled")
            if entry["review_state"] == "scheduled"
        )
        camera.go(page, f"{camera.path(scheduled['@id'])}/edit")
        _tab(page, "Origin")
        camera.take(page, "webinar-origin")
        page.click("[name='form.buttons.cancel']")
        camera.go(page, "/en/webinars/propose/fields")
        page.locator("a:has-text('For whom')").first.click()
        camera.take(page, "form-fields")


def _years(camera: Camera, page: Page) -> set[int]:
    """The years of which anything is public."""
    return {
        int(part)
        for entry in camera.entries(page, "sort=-created")
        for part in camera.path(entry["@id"]).split("/")
        if part.isdigit()
    }


def _short_name(title: str) -> str:
    return title.lower().replace(" ", "-")


def _tab(page: Page, name: str) -> None:
    page.locator(f".autotoc-nav a:has-text('{name}')").first.click()


def main() -> None:
    """Read the command line and take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("url", help="the address of the site, such as http://localhost:8080/Plone")
    parser.add_argument("--password", required=True, help="that of the demonstration accounts")
    options = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        sys.exit("No browser: install Debian's chromium, or name one with CHROMIUM=…")
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        camera = Camera(browser, options.url, options.password)
        for_visitors(camera)
        for_coordinators(camera)
        for_editors(camera)
        browser.close()
    size = sum(path.stat().st_size for path in IMAGES.glob("*.png"))
    print(f"{size / 1_000_000:.1f} MB in {IMAGES.name}/")


if __name__ == "__main__":
    main()
