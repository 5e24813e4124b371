/** A list of messages that changes little when little changes: only what is new or different is drawn again. */

import { dayKey, dayName } from "./dates.js";
import { h, keepFocus } from "./dom.js";
import { stopAt, rove } from "./menu.js";
import { drawMessage } from "./message.js";
import { closeStray } from "./popup.js";

const TOGETHER = 300;

/** Lists by root: what each drawn item was drawn from. */
const drawn = new WeakMap();

/** An empty list, its items moved through with the arrow keys. */
export function messageList(label) {
  const root = h("ol", { class: "messages", "aria-label": label });
  rove(root, ".message");
  root.addEventListener("focusin", (event) => tabbable(event.target.closest(".message"), root));
  root.addEventListener("keydown", inside);
  return root;
}

function tabbable(item, root) {
  for (const tool of root.querySelectorAll(".tools .btn")) tool.tabIndex = item?.contains(tool) ? 0 : -1;
}

/** Enter goes into a message, Escape comes back out of it. */
function inside(event) {
  const item = event.target.closest(".message");
  if (event.key === "Enter" && event.target === item) item.querySelector("button, a, input, textarea")?.focus();
  else if (event.key === "Escape" && item && event.target !== item) item.focus();
}

function follows(one, before) {
  if (!before || one.subtype || before.subtype || one.bot_id || one.is_ephemeral !== before.is_ephemeral) return false;
  return one.user === before.user && one.username === before.username && Number(one.ts) - Number(before.ts) < TOGETHER;
}

/** Brings the list in step with `messages`; `version` differs when everything must be drawn again. */
export function drawList(root, channel, messages, { inThread = false, version = "" } = {}) {
  const old = drawn.get(root) ?? new Map();
  const now = new Map();
  const nodes = [];
  messages.forEach((message, at) => {
    const before = messages[at - 1];
    const day = dayKey(Number(message.ts));
    if (!inThread && (!before || dayKey(Number(before.ts)) !== day)) nodes.push(divider(day, message, old, now, version));
    const options = { follows: follows(message, before) && dayKey(Number(before.ts)) === day, inThread };
    const mark = `${version}|${channel}|${options.follows}|${JSON.stringify(message)}`;
    const known = old.get(message.ts);
    const node = known?.mark === mark ? known.node : drawMessage(channel, message, options);
    now.set(message.ts, { mark, node });
    nodes.push(node);
  });
  drawn.set(root, now);
  keepFocus(root, () => patch(root, nodes));
  closeStray();
  if (!root.querySelector('.message[tabindex="0"]') && root.lastElementChild) stopAt(root, ".message", root.lastElementChild);
}

function divider(day, message, old, now, version) {
  const mark = `${version}|${dayName(Number(message.ts))}`;
  const known = old.get(day);
  const node = known?.mark === mark ? known.node : h("li", { class: "day" }, h("span", {}, dayName(Number(message.ts))));
  now.set(day, { mark, node });
  return node;
}

/** Puts `nodes` into `root` in order, leaving alone those that are in their place. */
function patch(root, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...root.children]) if (!wanted.has(child)) child.remove();
  let at = root.firstElementChild;
  for (const node of nodes) {
    if (node === at) at = at.nextElementSibling;
    else root.insertBefore(node, at);
  }
}
