/** Modals: the topmost of up to three; what was typed stays, errors stand beside their field, Escape closes. */

import { act, refusal } from "./api.js";
import { announce, toast } from "./announce.js";
import { drawBlocks } from "./blocks/index.js";
import { freshId, h, keepFocus, swap } from "./dom.js";
import { forget, formOf } from "./form.js";
import { icon } from "./icons.js";
import { plain } from "./objects.js";
import { closePopup, closeStray } from "./popup.js";
import { changed, state } from "./store.js";
import { Surface } from "./surface.js";
import { t } from "./words.js";

let dialog = null;
let before = null;
let shown = "";
let hash = "";
let errors = {};
const opened = new Set();

/** Brings the dialog in step with the stack of the store. */
export function drawModal() {
  const stack = state.views;
  for (const id of opened) if (!stack.some((view) => view.id === id)) opened.delete(id), forget(id);
  for (const view of stack) opened.add(view.id);
  if (!stack.length) return hide();
  const top = stack.at(-1);
  const fresh = shown !== top.id;
  if (fresh || hash !== top.hash) errors = {};
  shown = top.id;
  hash = top.hash;
  reveal();
  keepFocus(dialog, () => swap(dialog, frame(top, stack)));
  closeStray();
  if (fresh) greet(top, stack);
}

function reveal() {
  if (dialog) return;
  before = document.activeElement;
  dialog = h("dialog", { class: "modal" });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close(false);
  });
  document.body.append(dialog);
  dialog.showModal();
}

function hide() {
  if (!dialog) return;
  closePopup();
  dialog.close();
  dialog.remove();
  dialog = null;
  shown = "";
  if (before?.isConnected) before.focus();
  else document.querySelector("main textarea, main button")?.focus();
}

/** Puts the focus where the app or else the person expects it: the first field, or the heading. */
function greet(view, stack) {
  const first = ["[autofocus]", ".modal-body :is(input, textarea, select)", ".modal-body button.btn", "h2"];
  first.map((one) => dialog.querySelector(one)).find(Boolean).focus();
  dialog.querySelector(".modal-body").scrollTop = 0;
  announce(stack.length > 1 ? t("modal.step", { title: plain(view.title), step: stack.length }) : plain(view.title));
}

function frame(view, stack) {
  const heading = freshId("modal");
  dialog.setAttribute("aria-labelledby", heading);
  dialog.dataset.depth = String(stack.length);
  const surface = new Surface({ type: "view", view: view.id }, "modal");
  const submit = (event) => {
    event.preventDefault();
    send(view);
  };
  return h("form", { class: "modal-form", novalidate: true, onsubmit: submit }, head(view, stack, heading), h("div", { class: "modal-body" }, drawBlocks(view.blocks, surface, errors)), foot(view, stack));
}

function head(view, stack, heading) {
  const app = state.apps.find((one) => one.id === view.app_id)?.name ?? state.apps[0]?.name ?? "";
  return h(
    "div",
    { class: "dialog-head" },
    stack.length > 1 ? h("button", { type: "button", class: "btn is-icon is-ghost", "aria-label": t("back"), onclick: () => close(false) }, icon("back")) : null,
    h("h2", { id: heading, tabindex: "-1" }, plain(view.title)),
    h("span", { class: "spring" }),
    h("small", { class: "quiet" }, app),
    h("button", { type: "button", class: "btn is-icon is-ghost", "aria-label": t("close"), "data-key": "modal/close", onclick: () => close(true) }, icon("close")),
  );
}

function foot(view) {
  const inputs = view.blocks.some((block) => block.type === "input");
  const label = view.submit ? plain(view.submit) : inputs ? t("submit") : null;
  return h(
    "div",
    { class: "dialog-foot" },
    h("button", { type: "button", class: "btn", "data-key": "modal/cancel", onclick: () => close(false) }, view.close ? plain(view.close) : t("close")),
    label ? h("button", { type: "submit", class: "btn is-primary", "data-key": "modal/submit" }, label) : null,
  );
}

async function close(all) {
  closePopup();
  try {
    await act("close", { view: shown, all });
  } catch (error) {
    toast(refusal(error), "error");
  }
}

async function send(view) {
  const button = dialog.querySelector("[type=submit]");
  if (button.classList.contains("is-busy")) return;
  const missing = required(view);
  if (Object.keys(missing).length) return refused(missing);
  button.classList.add("is-busy");
  try {
    const done = await act("submit", { view: view.id, typed: formOf(view.id).chosen });
    refused(done.errors ?? {});
  } catch (error) {
    toast(refusal(error), "error");
  } finally {
    dialog?.querySelector("[type=submit]")?.classList.remove("is-busy");
  }
}

/** Slack's clients do not send a form whose required fields are empty. */
function required(view) {
  const form = formOf(view.id);
  const empty = view.blocks.filter((block) => block.type === "input" && !block.optional && isEmpty(form.get(block.block_id, block.element.action_id, initial(block.element))));
  return Object.fromEntries(empty.map((block) => [block.block_id, t("required")]));
}

function initial(element) {
  const key = Object.keys(element).find((name) => name.startsWith("initial_"));
  return key ? element[key] : null;
}

function isEmpty(value) {
  if (value === null || value === undefined || (Array.isArray(value) && !value.length)) return true;
  return typeof value === "string" && !value.trim();
}

function refused(found) {
  errors = found;
  if (!dialog || !Object.keys(found).length) return;
  drawModal();
  const first = dialog.querySelector(".has-error");
  first?.scrollIntoView({ block: "center" });
  first?.querySelector("[data-key]")?.focus();
  announce(Object.values(found).join(". "));
  changed("errors");
}
