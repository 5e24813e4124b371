/** The messages that the page holds: a sorted page of each channel, and of each thread. */

import { ask } from "./api.js";
import { changed, state } from "./store.js";

const PAGE = 60;
const KEPT = 400;

function shelf(map, key) {
  if (!map.has(key)) map.set(key, { list: [], more: true, loading: null, loaded: false });
  return map.get(key);
}

/** The shelf of a channel: `list` in order of time, `more` when older ones wait on the server. */
export function channelShelf(channel) {
  return shelf(state.messages, channel);
}

/** The shelf of a thread, its parent first. */
export function threadShelf(channel, ts) {
  return shelf(state.threads, `${channel}/${ts}`);
}

/** Loads the newest page of a channel, once. */
export async function opened(channel) {
  const held = channelShelf(channel);
  if (!held.loaded) await older(channel);
}

/** Loads the page before the oldest message held. */
export function older(channel) {
  const held = channelShelf(channel);
  return reading(held, () => load(channel, held), "messages");
}

/** Loads page after page until a message is held, or none is older. */
export async function reach(channel, ts) {
  const held = channelShelf(channel);
  while (held.more && !(held.list.length && Number(held.list[0].ts) <= Number(ts))) await older(channel);
}

function reading(held, read, topic) {
  held.loading ??= read().finally(() => {
    held.loading = null;
    changed(topic);
  });
  return held.loading;
}

/** What is heard while a shelf is read is newer than what is read: it comes after. */
function after(held, run) {
  if (held?.loading) held.loading.then(run, run);
  else run();
}

async function load(channel, held) {
  const before = held.loaded ? (held.list.find((message) => !message.is_ephemeral)?.ts ?? "") : "";
  const got = await ask("history", { channel, before, limit: PAGE });
  for (const message of got.messages) put(held, message);
  held.more = got.more;
  held.loaded = true;
}

/** Loads a whole thread. */
export function openThread(channel, ts) {
  const held = threadShelf(channel, ts);
  return reading(held, () => loadThread(channel, ts, held), "threads");
}

async function loadThread(channel, ts, held) {
  const got = await ask("thread", { channel, ts });
  for (const message of got.messages) put(held, message);
  held.loaded = true;
}

function put(held, message) {
  const at = place(held.list, message.ts);
  if (held.list[at]?.ts === message.ts) held.list[at] = message;
  else held.list.splice(at, 0, message);
}

function place(list, ts) {
  let at = list.length;
  while (at > 0 && Number(list[at - 1].ts) >= Number(ts)) at -= 1;
  return at;
}

/** A message came or changed. */
export function heard(channel, message) {
  const thread = message.thread_ts && message.thread_ts !== message.ts;
  if (message.thread_ts) after(state.threads.get(`${channel}/${message.thread_ts}`), () => heardInThread(channel, message));
  if (thread && message.subtype !== "thread_broadcast" && !message.broadcast) return;
  after(channelShelf(channel), () => heardInChannel(channel, message));
}

function heardInChannel(channel, message) {
  const held = channelShelf(channel);
  const known = held.list.some((other) => other.ts === message.ts);
  if (held.loaded && (known || !isOlder(held, message.ts))) put(held, message);
  changed("messages");
}

function isOlder(held, ts) {
  return held.more && held.list.length > 0 && Number(ts) < Number(held.list[0].ts);
}

function heardInThread(channel, message) {
  const held = state.threads.get(`${channel}/${message.thread_ts}`);
  if (!held?.loaded) return;
  put(held, message);
  changed("threads");
}

/** A message was deleted, or an ephemeral one dismissed. */
export function gone(channel, ts) {
  for (const [key, held] of [...state.messages, ...state.threads]) {
    if (key === channel || key.startsWith(`${channel}/`)) after(held, () => goneFrom(held, ts));
  }
}

function goneFrom(held, ts) {
  held.list = held.list.filter((message) => message.ts !== ts);
  changed("messages", "threads");
}

/** Forgets the oldest messages of a channel that nobody looks at, so that a long day stays light. */
export function trim(channel) {
  const held = state.messages.get(channel);
  if (!held || held.list.length <= KEPT) return;
  held.list = held.list.slice(-KEPT);
  held.more = true;
}
