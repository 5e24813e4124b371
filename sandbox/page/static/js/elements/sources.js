/** Where a select's entries come from: `{value, label, hint}` in groups, for what was typed. */

import { folded, groupsOf, optionText, plain } from "../objects.js";
import { nameOf } from "../mentions.js";
import { state } from "../store.js";

const SHOWN = 60;

/** A source: `find(query)` resolves to groups `{label, entries}`; `label(value)` and `same(a, b)` read a value. */
export function sourceOf(kind, element, block, surface) {
  if (kind === "static") return options((query) => groupsOf(element).map((group) => narrowed(group, query)));
  if (kind === "external") return external(element, block, surface);
  return kind === "users" ? ids(people, nameOf) : places(kind, element, surface);
}

function options(find) {
  return {
    find: async (query) => (await find(query)).map(({ label, options: found }) => ({ label, entries: found.slice(0, SHOWN).map(entry) })),
    label: (option) => plain(option.text),
    same: (one, other) => one.value === other.value,
    initial: () => [],
  };
}

function entry(option) {
  return { value: option, label: plain(option.text), hint: option.description ? plain(option.description) : "" };
}

function narrowed({ label, options: all }, query) {
  const wanted = folded(query);
  return { label, options: all.filter((option) => folded(optionText(option)).includes(wanted)) };
}

function external(element, block, surface) {
  const least = element.min_query_length ?? 3;
  const find = async (query) => (query.length < least ? [] : groupsOf(await surface.suggest(block, element, query)));
  return { ...options(find), least, slow: true };
}

function ids(all, name) {
  return {
    find: async (query) => [{ label: "", entries: all(folded(query)).slice(0, SHOWN) }],
    label: name,
    same: (one, other) => one === other,
    initial: () => [],
  };
}

function people(wanted) {
  const found = [];
  for (const person of state.people.values()) {
    if (person.deleted || !folded(`${nameOf(person.id)} ${person.real_name} ${person.name}`).includes(wanted)) continue;
    found.push({ value: person.id, label: nameOf(person.id), hint: person.title ?? "" });
    if (found.length >= SHOWN) break;
  }
  return found;
}

/** The name of a channel or conversation, with its sign. */
export function placeName(id) {
  const channel = state.channels.get(id);
  if (!channel) return id;
  return channel.kind === "channel" || channel.kind === "private" ? `#${channel.name}` : channel.label;
}

const INCLUDED = { channel: "public", private: "private", im: "im", mpim: "mpim" };

function places(kind, element, surface) {
  const filter = element.filter ?? {};
  const included = kind === "channels" ? ["public"] : (filter.include ?? ["public", "private", "im", "mpim"]);
  const fits = (channel) => {
    if (channel.is_archived || !included.includes(INCLUDED[channel.kind])) return false;
    if (filter.exclude_bot_users && channel.kind === "im" && channel.with?.some((id) => state.people.get(id)?.is_bot)) return false;
    return channel.kind === "channel" || channel.is_member;
  };
  const all = (wanted) =>
    [...state.channels.values()]
      .filter((channel) => fits(channel) && folded(placeName(channel.id)).includes(wanted))
      .map((channel) => ({ value: channel.id, label: placeName(channel.id), hint: channel.purpose ?? "" }));
  const here = element.default_to_current_conversation && surface.kind === "modal" ? state.open.channel : null;
  return { ...ids(all, placeName), initial: () => (here ? [here] : []) };
}
