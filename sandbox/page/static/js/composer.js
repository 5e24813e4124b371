/** Writing: text with mentions, slash commands with their hints, shortcuts, files. */

import { tryAct } from "./api.js";
import { freshId, h } from "./dom.js";
import { upload } from "./elements/file.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { pickEmoji } from "./message.js";
import { escape } from "./mrkdwn.js";
import { state } from "./store.js";
import { hints } from "./hints.js";
import { t } from "./words.js";

const COMMAND = /^\/[a-z0-9_-]+(\s|$)/i;
const drafts = new Map();

/** A composer for a channel, or for a thread in it; drafts wait in memory. It is empty as soon as something is sent, so
    that nothing is sent twice; what was refused comes back, unless something else was written meanwhile. */
export function composer({ channel, thread = null }) {
  const key = `${state.me.id}/${channel}/${thread ?? ""}`;
  const named = new Map();
  const listId = freshId("hints");
  const label = thread ? t("reply.in.thread") : t("message.to", { name: state.channels.get(channel)?.label ?? "" });
  const field = h("textarea", { class: "composer-field", rows: "1", placeholder: label, "aria-label": label, "aria-autocomplete": "list", "aria-controls": listId, value: drafts.get(key) ?? "", "data-key": `composer/${key}` });
  const help = hints(field, named, listId);
  const grow = () => {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 220)}px`;
  };
  const write = (text) => {
    field.value = text;
    drafts.set(key, text);
    grow();
  };
  const send = async () => {
    const typed = field.value.trim();
    if (!typed) return;
    help.close();
    write("");
    const done = COMMAND.test(typed) ? await command(channel, thread, typed, named) : await tryAct("post", { channel, thread_ts: thread, text: sent(typed, named) });
    if (!done && !drafts.get(key)) write(typed);
  };
  field.addEventListener("input", () => {
    drafts.set(key, field.value);
    grow();
    help.look();
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || help.keys(event)) return;
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    send();
  });
  return h("div", { class: "composer" }, field, bar(field, channel, thread, send));
}

function bar(field, channel, thread, send) {
  const insert = (text) => {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input"));
    field.focus();
  };
  const one = (name, label, run, popup) => h("button", { type: "button", class: "btn is-icon is-ghost", "aria-label": label, title: label, "aria-haspopup": popup ?? null, onclick: (event) => run(event.currentTarget) }, icon(name, 17));
  return h(
    "div",
    { class: "composer-bar" },
    one("bolt", t("shortcuts"), (anchor) => openMenu(anchor, t("shortcuts"), entries(insert), { above: true }), "menu"),
    one("smile", t("emoji"), (anchor) => pickEmoji(anchor, (name) => insert(`:${name}: `)), "dialog"),
    one("file", t("attach"), () => attach(channel, thread)),
    h("span", { class: "spring" }),
    h("button", { type: "button", class: "btn is-primary is-send", "aria-label": t("send"), title: t("send"), onclick: send }, icon("send", 17)),
  );
}

function entries(insert) {
  return state.apps.flatMap((app) => [
    { heading: app.name },
    ...app.shortcuts.filter((one) => one.type === "global").map((one) => ({ label: one.name, hint: one.description, icon: "bolt", run: () => tryAct("shortcut", { callback_id: one.callback_id }) })),
    ...app.commands.map((one) => ({ label: `${one.command} ${one.usage_hint ?? ""}`, hint: one.description, icon: "menu", run: () => insert(`${one.command} `) })),
  ]);
}

/** What Slack's clients send: escapes, and ids for the names that were picked. */
function sent(typed, named) {
  const names = [...named].sort(([one], [other]) => other.length - one.length);
  return names.reduce((text, [name, code]) => text.replaceAll(escape(name), code), escape(typed));
}

async function command(channel, thread, typed, named) {
  const [name, ...rest] = typed.split(" ");
  return tryAct("command", { channel, thread_ts: thread, text: [name, sent(rest.join(" "), named)].join(" ").trim() });
}

function attach(channel, thread) {
  const input = h("input", { type: "file", multiple: true });
  input.addEventListener("change", async () => {
    const files = (await Promise.all([...input.files].map(upload))).filter(Boolean);
    if (files.length) await tryAct("post", { channel, thread_ts: thread, text: "", files: files.map((file) => file.id) });
  });
  input.click();
}
