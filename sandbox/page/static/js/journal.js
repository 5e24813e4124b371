/** The journal of calls and deliveries, the newest first. */

import { h } from "./dom.js";
import { written } from "./dates.js";
import { t } from "./words.js";

const SHOWN = 120;

function failed(entry) {
  return entry.ok === false || entry.dropped === true || Number(entry.status) >= 400;
}

const KEPT = {
  all: () => true,
  call: (entry) => entry.kind === "call",
  delivery: (entry) => entry.kind === "delivery",
  failed,
};

/** A table of the latest entries that the filter keeps. */
export function drawJournal(entries, filter) {
  const rows = entries.filter(KEPT[filter]).slice(-SHOWN).reverse();
  if (!rows.length) return h("p", { class: "quiet small" }, t("journal.empty"));
  const head = ["journal.when", "journal.what", "journal.how", "journal.ms"].map((key) => h("th", { scope: "col" }, t(key)));
  return h("table", {}, h("thead", { class: "sr-only" }, h("tr", {}, head)), h("tbody", {}, rows.map(row)));
}

function row(entry) {
  const bad = failed(entry);
  const way = entry.kind === "call" ? "→" : "←";
  const ms = entry.ms ?? entry.latency_ms ?? entry.took_ms;
  return h(
    "tr",
    { class: bad ? "is-failed" : "" },
    h("td", {}, h("time", {}, written(Date.parse(entry.at) / 1000, { hour: "2-digit", minute: "2-digit", second: "2-digit" }))),
    h("td", {}, h("span", { "aria-label": t(`journal.${entry.kind}`), class: "way" }, way), " ", h("code", {}, nameOf(entry))),
    h("td", {}, bad ? String(entry.error || entry.fault || entry.reason || entry.status || t("journal.failed")) : t("journal.ok")),
    h("td", { class: "align-right" }, ms === undefined ? "" : `${Math.round(Number(ms) * 10) / 10} ms`),
  );
}

function nameOf(entry) {
  return [entry.method ?? entry.type ?? entry.event ?? entry.what ?? entry.kind, entry.name ?? entry.inner ?? ""].filter(Boolean).join(" ");
}
