/** What screen readers hear of their own accord, and the small notes that pass at the foot of the page. */

import { h } from "./dom.js";

const STAYS = 6000;

/** Says `text` politely. */
export function announce(text) {
  const region = document.getElementById("live");
  if (!region) return;
  region.append(h("div", {}, text));
  while (region.childElementCount > 4) region.firstElementChild.remove();
}

/** Shows a note for a few seconds, above an open modal too; `tone` is `info` or `error`. */
export function toast(text, tone = "info") {
  const note = h("div", { class: `toast is-${tone}`, role: tone === "error" ? "alert" : "status", popover: "manual" }, text);
  (document.querySelector("dialog[open]") ?? document.body).append(note);
  note.showPopover?.();
  setTimeout(() => note.remove(), STAYS);
}
