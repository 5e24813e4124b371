/** Hears what happens in the sandbox, as server-sent events, and keeps the store in step. */

import { loadState } from "./api.js";
import { announce } from "./announce.js";
import { nameOf } from "./mentions.js";
import { gone, heard, openThread, opened } from "./messages.js";
import { changed, state } from "./store.js";
import { t } from "./words.js";

const JOURNAL_KEPT = 300;
let source = null;
let waiting = null;
let reading = Promise.resolve();

/** Becomes someone: listens first and reads then, so that nothing falls between. */
export function become({ team, person }) {
  return anew(async () => {
    await listen({ team, person });
    await loadState({ team, person });
  });
}

/** One reading after another; what is heard meanwhile is newer than what is read, and so comes after it. */
function anew(read) {
  const done = reading.then(async () => {
    waiting = [];
    try {
      await read();
    } finally {
      const meanwhile = waiting;
      waiting = null;
      meanwhile.forEach(take);
    }
  });
  reading = done.catch(() => {});
  return done;
}

/** Listens as someone; an earlier stream is closed. Resolves when nothing can be missed any more. */
function listen(who) {
  source?.close();
  source = new EventSource(`/page/live?${new URLSearchParams(who)}`);
  source.onmessage = (event) => JSON.parse(event.data).forEach(take);
  source.onerror = () => document.body.classList.add("is-offline");
  return new Promise((resolve) => {
    let greeted = false;
    HEARERS.hello = () => {
      document.body.classList.remove("is-offline");
      if (greeted) reload();
      greeted = true;
      resolve();
    };
  });
}

/** Reads everything again; what is on the screen stays there until then. */
function reload() {
  return anew(async () => {
    const { id } = state.me;
    await loadState();
    if (state.me.id !== id) {
      await listen({ team: state.team.id, person: state.me.id });
      await loadState();
    }
    state.messages.clear();
    state.threads.clear();
    const { channel, thread } = state.open;
    if (state.channels.has(channel)) await opened(channel);
    if (thread && state.channels.has(channel)) await openThread(channel, thread);
  });
}

function take(news) {
  if (waiting && news.type !== "hello") return void waiting.push(news);
  HEARERS[news.type]?.(news);
}

const HEARERS = {
  message: ({ channel, message, fresh }) => {
    heard(channel, message);
    if (fresh) arrived(channel, message);
  },
  gone: ({ channel, ts }) => gone(channel, ts),
  channel: ({ channel }) => {
    state.channels.set(channel.id, { ...state.channels.get(channel.id), ...channel });
    for (const app of state.apps) if (channel.kind === "im" && channel.with?.includes(app.user)) app.dm = channel.id;
    changed("channels");
  },
  left: ({ channel }) => {
    state.channels.delete(channel);
    changed("channels");
  },
  person: ({ person }) => {
    state.people.set(person.id, person);
    if (person.id === state.me.id) state.me = person;
    changed("people", person.id === state.me.id ? "me" : "people");
  },
  home: ({ app, view }) => {
    state.homes.set(app, view);
    changed("home");
  },
  views: ({ views }) => {
    state.views = views;
    changed("views");
  },
  clock: ({ clock }) => {
    state.clock = { ...clock, heard: performance.now() };
    changed("clock");
  },
  faults: ({ faults }) => {
    state.faults = faults;
    changed("faults");
  },
  journal: ({ entries }) => {
    state.journal = [...state.journal, ...entries].slice(-JOURNAL_KEPT);
    changed("journal");
  },
  reload,
};

function arrived(channel, message) {
  const mine = message.user === state.me.id;
  const watched = state.open.kind !== "home" && state.open.channel === channel && document.hasFocus();
  const known = state.channels.get(channel);
  const counts = known && !mine && message.ts > known.latest && !message.is_ephemeral && (!message.thread_ts || message.thread_ts === message.ts);
  if (known && message.ts > known.latest) known.latest = message.ts;
  if (counts && !watched) {
    known.unread = (known.unread ?? 0) + 1;
    changed("channels");
  }
  if (!mine && (watched || message.is_ephemeral || ["im", "mpim"].includes(known?.kind))) {
    announce(t("said", { name: message.username || nameOf(message.user), text: message.text ?? "" }));
  }
}
