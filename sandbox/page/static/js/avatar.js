/** A face for everyone: initials on a tint that their id decides. */

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { nameOf } from "./mentions.js";
import { state } from "./store.js";

const TINTS = 10;

function tint(id) {
  let sum = 2166136261;
  for (const letter of String(id)) sum = Math.imul(sum ^ letter.codePointAt(0), 16777619) >>> 0;
  return (sum >>> 8) % TINTS;
}

function initials(name) {
  const words = name.split(/[\s.-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...word][0].toUpperCase()).join("");
}

/** A person's face; `size` is `small`, `normal` or `large`. The name always stands beside it, so it has none. */
export function avatar(userId, size = "normal") {
  const person = state.people.get(userId);
  const props = { class: `avatar is-${size} tint-${tint(userId)}${person?.is_bot ? " is-bot" : ""}`, "aria-hidden": "true" };
  return h("span", props, person?.is_bot ? icon("bolt", size === "small" ? 12 : 20) : initials(nameOf(userId)));
}

/** A workspace's sign. */
export function crest(team) {
  return h("span", { class: `avatar is-normal is-crest tint-${tint(team.id)}`, "aria-hidden": "true" }, initials(team.name));
}
