"""A browser window on the local Slack, in the words of someone who uses it."""

import os
from datetime import datetime, time, timedelta
from pathlib import Path
from time import monotonic
from typing import Any, Self
from zoneinfo import ZoneInfo

from playwright.sync_api import APIResponse, Browser, Locator, Page, Route, expect

PICTURES = os.environ.get("PICTURES", "")
"""The folder for pictures; without one they go where the test's other files go, and are looked at by nobody."""
PATIENCE = 20_000
"""Milliseconds to wait for anything: stories are told on shared cores, too."""
AGAIN = 500
"""Milliseconds after which one looks again."""
expect.set_options(timeout=PATIENCE)
PARIS = ZoneInfo("Europe/Paris")


def tuesday_morning(now: datetime) -> datetime:
    """The next Tuesday at ten in Paris: people are at work, and the app may write to them."""
    here = now.astimezone(PARIS)
    tuesday = here.date() + timedelta(days=(1 - here.weekday()) % 7 or 7)
    return datetime.combine(tuesday, time(10), PARIS)


class Window:
    """One person's window. `page` is Playwright's; `troubles` what the console complained of."""

    def __init__(self, page: Page, album: Path) -> None:
        self.page, self.album = page, Path(PICTURES) if PICTURES else album
        self.troubles: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", lambda line: self.troubles.append(line.text) if line.type == "error" else None)

    @classmethod
    def open(
        cls,
        browser: Browser,
        url: str,
        album: Path,
        *,
        person: str = "",
        wide: int = 1280,
        tall: int = 820,
        dark: bool = False,
    ) -> Self:
        """A fresh window as someone (the first person, if nobody is named)."""
        scheme: Any = "dark" if dark else "light"
        context = browser.new_context(viewport={"width": wide, "height": tall}, color_scheme=scheme, locale="en-GB")
        window = cls(context.new_page(), album)
        window.page.goto(f"{url}/?as={person}")
        window.page.wait_for_selector("body.is-ready")
        return window

    def close(self) -> None:
        """Close it."""
        self.page.context.close()

    @classmethod
    def first(cls, browser: Browser, url: str, album: Path, *, language: str = "fr-FR", wide: int = 1280) -> Self:
        """The window of someone who has just opened the printed address."""
        zone = {"fr-FR": "Europe/Paris", "en-GB": "Europe/London"}[language]
        look: Any = {"viewport": {"width": wide, "height": 820}, "locale": language, "timezone_id": zone}
        window = cls(browser.new_context(**look).new_page(), album)
        window.page.goto(url)
        window.page.wait_for_selector("body.is-ready")
        return window

    # -- looking ----------------------------------------------------------------------------------------

    @property
    def messages(self) -> Locator:
        """The messages of the open channel."""
        return self.page.locator(".main .message")

    @property
    def modal(self) -> Locator:
        """The modal that is open."""
        return self.page.locator("dialog.modal")

    def sees(self, text: str) -> None:
        """Wait until this text is on the screen."""
        expect(self.page.get_by_text(text).first).to_be_visible()

    def field(self, label: str) -> Locator:
        """A field of the modal by its label."""
        return self.modal.get_by_label(label, exact=False).first

    def bring(self, part: Locator) -> None:
        """Scroll to a part; again, where the page was drawn anew meanwhile."""
        until = monotonic() + PATIENCE / 1000
        while True:
            part.evaluate("node => node.scrollIntoView({ block: 'start' })")
            try:
                return expect(part).to_be_in_viewport(timeout=AGAIN)
            except AssertionError:
                if monotonic() > until:
                    raise

    def fits(self) -> bool:
        """Whether nothing is wider than the window."""
        wide: bool = self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        return wide

    def picture(self, name: str) -> None:
        """A picture, such as the README shows."""
        self.album.mkdir(parents=True, exist_ok=True)
        self.page.mouse.move(0, 0)
        self.page.wait_for_timeout(150)
        self.page.screenshot(path=self.album / f"{name}.png", scale="css", animations="disabled", caret="hide")

    # -- doing ------------------------------------------------------------------------------------------

    def see_places(self) -> None:
        """Have the sidebar on the screen, also in a narrow window."""
        if not self.page.locator(".self").is_visible():
            self.page.locator(".top .only-narrow").click()

    def go(self, place: str) -> None:
        """Open a channel or conversation of the sidebar by its name."""
        self.see_places()
        self.page.locator(".sidebar .place").filter(has_text=place).first.click()

    def say(self, text: str) -> None:
        """Write in the composer and send."""
        field = self.page.locator(".main .composer-field")
        field.fill(text)
        field.press("Escape")
        with self.page.expect_response(lambda answer: '"text"' in (answer.request.post_data or "")):
            field.press("Enter")
        expect(field).to_have_value("")

    def join_as(self, name: str, language: str = "fr-FR", zone: str = "Europe/Paris") -> None:
        """Become someone new."""
        self.see_places()
        self.page.locator(".self").click()
        form = self.page.locator(".newcomer")
        form.locator("input").fill(name)
        form.locator("select").nth(0).select_option(language)
        form.locator("select").nth(1).select_option(zone)
        form.locator("[type=submit]").click()
        expect(self.page.locator(".self")).to_contain_text(name)

    def choose(self, label: str, typed: str) -> None:
        """Search in a select of the modal and take the first that is found."""
        field = self.field(label)
        field.click()
        field.fill(typed)
        expect(self.page.locator(".option.is-active")).to_contain_text(typed)
        field.press("Enter")
        if self.page.locator("[aria-multiselectable]").count():
            field.press("Escape")
        expect(self.page.locator(".listbox")).to_have_count(0)

    def submit(self) -> None:
        """Press the modal's button."""
        self.modal.locator("[type=submit]").click()


class Held:
    """The next answer of an address of the page: the server has given it, the window waits for it until `let_go`."""

    def __init__(self, page: Page, what: str) -> None:
        self._page = page
        self._answers: list[tuple[Route, APIResponse]] = []
        page.route(f"**/page/{what}*", self._take, times=1)

    def _take(self, route: Route) -> None:
        self._answers.append((route, route.fetch()))

    def given(self) -> None:
        """Wait until the server has given it."""
        until = monotonic() + PATIENCE / 1000
        while not self._answers and monotonic() < until:
            self._page.wait_for_timeout(10)

    def let_go(self) -> None:
        """Let the window have it."""
        for route, answer in self._answers:
            route.fulfill(response=answer)
