/** Task cards and plans: a title, where it stands, and what came out. */

import { h } from "../dom.js";
import { link } from "../links.js";
import { plain } from "../objects.js";
import { t } from "../words.js";
import { richNodes } from "./rich_text.js";

export function drawTask(block) {
  const status = ["pending", "in_progress", "complete", "error"].includes(block.status) ? block.status : "pending";
  return h(
    "div",
    { class: "card" },
    h("div", { class: "card-head" }, h("span", { class: `status is-${status}` }, t(`status.${status}`)), h("h4", {}, plain(block.title))),
    block.details ? h("div", { class: "rich" }, richNodes(block.details)) : null,
    block.output ? h("div", { class: "rich" }, richNodes(block.output)) : null,
    block.sources?.length ? h("p", { class: "small" }, block.sources.map((one, at) => [at ? " · " : "", link(one.url, one.text)])) : null,
  );
}

export function drawPlan(block, surface, error, inner) {
  return h("section", {}, h("h4", {}, plain(block.title)), inner((block.tasks ?? []).map((task) => ({ type: "task_card", ...task }))));
}
