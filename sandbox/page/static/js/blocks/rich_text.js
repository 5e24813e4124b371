/** Rich text: sections, lists, quotes and code, with every inline element. */

import { h } from "../dom.js";
import { formatted } from "../dates.js";
import { emoji } from "../emoji.js";
import { link } from "../links.js";
import { broadcast, channelChip, groupChip, userChip } from "../mentions.js";
import { state } from "../store.js";
import { t } from "../words.js";

const COLOR = /^#[0-9a-f]{6}$/i;
const STYLES = [["code", "code"], ["bold", "strong"], ["italic", "em"], ["strike", "s"], ["underline", "u"], ["highlight", "mark"]];

const INLINE = {
  text: (part) => lines(part.text),
  link: (part) => link(part.url, part.text || part.url),
  user: (part) => userChip(part.user_id),
  usergroup: (part) => groupChip(part.usergroup_id),
  channel: (part) => channelChip(part.channel_id),
  emoji: (part) => emoji(part.name + (part.skin_tone ? `::skin-tone-${part.skin_tone}` : ""), part.unicode),
  broadcast: (part) => broadcast(part.range),
  date: (part) => dated(part),
  color: (part) => swatch(part.value),
  team: (part) => h("span", { class: "chip" }, state.teams.find((team) => team.id === part.team_id)?.name ?? part.team_id),
};

function lines(text) {
  return String(text ?? "").split("\n").flatMap((line, at) => (at ? [h("br"), line] : [line]));
}

function dated(part) {
  const words = h("time", { class: "date" }, formatted(part.timestamp, part.format ?? "{date}", part.fallback));
  return part.url ? link(part.url, words) : words;
}

function swatch(value) {
  const patch = h("span", { class: "swatch", "aria-hidden": "true" });
  if (COLOR.test(value)) patch.style.setProperty("background-color", value);
  return h("span", { class: "color" }, patch, value);
}

/** Nodes for a list of inline elements. */
export function inlineNodes(parts) {
  return (parts ?? []).map((part) => {
    const draw = INLINE[part.type];
    if (!draw) return h("span", { class: "undrawn" }, t("undrawn.element", { type: part.type }));
    return STYLES.filter(([style]) => part.style?.[style]).reduce((node, [, tag]) => h(tag, {}, node), draw(part));
  });
}

const GROUPS = {
  rich_text_section: (one) => h("p", {}, inlineNodes(one.elements)),
  rich_text_quote: (one) => h("blockquote", {}, inlineNodes(one.elements)),
  rich_text_preformatted: (one) => h("pre", { tabindex: "0" }, h("code", {}, inlineNodes(one.elements))),
  rich_text_list: (one) => list(one),
};

function list(one) {
  const tag = one.style === "ordered" ? "ol" : "ul";
  const start = tag === "ol" && one.offset ? Number(one.offset) + 1 : null;
  const indent = Math.min(Math.max(Number(one.indent) || 0, 0), 8);
  return h(tag, { start, class: `indent-${indent}` }, (one.elements ?? []).map((item) => h("li", {}, inlineNodes(item.elements))));
}

/** The nodes of a rich_text object, wherever it stands. */
export function richNodes(rich) {
  return (rich?.elements ?? []).map((one) => {
    const draw = GROUPS[one.type];
    return draw ? draw(one) : h("span", { class: "undrawn" }, t("undrawn.element", { type: one.type }));
  });
}

export function drawRichText(block) {
  return h("div", { class: "rich" }, richNodes(block));
}
