/** The panel for what real life takes weeks over: the clock, misfortunes, and the journal. */

import { act, ask, tryAct } from "./api.js";
import { announce } from "./announce.js";
import { now, written } from "./dates.js";
import { freshId, h, keepFocus, swap } from "./dom.js";
import { icon } from "./icons.js";
import { drawJournal } from "./journal.js";
import { changed, show, state } from "./store.js";
import { t } from "./words.js";

const STEPS = [["hour", "clock.hour"], ["day", "clock.day"], ["monday", "clock.monday"]];
const FAULTS = ["rate_limited", "server_error", "server_error_after", "delay", "drop_before", "drop_after"];
const METHODS = ["*", "chat.postMessage", "chat.update", "conversations.open", "conversations.history", "users.info", "views.open", "views.publish"];
let filter = "all";

/** Reads the journal once, when the panel opens. */
export async function openPanel() {
  show({ pane: "panel" });
  const got = await ask("journal", { limit: 200 });
  state.journal = got.entries;
  changed("journal");
}

/** Draws the panel into `root`. */
export function drawPanel(root) {
  const top = root.querySelector(".scroller")?.scrollTop ?? 0;
  keepFocus(root, () => swap(root, head(), h("div", { class: "scroller panel" }, clock(), faults(), deliveries(), journal())));
  root.querySelector(".scroller").scrollTop = top;
}

/** Draws only what a new entry of the journal changes. */
export function drawPanelJournal(root) {
  const box = root.querySelector(".journal");
  if (box) swap(box, drawJournal(state.journal, filter));
}

function head() {
  const close = () => show({ pane: null });
  return h("header", { class: "place-head" }, h("h2", {}, t("panel")), h("span", { class: "spring" }), h("button", { type: "button", class: "btn is-icon is-ghost", "aria-label": t("close"), "data-key": "panel/close", onclick: close }, icon("close")));
}

function part(title, ...content) {
  const id = freshId("part");
  return h("section", { class: "part", "aria-labelledby": id }, h("h3", { id }, title), content);
}

/** The sandbox's time in words. */
export function timeNow() {
  return written(now(), { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}

function clock() {
  const go = async (step) => {
    const done = await tryAct("clock", { step });
    if (done) announce(t("clock.is", { time: timeNow() }));
  };
  const buttons = STEPS.map(([step, words]) => h("button", { type: "button", class: "btn", "data-key": `clock/${step}`, onclick: () => go(step) }, t(words)));
  return part(t("clock"), h("p", { class: "clock-now" }, icon("clock"), h("span", {}, timeNow()), h("small", { class: "quiet" }, state.me.tz ?? "UTC")), h("div", { class: "button-row" }, buttons));
}

function picker(label, options, words) {
  const id = freshId("pick");
  const select = h("select", { id, class: "field" }, options.map((one) => h("option", { value: one }, words(one))));
  return [h("div", { class: "pair" }, h("label", { for: id, class: "label" }, label), select), select];
}

function faults() {
  const [kindPair, kind] = picker(t("fault.kind"), FAULTS, (one) => t(`fault.${one}`));
  const [methodPair, method] = picker(t("fault.method"), METHODS, (one) => (one === "*" ? t("fault.any") : one));
  const [timesPair, times] = picker(t("fault.times"), ["1", "3", "10"], (one) => one);
  const add = () => tryAct("fault", { kind: kind.value, method: method.value, times: Number(times.value), seconds: kind.value === "rate_limited" ? 3 : 2 });
  const waiting = state.faults.length
    ? h("ul", { class: "waiting" }, state.faults.map((one) => h("li", {}, t("fault.waiting", { kind: t(`fault.${one.kind}`), method: one.method === "*" ? t("fault.any") : one.method, times: one.times }))))
    : h("p", { class: "quiet small" }, t("fault.none"));
  return part(t("faults"), h("div", { class: "grid is-faults" }, kindPair, methodPair, timesPair), h("div", { class: "button-row" }, h("button", { type: "button", class: "btn", onclick: add }, t("fault.add")), h("button", { type: "button", class: "btn is-ghost", onclick: () => act("faults_clear") }, t("fault.clear"))), waiting);
}

function deliveries() {
  const toggle = (event) => tryAct("deliveries", { duplicate: event.target.checked });
  return part(t("deliveries"), h("label", { class: "choice" }, h("input", { type: "checkbox", checked: state.clock.duplicate === true, "data-key": "duplicate", onchange: toggle }), h("span", {}, t("deliveries.twice"))));
}

function journal() {
  const one = (name) => {
    const pick = () => {
      filter = name;
      changed("panel");
    };
    return h("button", { type: "button", class: "tab", "aria-pressed": String(filter === name), "data-key": `journal/${name}`, onclick: pick }, t(`journal.${name}`));
  };
  return part(t("journal"), h("div", { class: "tabs", role: "group", "aria-label": t("journal.filter") }, ["all", "call", "delivery", "failed"].map(one)), h("div", { class: "journal" }, drawJournal(state.journal, filter)));
}
