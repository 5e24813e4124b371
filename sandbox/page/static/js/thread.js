/** The thread beside the channel. */

import { point, toEnd } from "./channel.js";
import { composer } from "./composer.js";
import { h, swap } from "./dom.js";
import { icon } from "./icons.js";
import { drawList, messageList } from "./list.js";
import { threadShelf } from "./messages.js";
import { show, state } from "./store.js";
import { language, t } from "./words.js";

let parts = null;

/** Draws the open thread into `root`. */
export function drawThread(root) {
  const { channel, thread } = state.open;
  const key = `${channel}/${thread}/${state.me.id}/${language()}`;
  if (parts?.key !== key || !parts.list.isConnected) build(root, key, channel, thread);
  const before = parts.list.childElementCount;
  drawList(parts.list, channel, threadShelf(channel, thread).list, { inThread: true, version: key });
  if (state.open.reply && point(parts.list, state.open.reply)) state.open.reply = null;
  else if (parts.list.childElementCount > before) toEnd(parts.scroller);
}

function build(root, key, channel, thread) {
  const list = messageList(t("thread"));
  const scroller = h("div", { class: "scroller" }, list);
  const close = () => {
    show({ pane: null, thread: null });
    document.querySelector(`[data-ts="${CSS.escape(thread)}"]`)?.focus();
  };
  parts = { key, list, scroller };
  const head = h("header", { class: "place-head" }, h("h2", {}, t("thread")), h("span", { class: "spring" }), h("button", { type: "button", class: "btn is-icon is-ghost", "aria-label": t("close.thread"), onclick: close }, icon("close")));
  root.onkeydown = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) close();
  };
  swap(root, h("div", { class: "thread" }, head, scroller, h("div", { class: "place-foot" }, composer({ channel, thread }))));
}
