/** People, channels and groups named inside a text. */

import { h } from "./dom.js";
import { state } from "./store.js";

/** The name shown for a person's id. */
export function nameOf(userId) {
  const person = state.people.get(userId);
  return person?.display_name || person?.real_name || person?.name || userId;
}

export function userChip(userId, label = null) {
  const known = state.people.has(userId);
  const mine = userId === state.me?.id ? " is-me" : "";
  const words = `@${known ? nameOf(userId) : label || userId}`;
  return h("button", { type: "button", class: `chip${mine}`, dataset: { inside: JSON.stringify({ user: userId }) } }, words);
}

export function channelChip(channelId, label = null) {
  const channel = state.channels.get(channelId);
  const words = `#${channel?.name || label || channelId}`;
  return h("button", { type: "button", class: "chip", dataset: { inside: JSON.stringify({ channel: channelId }) } }, words);
}

export function groupChip(groupId, label = null) {
  return h("span", { class: "chip" }, label || `@${groupId}`);
}

/** `@here`, `@channel`, `@everyone`; anything else is shown as the text that it is. */
export function broadcast(range, label = null) {
  const known = ["here", "channel", "everyone"].includes(range);
  return known ? h("span", { class: "chip is-broadcast" }, `@${range}`) : document.createTextNode(label || `<!${range}>`);
}
