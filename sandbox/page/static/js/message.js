/** One message: who, when, what, its reactions, its thread, and what can be done with it. */

import { tryAct } from "./api.js";
import { avatar } from "./avatar.js";
import { drawBlocks } from "./blocks/index.js";
import { askFor } from "./confirm.js";
import { fully, hour } from "./dates.js";
import { h, hidden } from "./dom.js";
import { OFFERED, emoji } from "./emoji.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { nameOf } from "./mentions.js";
import { mrkdwn, unescape } from "./mrkdwn.js";
import { goThread } from "./places.js";
import { closePopup, openPopup } from "./popup.js";
import { state } from "./store.js";
import { Surface } from "./surface.js";
import { edit } from "./edit.js";
import { drawAttachments, drawFiles } from "./extras.js";
import { t } from "./words.js";

const QUIET = { channel_join: "joined", channel_leave: "left", group_join: "joined", group_leave: "left" };

/** A list item for a message; `follows` leaves the author out; `inThread` the thread's foot. */
export function drawMessage(channel, message, { follows = false, inThread = false } = {}) {
  const name = message.username || nameOf(message.user ?? message.bot_id ?? "");
  if (QUIET[message.subtype]) return quiet(message, name);
  const body = h("div", { class: "message-body" });
  if (!follows) body.append(head(message, name));
  if (message.is_ephemeral) body.append(h("p", { class: "only-you" }, icon("eye", 14), t("only.you")));
  body.append(...content(channel, message), reactions(channel, message));
  if (message.reply_count && !inThread) body.append(foot(channel, message));
  const classes = ["message", follows && "is-following", message.is_ephemeral && "is-ephemeral"].filter(Boolean).join(" ");
  return h(
    "li",
    { class: classes, dataset: { ts: message.ts }, tabindex: "-1", "aria-label": `${name}, ${hour(message.ts)}` },
    h("div", { class: "gutter" }, follows ? h("time", { class: "hover-time" }, hour(message.ts)) : avatar(message.user ?? message.bot_id)),
    body,
    tools(channel, message, inThread),
  );
}

function quiet(message, name) {
  const words = t(QUIET[message.subtype], { name });
  return h("li", { class: "message is-quiet", dataset: { ts: message.ts }, tabindex: "-1" }, h("span", { class: "gutter" }, icon("people", 14)), h("p", { class: "quiet" }, words, " ", h("time", {}, hour(message.ts))));
}

function head(message, name) {
  const bot = state.people.get(message.user)?.is_bot || message.bot_id;
  return h(
    "div",
    { class: "message-head" },
    h("strong", {}, name),
    bot ? h("span", { class: "tag" }, t("app")) : null,
    h("time", { title: fully(Number(message.ts)), datetime: new Date(Number(message.ts) * 1000).toISOString() }, hour(message.ts)),
  );
}

function content(channel, message) {
  const surface = new Surface({ type: "message", channel, ts: message.ts, ephemeral: message.is_ephemeral === true }, "message");
  const edited = message.edited ? h("span", { class: "edited" }, ` (${t("edited")})`) : null;
  const told = message.blocks?.length && (message.bot_id || !message.text);
  const blocks = told ? drawBlocks(message.blocks, surface) : message.text ? [h("div", { class: "block text" }, mrkdwn(message.text), edited)] : [];
  const late = told ? edited : null;
  return [...blocks, ...(late ? [late] : []), ...drawAttachments(message.attachments, surface), ...drawFiles(message.files)];
}

function reactions(channel, message) {
  const all = message.reactions ?? [];
  if (!all.length) return "";
  const toggle = (one) => tryAct(one.users.includes(state.me.id) ? "unreact" : "react", { channel, ts: message.ts, name: one.name });
  const list = all.map((one) => {
    const names = one.users.slice(0, 12).map(nameOf).join(", ");
    const mine = one.users.includes(state.me.id);
    const label = t("reaction", { name: one.name.replaceAll("_", " "), names, count: one.count });
    return h("button", { type: "button", class: "reaction", "aria-pressed": String(mine), "aria-label": label, title: names, "data-key": `${message.ts}/${one.name}`, onclick: () => toggle(one) }, emoji(one.name), h("span", {}, String(one.count)));
  });
  return h("div", { class: "reactions" }, list);
}

function foot(channel, message) {
  const faces = (message.reply_users ?? []).slice(0, 4).map((id) => avatar(id, "small"));
  const props = { type: "button", class: "thread-foot", "data-key": `${message.ts}/thread`, onclick: () => goThread(channel, message.ts) };
  return h("button", props, faces, h("span", { class: "linkish" }, t("replies", { n: message.reply_count })), message.latest_reply ? h("small", {}, hour(message.latest_reply)) : null);
}

function tools(channel, message, inThread) {
  const own = message.is_ephemeral;
  const one = (name, label, run, popup = null) =>
    h("button", { type: "button", class: "btn is-icon is-ghost", "aria-label": label, title: label, tabindex: "-1", "aria-haspopup": popup, onclick: (event) => run(event.currentTarget) }, icon(name, 16));
  const thread = message.thread_ts ?? message.ts;
  const buttons = [one("more", t("message.more"), (anchor) => openMenu(anchor, t("message.more"), actions(channel, message)), "menu")];
  if (!own && !inThread) buttons.unshift(one("reply", t("reply"), () => goThread(channel, thread)));
  if (!own) buttons.unshift(one("smile", t("react"), (anchor) => pickEmoji(anchor, (name) => tryAct("react", { channel, ts: message.ts, name })), "dialog"));
  return h("div", { class: "tools", role: "toolbar", "aria-label": t("message.tools") }, buttons);
}

function actions(channel, message) {
  if (message.is_ephemeral) return [{ label: t("dismiss"), icon: "close", run: () => tryAct("dismiss", { channel, ts: message.ts }) }];
  const shortcuts = state.apps.flatMap((app) => app.shortcuts.filter((one) => one.type === "message").map((one) => ({ ...one, app: app.name })));
  const mine = message.user === state.me.id && !message.bot_id;
  const items = shortcuts.map((one) => ({ label: one.name, hint: one.app, icon: "bolt", run: () => tryAct("message_action", { channel, ts: message.ts, callback_id: one.callback_id }) }));
  items.push({ label: t("copy.link"), icon: "file", run: () => copied(channel, message) });
  if (mine) items.push({ label: t("edit"), icon: "edit", run: () => edit(channel, message) });
  if (mine) items.push({ label: t("delete"), icon: "trash", danger: true, run: () => remove(channel, message) });
  return items;
}

async function copied(channel, message) {
  const address = `${location.origin}/archives/${channel}/p${message.ts.replace(".", "")}`;
  await navigator.clipboard?.writeText(address).catch(() => {});
}

async function remove(channel, message) {
  const said = unescape(message.text ?? "").slice(0, 200);
  if (await askFor({ title: t("delete.sure"), body: said, yes: t("delete"), danger: true })) await tryAct("delete", { channel, ts: message.ts });
}

/** A small table of emoji; `take(name)` hears which. */
export function pickEmoji(anchor, take) {
  const pick = (name) => {
    closePopup();
    anchor.focus();
    take(name);
  };
  const keys = (event) => {
    if (event.key !== "Escape") return;
    closePopup();
    anchor.focus();
    event.stopPropagation();
  };
  const grid = h("div", { class: "emoji-grid", role: "dialog", "aria-label": t("react"), onkeydown: keys }, OFFERED.map((name) => h("button", { type: "button", class: "btn is-icon is-ghost", onclick: () => pick(name) }, emoji(name), hidden(name))));
  openPopup(anchor, grid);
  grid.querySelector("button").focus();
}
