/** Data tables: a caption, a row of heads to sort by, and pages. */

import { freshId, h, swap } from "../dom.js";
import { plain } from "../objects.js";
import { language, t } from "../words.js";
import { cellNodes } from "./table.js";

export function drawDataTable(block) {
  const [head = [], ...rows] = block.rows ?? [];
  const size = Math.min(Math.max(Number(block.page_size) || 5, 1), 100);
  const title = freshId("caption");
  const shown = { page: 0, by: null, down: false };
  const root = h("div", { "aria-labelledby": title, role: "region" });
  const draw = () => {
    const all = sorted(rows, shown);
    const pages = Math.max(1, Math.ceil(all.length / size));
    const page = all.slice(shown.page * size, (shown.page + 1) * size);
    const table = h(
      "table",
      {},
      h("caption", { id: title }, plain(block.caption ?? "")),
      h("thead", {}, h("tr", {}, head.map((cell, column) => headCell(cell, column, shown, draw)))),
      h("tbody", {}, page.map((row) => h("tr", {}, row.map((cell, column) => bodyCell(cell, column, block.row_header_column_index))))),
    );
    swap(root, h("div", { class: "scroll-x", tabindex: "0", role: "group", "aria-labelledby": title }, table), pages > 1 ? pager(shown, pages, draw) : null);
  };
  draw();
  return root;
}

function bodyCell(cell, column, headColumn = 0) {
  const number = typeof valueOf(cell) === "number" ? "align-right" : "align-left";
  return h(column === headColumn ? "th" : "td", { class: number, scope: column === headColumn ? "row" : null }, cellNodes(cell));
}

function headCell(cell, column, shown, draw) {
  const sort = shown.by === column ? (shown.down ? "descending" : "ascending") : "none";
  const turn = () => {
    Object.assign(shown, { page: 0, down: shown.by === column && !shown.down, by: column });
    draw();
  };
  const arrow = sort === "none" ? "" : sort === "ascending" ? " ↑" : " ↓";
  return h("th", { scope: "col", "aria-sort": sort }, h("button", { type: "button", class: "linkish", onclick: turn }, cellNodes(cell), arrow));
}

function pager(shown, pages, draw) {
  const go = (by) => {
    shown.page = Math.min(Math.max(shown.page + by, 0), pages - 1);
    draw();
  };
  const button = (label, by, off) => h("button", { type: "button", class: "btn is-small", disabled: off, onclick: () => go(by) }, label);
  return h(
    "div",
    { class: "pager" },
    button(t("page.before"), -1, shown.page === 0),
    h("span", {}, t("page.of", { page: shown.page + 1, pages })),
    button(t("page.after"), 1, shown.page === pages - 1),
  );
}

function valueOf(cell) {
  const said = cell?.value ?? cell?.text ?? cell?.elements?.[0]?.elements?.[0]?.text ?? "";
  const number = Number(String(said).replace(/[\s%  ]/g, "").replace(",", "."));
  return String(said).trim() !== "" && Number.isFinite(number) ? number : String(said);
}

function sorted(rows, { by, down }) {
  if (by === null) return rows;
  const order = new Intl.Collator(language(), { numeric: true });
  const compared = (one, other) => (typeof one === "number" && typeof other === "number" ? one - other : order.compare(one, other));
  return [...rows].sort((one, other) => compared(valueOf(one[by]), valueOf(other[by])) * (down ? -1 : 1));
}
