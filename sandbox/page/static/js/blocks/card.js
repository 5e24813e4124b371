/** Cards, carousels of cards, and containers of blocks. */

import { h } from "../dom.js";
import { drawElement } from "../elements/index.js";
import { plain, textOf } from "../objects.js";
import { t } from "../words.js";
import { picture } from "./image.js";
import { richNodes } from "./rich_text.js";

export function drawCard(block, surface) {
  const image = block.hero_image ?? block.image;
  const actions = block.actions?.elements ?? block.actions ?? [];
  return h(
    "article",
    { class: "card" },
    image ? picture(image.image_url, image.alt_text ?? "", "picture is-hero") : null,
    h(
      "div",
      { class: "card-head" },
      block.icon ? picture(block.icon.image_url, block.icon.alt_text ?? "", "picture is-small") : null,
      h("div", {}, block.title ? h("h4", {}, textOf(block.title)) : null, block.subtitle ? h("p", { class: "quiet" }, textOf(block.subtitle)) : null),
    ),
    block.body ? h("div", { class: "card-body" }, textOf(block.body)) : null,
    block.subtext ? h("p", { class: "quiet small" }, textOf(block.subtext)) : null,
    actions.length ? h("div", { class: "block-actions" }, actions.map((element) => drawElement(element, block, surface))) : null,
  );
}

export function drawCarousel(block, surface, error, inner) {
  const cards = (block.elements ?? block.cards ?? []).map((card) => ({ type: "card", ...card }));
  return h("div", { class: "scroll-x", tabindex: "0", role: "group", "aria-label": t("carousel", { n: cards.length }) }, inner(cards));
}

export function drawContainer(block, surface, error, inner) {
  const blocks = inner(block.child_blocks ?? block.blocks ?? []);
  const title = block.title ? plain(block.title) : richNodes(block.rich_text_title);
  const sign = block.icon ? picture(block.icon.image_url, block.icon.alt_text ?? "", "picture is-small") : null;
  const subtitle = block.subtitle ? h("p", { class: "quiet small" }, textOf(block.subtitle)) : null;
  if (!block.is_collapsible) return h("section", {}, h("div", { class: "card-head" }, sign, h("h4", {}, title)), subtitle, block.has_header_divider ? h("hr", { class: "block-divider" }) : null, blocks);
  return h("details", { open: !block.default_collapsed }, h("summary", {}, sign, title), subtitle, blocks);
}
