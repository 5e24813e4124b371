/** Rows of elements: actions, context, context actions. */

import { h } from "../dom.js";
import { drawElement } from "../elements/index.js";
import { textOf } from "../objects.js";

export function drawActions(block, surface) {
  return h("div", {}, (block.elements ?? []).map((element) => drawElement(element, block, surface)));
}

export function drawContext(block, surface) {
  const parts = (block.elements ?? []).map((part) => (part.type === "image" ? drawElement(part, block, surface) : h("span", { class: "context-text" }, textOf(part))));
  return h("div", {}, parts);
}

export function drawContextActions(block, surface) {
  return h("div", {}, (block.elements ?? []).map((element) => drawElement(element, block, surface)));
}
