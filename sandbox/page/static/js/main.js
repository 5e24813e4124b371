/** Starts the page: reads who is there, draws each region, and listens. */

import { drawChannel } from "./channel.js";
import { h, swap } from "./dom.js";
import { drawHome } from "./home.js";
import { inside } from "./links.js";
import { become } from "./live.js";
import { drawModal } from "./modal.js";
import { drawPanel, drawPanelJournal } from "./panel.js";
import { arrive, welcome } from "./people.js";
import { follow, read } from "./places.js";
import { drawSidebar, wireSidebar } from "./sidebar.js";
import { on, show, state } from "./store.js";
import { applyTheme } from "./theme.js";
import { drawThread } from "./thread.js";
import { drawTopbar, tick } from "./topbar.js";
import { t } from "./words.js";

const TICK = 1000;
const region = (name) => document.querySelector(`[data-region=${name}]`);

function drawMain() {
  const main = region("main");
  if (state.open.kind === "home") drawHome(main);
  else drawChannel(main);
}

function drawSide() {
  const side = region("side");
  const pane = state.open.pane;
  document.body.classList.toggle("has-side", Boolean(pane));
  side.hidden = !pane;
  side.setAttribute("aria-label", pane ? t(pane) : "");
  if (pane === "thread" && state.open.thread) drawThread(side);
  else if (pane === "panel") drawPanel(side);
  else swap(side);
}

function drawSkip() {
  swap(region("skip"), h("a", { href: "#main", class: "skip", onclick: (event) => (event.preventDefault(), region("main").focus()) }, t("skip")));
  region("sidebar").setAttribute("aria-label", t("places"));
  document.body.classList.toggle("has-sidebar", state.open.sidebar);
}

function wire() {
  on(["state", "open", "me", "clock", "channels"], () => drawTopbar(region("top")));
  on(["state", "open", "me", "channels", "people"], () => drawSidebar(region("sidebar")));
  on(["state", "open", "me"], drawSkip);
  on(["state", "open", "me", "messages", "channels", "home", "people"], drawMain);
  on(["state", "open", "threads", "faults", "clock", "panel"], drawSide);
  on(["journal"], () => state.open.pane === "panel" && drawPanelJournal(region("side")));
  on(["views", "state"], drawModal);
  wireSidebar(region("sidebar"));
  document.addEventListener("click", clicked);
  document.addEventListener("keydown", keys);
  window.addEventListener("focus", () => state.open.kind === "channel" && state.open.channel && read(state.open.channel));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawTopbar(region("top")));
  setInterval(tick, TICK);
}

function clicked(event) {
  const inside = event.target.closest("[data-inside]");
  const regions = event.composedPath().map((node) => node.dataset?.region);
  if (inside) {
    event.preventDefault();
    follow(JSON.parse(inside.dataset.inside));
  } else if (state.open.sidebar && !regions.includes("sidebar") && !regions.includes("top")) show({ sidebar: false });
}

function keys(event) {
  if (event.key === "Escape" && state.open.sidebar) show({ sidebar: false });
  if (event.key !== "F6") return;
  event.preventDefault();
  const stops = [region("sidebar").querySelector('[tabindex="0"]'), region("main"), region("side").hidden ? null : region("side").querySelector("button"), region("top").querySelector("button:not(.only-narrow)")].filter(Boolean);
  const at = stops.findIndex((stop) => stop.closest("[data-region]").contains(document.activeElement));
  stops[(at + (event.shiftKey ? stops.length - 1 : 1)) % stops.length].focus();
}

async function start() {
  applyTheme();
  wire();
  const asked = new URLSearchParams(location.search);
  const wanted = location.hash.slice(1);
  state.stranger = !asked.has("as");
  await become({ team: asked.get("team") ?? "", person: asked.get("as") ?? "" });
  const place = inside(location.href);
  await (place?.channel && state.channels.has(place.channel) ? follow(place) : arrive(wanted));
  document.body.classList.add("is-ready");
  if (state.stranger) welcome();
}

start().catch((error) => {
  console.error(error);
  swap(region("main"), h("p", { class: "empty", role: "alert" }, t("start.failed")));
});
