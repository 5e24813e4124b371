/** Section, header, divider and alert. */

import { h } from "../dom.js";
import { drawElement } from "../elements/index.js";
import { icon } from "../icons.js";
import { plain, textOf } from "../objects.js";
import { t } from "../words.js";

const LONG = 1400;

export function drawSection(block, surface) {
  const said = plain(block.text ?? "");
  const body = h("div", { class: "section-body" }, block.text ? foldable(textOf(block.text), said.length, block.expand) : null);
  if (block.fields) body.append(h("div", { class: "fields" }, block.fields.map((one) => h("div", { class: "field-text" }, textOf(one)))));
  const label = said.split("\n")[0].slice(0, 120);
  const accessory = block.accessory ? h("div", { class: `accessory is-${block.accessory.type}` }, drawElement(block.accessory, block, surface, { label })) : null;
  return h("div", {}, body, accessory);
}

/** Long text is folded, as in Slack, and opened by a button. */
function foldable(node, length, expand) {
  const text = h("div", { class: "section-text" }, node);
  if (length < LONG || expand) return text;
  text.classList.add("is-folded");
  const more = h("button", { type: "button", class: "linkish", "aria-expanded": "false" }, t("see.more"));
  more.addEventListener("click", () => {
    const folded = text.classList.toggle("is-folded");
    more.textContent = t(folded ? "see.more" : "see.less");
    more.setAttribute("aria-expanded", String(!folded));
  });
  return [text, more];
}

export function drawHeader(block) {
  const level = Math.min(Math.max(Number(block.level) || 2, 1), 4) + 2;
  return h(`h${level}`, { dataset: { level: String(block.level ?? 2) } }, plain(block.text));
}

export function drawDivider() {
  return h("hr", {});
}

export function drawAlert(block) {
  const level = ["info", "warning", "error", "success"].includes(block.level) ? block.level : "default";
  const urgent = level === "error" || level === "warning";
  return h("div", { class: `is-${level}`, role: urgent ? "alert" : "note" }, icon(level === "success" ? "check" : "info"), h("div", {}, textOf(block.text)));
}
