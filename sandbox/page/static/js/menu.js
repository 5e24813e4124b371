/** Menus of commands, moved through with the arrow keys. */

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { closePopup, openPopup } from "./popup.js";

/** Opens a menu at `anchor`. Items: `{label, hint, icon, href, danger, checked, run}`, or `{heading}`. */
export function openMenu(anchor, label, items, options = {}) {
  const menu = h("div", { class: "menu", role: "menu", "aria-label": label, onkeydown: (event) => keys(event, menu, anchor) });
  menu.append(...items.map((item) => entry(item, anchor)));
  anchor.setAttribute("aria-expanded", "true");
  openPopup(anchor, menu, { ...options, onclose: () => anchor.setAttribute("aria-expanded", "false") });
  menu.querySelector("[role^=menuitem]")?.focus();
}

function entry(item, anchor) {
  if (item.heading) return h("div", { class: "menu-heading", role: "presentation" }, item.heading);
  const role = "checked" in item ? "menuitemradio" : "menuitem";
  return h(
    "button",
    {
      type: "button",
      class: `menu-item${item.danger ? " is-danger" : ""}`,
      role,
      tabindex: "-1",
      "aria-checked": "checked" in item ? String(item.checked) : null,
      onclick: () => {
        closePopup();
        anchor.focus();
        item.run();
      },
    },
    item.icon ? icon(item.icon) : null,
    h("span", { class: "menu-words" }, h("span", {}, item.label), item.hint ? h("small", {}, item.hint) : null),
    item.checked ? icon("check", 16) : null,
  );
}

function keys(event, menu, anchor) {
  const items = [...menu.querySelectorAll("[role^=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const step = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
  if (step !== undefined) items[step % items.length]?.focus();
  else if (event.key === "Escape" || event.key === "Tab") {
    closePopup();
    anchor.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

/** One tab stop for a list, and arrows inside it: `selector` names its items. */
export function rove(list, selector) {
  list.addEventListener("keydown", (event) => {
    const items = [...list.querySelectorAll(selector)].filter((item) => item.offsetParent !== null);
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (at < 0 || to === undefined || !items[to]) return;
    event.preventDefault();
    stopAt(list, selector, items[to]);
    items[to].focus();
  });
  list.addEventListener("focusin", (event) => {
    const item = event.target.closest(selector);
    if (item) stopAt(list, selector, item);
  });
}

/** Makes `item` the list's one tab stop. */
export function stopAt(list, selector, item) {
  for (const other of list.querySelectorAll(selector)) other.tabIndex = other === item ? 0 : -1;
}
