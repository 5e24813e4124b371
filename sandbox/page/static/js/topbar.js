/** The strip above all: what this is, the sandbox's time, language, theme, panel. */

import { h, keepFocus, swap } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { openPanel, timeNow } from "./panel.js";
import { show, state } from "./store.js";
import { applyTheme, isDark, setTheme, theme } from "./theme.js";
import { choose, chosen, language, t } from "./words.js";
import { changed } from "./store.js";

/** Draws the strip into `root`. */
export function drawTopbar(root) {
  document.documentElement.lang = language();
  document.title = [place(), state.team?.name, t("title")].filter(Boolean).join(" · ");
  const panelOpen = state.open.pane === "panel";
  keepFocus(root, () =>
    swap(
      root,
      button("menu", t("sidebar"), () => show({ sidebar: !state.open.sidebar }), { class: "btn is-icon is-ghost only-narrow", "aria-expanded": String(state.open.sidebar), "data-key": "top/menu" }),
      h("strong", { class: "product" }, t("title")),
      h("span", { class: "promise" }, t("stays")),
      h("span", { class: "spring" }),
      h("button", { type: "button", class: "btn is-ghost is-small top-clock", title: t("clock"), "data-key": "top/clock", onclick: openPanel }, icon("clock", 15), h("span", { class: "now" }, timeNow())),
      h("button", { type: "button", class: "btn is-ghost is-small", "aria-label": t("language.page"), "aria-haspopup": "menu", "data-key": "top/language", onclick: languages }, language().toUpperCase()),
      button(isDark() ? "sun" : "moon", t("theme"), themes, { "aria-haspopup": "menu", "data-key": "top/theme" }),
      button("panel", t("panel"), () => (panelOpen ? show({ pane: null }) : openPanel()), { "aria-pressed": String(panelOpen), "data-key": "top/panel" }),
    ),
  );
}

/** Keeps the clock's words in step, without drawing anything else. */
export function tick() {
  for (const node of document.querySelectorAll(".top-clock .now, .clock-now > span")) node.textContent = timeNow();
}

function button(name, label, run, props = {}) {
  return h("button", { type: "button", class: "btn is-icon is-ghost", "aria-label": label, title: label, ...props, onclick: (event) => run(event) }, icon(name, 17));
}

function place() {
  if (state.open.kind === "home") return state.apps[0]?.name;
  return state.channels.get(state.open.channel)?.label;
}

function languages(event) {
  const entry = (code, label) => ({ label, checked: chosen() === code, run: () => choose(code) });
  openMenu(event.currentTarget, t("language.page"), [entry(null, t("language.follow")), entry("fr", "Français"), entry("en", "English")]);
}

function themes(event) {
  const entry = (name, label) => ({
    label,
    checked: theme() === name,
    run: () => {
      setTheme(name);
      applyTheme();
      changed("open");
    },
  });
  openMenu(event.currentTarget, t("theme"), [entry(null, t("theme.machine")), entry("light", t("theme.light")), entry("dark", t("theme.dark"))]);
}
