/** Table blocks: the first row is the head. */

import { h } from "../dom.js";
import { language, t } from "../words.js";
import { richNodes } from "./rich_text.js";

/** What a cell holds: raw text, a number, or rich text. */
export function cellNodes(cell) {
  if (cell?.type === "rich_text") return richNodes(cell);
  if (cell?.type === "raw_number") return cell.text ?? new Intl.NumberFormat(language(), { useGrouping: false, maximumFractionDigits: 12 }).format(cell.value);
  return String(cell?.text ?? "");
}

function classOf(settings, column) {
  const own = settings?.[column] ?? {};
  const align = ["left", "center", "right"].includes(own.align) ? own.align : "left";
  return `align-${align}${own.is_wrapped ? " is-wrapped" : ""}`;
}

export function drawTable(block) {
  const [head, ...rows] = block.rows ?? [];
  const cell = (tag) => (one, column) => h(tag, { class: classOf(block.column_settings, column), scope: tag === "th" ? "col" : null }, cellNodes(one));
  return h(
    "div",
    { class: "scroll-x", tabindex: "0", role: "region", "aria-label": t("table") },
    h("table", {}, h("thead", {}, h("tr", {}, (head ?? []).map(cell("th")))), h("tbody", {}, rows.map((row) => h("tr", {}, row.map(cell("td")))))),
  );
}
