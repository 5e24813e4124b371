/** What the page knows, and who wants to hear when it changes. */

/** One object for the whole page; `open` says what is on the screen. */
export const state = {
  product: {},
  teams: [],
  team: null,
  me: null,
  stranger: false,
  people: new Map(),
  channels: new Map(),
  apps: [],
  homes: new Map(),
  views: [],
  messages: new Map(),
  threads: new Map(),
  clock: { now: Date.now() / 1000, heard: 0, running: true },
  faults: [],
  journal: [],
  open: { kind: "channel", channel: null, app: null, tab: "home", thread: null, pane: null, sidebar: false },
};

const hearers = new Map();
let queued = null;

/** Calls `draw` (once for all that changes together) after a change of any of `topics`. */
export function on(topics, draw) {
  for (const topic of [topics].flat()) {
    if (!hearers.has(topic)) hearers.set(topic, new Set());
    hearers.get(topic).add(draw);
  }
}

/** Says that these topics changed. */
export function changed(...topics) {
  if (!queued) {
    queued = new Set();
    queueMicrotask(flush);
  }
  for (const topic of topics) queued.add(topic);
}

function flush() {
  const draws = new Set();
  for (const topic of queued) for (const draw of hearers.get(topic) ?? []) draws.add(draw);
  queued = null;
  for (const draw of draws) draw();
}

/** Opens a place: `{channel}`, `{app, tab}`, `{thread}`, `{pane}`; what is not named stays. */
export function show(place) {
  Object.assign(state.open, place);
  changed("open");
}
