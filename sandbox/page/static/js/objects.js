/** Slack's composition objects: text, options. */

import { h } from "./dom.js";
import { emojiOf } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";

const SHORTCODE = /:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/g;

/** Plain text as a string, its emoji drawn unless the object says otherwise. */
export function plain(text) {
  const said = typeof text === "string" ? text : String(text?.text ?? "");
  if (text?.emoji === false) return said;
  return said.replace(SHORTCODE, (whole, name) => emojiOf(name) ?? whole);
}

/** A node for a text object, plain or mrkdwn; null for none. */
export function textOf(text) {
  if (!text) return null;
  if (typeof text === "object" && text.type === "mrkdwn") return h("span", { class: "mrkdwn" }, mrkdwn(text.text, text));
  return h("span", { class: "plain" }, plain(text));
}

/** The options of an element, as groups `{label, options}`; a plain list is one group without label. */
export function groupsOf({ options, option_groups: groups } = {}) {
  if (groups?.length) return groups.map((group) => ({ label: plain(group.label), options: group.options ?? [] }));
  return [{ label: "", options: options ?? [] }];
}

/** An option as text to search in. */
export function optionText(option) {
  return `${plain(option.text)} ${plain(option.description ?? "")}`;
}

/** Text without accents and capitals, for searching. */
export function folded(text) {
  return String(text).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
