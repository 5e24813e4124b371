/** The middle of the page when a channel or a conversation is open: head, messages, composer. */

import { ask, tryAct } from "./api.js";
import { avatar } from "./avatar.js";
import { openMembers } from "./browse.js";
import { composer } from "./composer.js";
import { h, swap } from "./dom.js";
import { icon } from "./icons.js";
import { drawList, messageList } from "./list.js";
import { channelShelf, older } from "./messages.js";
import { goApp, read } from "./places.js";
import { changed, state } from "./store.js";
import { language, t } from "./words.js";

const NEAR_TOP = 300;
const NEAR_END = 120;
const FRAMES = 10;
let root = null;
let parts = null;

/** Draws the open channel; called whenever messages, channels or people changed. */
export function drawChannel(main) {
  const channel = state.channels.get(state.open.channel);
  if (!channel) return void swap(main, h("p", { class: "empty" }, t("nothing.open")));
  const fresh = !parts || parts.key !== `${channel.id}/${state.me.id}/${language()}` || root !== main || !parts.list.isConnected;
  if (fresh) build(main, channel);
  swap(parts.head, head(channel));
  const foot = channel.is_member ? parts.composer : joinBar(channel);
  if (parts.foot.firstElementChild !== foot) swap(parts.foot, foot);
  fill(channel, fresh);
}

function build(main, channel) {
  root = main;
  const list = messageList(t("messages.of", { name: channel.label }));
  const scroller = h("div", { class: "scroller" }, h("div", { class: "loading", hidden: true, role: "status" }, t("loading")), h("div", { class: "beginning", hidden: true }), list);
  const region = { key: `${channel.id}/${state.me.id}/${language()}`, head: h("header", { class: "place-head" }), list, scroller, foot: h("div", { class: "place-foot" }) };
  parts = { ...region, composer: composer({ channel: channel.id }), channel: channel.id };
  scroller.addEventListener("scroll", () => scrolled(scroller, channel.id), { passive: true });
  swap(main, parts.head, scroller, parts.foot);
}

function fill(channel, fresh) {
  const { scroller, list } = parts;
  const held = channelShelf(channel.id);
  const atEnd = fresh || scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END;
  const height = scroller.scrollHeight;
  const top = scroller.scrollTop;
  const grewAbove = parts.first !== undefined && held.list[0]?.ts !== parts.first && Number(held.list[0]?.ts) < Number(parts.first);
  drawList(list, channel.id, held.list, { version: `${state.me.id}/${language()}/${state.me.tz}/${state.people.size > 0}` });
  scroller.firstElementChild.hidden = held.loaded && !held.loading;
  beginning(scroller.children[1], channel, held);
  if (state.open.ts && point(list, state.open.ts)) state.open.ts = null;
  else if (grewAbove && !atEnd) scroller.scrollTop = top + scroller.scrollHeight - height;
  else if (atEnd || parts.first === undefined) toEnd(scroller);
  parts.first = held.list[0]?.ts;
  if (atEnd && document.hasFocus() && held.loaded) read(channel.id);
}

/** What stands above the very first message. */
function beginning(node, channel, held) {
  node.hidden = !held.loaded || held.more;
  if (!node.hidden) swap(node, h("h2", {}, channel.label), h("p", {}, channel.purpose || t(`beginning.${channel.kind}`)));
}

/** Rows out of sight have a guessed height until they are seen: it goes to the end for some frames, until that is
    known, or until the person does something there. */
export function toEnd(scroller) {
  const stop = new AbortController();
  for (const sign of ["wheel", "pointerdown", "keydown", "focusin"]) scroller.addEventListener(sign, () => stop.abort(), { signal: stop.signal, passive: true });
  const go = (frames) => {
    if (stop.signal.aborted) return;
    scroller.scrollTop = scroller.scrollHeight;
    if (frames && scroller.isConnected) requestAnimationFrame(() => go(frames - 1));
    else stop.abort();
  };
  go(FRAMES);
}

/** Shows one message in the middle of its list, and marks it for a moment; false if the list does not hold it. */
export function point(list, ts) {
  const item = list.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
  if (!item) return false;
  item.focus({ preventScroll: true });
  toMiddle(item, FRAMES);
  item.classList.add("is-pointed");
  setTimeout(() => item.classList.remove("is-pointed"), 2500);
  return true;
}

function toMiddle(item, frames) {
  item.scrollIntoView({ block: "center" });
  if (frames && item.isConnected) requestAnimationFrame(() => toMiddle(item, frames - 1));
}

function scrolled(scroller, channel) {
  const held = channelShelf(channel);
  if (scroller.scrollTop < NEAR_TOP && held.more && !held.loading && held.loaded) older(channel);
  if (scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END) read(channel);
}

function head(channel) {
  const sign = channel.kind === "im" ? avatar(channel.with?.[0] ?? state.me.id, "small") : icon({ private: "lock", mpim: "people" }[channel.kind] ?? "hash");
  const app = state.apps.find((one) => one.dm === channel.id);
  const about = channel.topic || channel.purpose;
  return [
    h("h1", {}, sign, h("span", {}, channel.kind === "channel" || channel.kind === "private" ? channel.name : channel.label)),
    channel.is_archived ? h("span", { class: "tag" }, t("archived")) : null,
    app ? tabs(app) : h("p", { class: "about", title: about || null }, about ?? ""),
    channel.kind === "im" ? null : members(channel),
    channel.is_member && (channel.kind === "channel" || channel.kind === "private") ? leaveButton(channel) : null,
  ];
}

/** The app's two tabs, above its Home and above its messages. */
export function tabs(app) {
  const one = (tab, words) =>
    h("button", { type: "button", class: "tab", "aria-current": (state.open.kind === "home") === (tab === "home") ? "page" : null, onclick: () => goApp(app.id, tab) }, words);
  return h("nav", { class: "tabs", "aria-label": app.name }, one("home", t("tab.home")), one("messages", t("tab.messages")));
}

function members(channel) {
  const open = async () => openMembers(channel, (await ask("members", { channel: channel.id })).members);
  return h("button", { type: "button", class: "btn is-ghost is-small", onclick: open }, icon("people", 15), t("members", { n: channel.members ?? 0 }));
}

function leaveButton(channel) {
  const leave = async () => {
    if (!(await tryAct("leave", { channel: channel.id }))) return;
    channel.is_member = false;
    changed("channels");
  };
  return h("button", { type: "button", class: "btn is-ghost is-small", onclick: leave }, t("leave"));
}

function joinBar(channel) {
  if (channel.is_archived) return h("p", { class: "join-bar" }, t("archived.no"));
  const join = async () => {
    if (!(await tryAct("join", { channel: channel.id }))) return;
    channel.is_member = true;
    changed("channels");
  };
  return h("div", { class: "join-bar" }, h("span", {}, t("not.member", { name: channel.label })), h("button", { type: "button", class: "btn is-primary", onclick: join }, t("join")));
}
