/** Going somewhere: a channel, a conversation with someone, the app's Home, a thread; and the address bar with it. */

import { act, tryAct } from "./api.js";
import { announce } from "./announce.js";
import { openThread, opened, reach, trim } from "./messages.js";
import { changed, show, state } from "./store.js";
import { placeName } from "./elements/sources.js";
import { t } from "./words.js";

/** Opens a channel or conversation, at a message (of its thread) where one is named, and marks it read. */
export async function goChannel(channel, { ts = null, thread = null } = {}) {
  if (!state.channels.has(channel)) return;
  if (state.open.channel && state.open.channel !== channel) trim(state.open.channel);
  const pane = thread ? "thread" : state.open.pane === "thread" ? null : state.open.pane;
  show({ kind: "channel", channel, app: null, thread, pane, sidebar: false, ts: thread ?? ts, reply: thread ? ts : null });
  written();
  await opened(channel);
  if (thread ?? ts) await reach(channel, thread ?? ts);
  if (thread) await openThread(channel, thread);
  read(channel);
  announce(placeName(channel));
}

/** Says that the person has seen all of a channel. */
export function read(channel) {
  const known = state.channels.get(channel);
  if (!known?.is_member || known.unread === 0) return;
  known.unread = 0;
  changed("channels");
  act("read", { channel }).catch(() => {});
}

/** Opens the conversation with people, made when it is new. */
export async function goPeople(...users) {
  const done = await tryAct("open_direct", { users });
  if (!done) return;
  state.channels.set(done.channel.id, done.channel);
  changed("channels");
  await goChannel(done.channel.id);
}

/** Opens the app, at its Home (the app hears of it each time) or at its messages. */
export async function goApp(app, tab = "home") {
  const known = state.apps.find((one) => one.id === app) ?? state.apps[0];
  if (!known) return;
  const at = tab === "messages" ? "messages" : "home";
  show({ kind: "home", app: known.id, tab: at, channel: known.dm ?? null, thread: null, pane: state.open.pane === "panel" ? "panel" : null, sidebar: false });
  written();
  if (at === "messages") {
    if (!known.dm) return void goPeople(known.user);
    return void goChannel(known.dm);
  }
  announce(t("home.of", { app: known.name }));
  const done = await tryAct("open_home", { tab: "home" });
  if (done?.view) {
    state.homes.set(known.id, done.view);
    changed("home");
  }
}

/** Opens a thread beside the channel. */
export async function goThread(channel, ts) {
  show({ pane: "thread", thread: ts });
  await openThread(channel, ts);
  document.querySelector(".thread textarea")?.focus();
}

/** Goes where a link inside the page points. */
export function follow(place) {
  if (place.user) return state.people.get(place.user)?.is_bot ? goApp(null, "messages") : goPeople(place.user);
  if (place.app && !place.channel) return goApp(place.app, place.tab);
  if (!place.channel) return null;
  return goChannel(place.channel, { ts: place.ts, thread: place.thread && place.thread !== place.ts ? place.thread : null });
}

function written() {
  const { kind, channel } = state.open;
  const query = new URLSearchParams({ team: state.team.id, as: state.me.id });
  history.replaceState(null, "", `/?${query}#${kind === "home" ? "home" : (channel ?? "")}`);
}
