/** The frame of the page's own dialogs: heading, body, foot; Escape closes, focus goes back where it came from. */

import { freshId, h, swap } from "./dom.js";
import { icon } from "./icons.js";
import { closePopup } from "./popup.js";
import { t } from "./words.js";

/** Opens a dialog; `draw(body, close)` fills it. */
export function openDialog(title, draw, { className = "" } = {}) {
  const heading = freshId("dialog");
  const before = document.activeElement;
  const close = () => {
    closePopup();
    dialog.close();
    dialog.remove();
    if (before?.isConnected) before.focus();
  };
  const body = h("div", { class: "dialog-body" });
  const dialog = h(
    "dialog",
    { class: `dialog ${className}`, "aria-labelledby": heading },
    h(
      "div",
      { class: "dialog-head" },
      h("h2", { id: heading }, title),
      h("button", { type: "button", class: "btn is-icon is-ghost", "aria-label": t("close"), onclick: close }, icon("close")),
    ),
    body,
  );
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && close());
  document.body.append(dialog);
  draw(body, close);
  dialog.showModal();
  return close;
}

/** A search field above a list that it narrows: `find(query)` gives nodes. */
export function searchList(label, find) {
  const list = h("ul", { class: "rows" });
  const draw = (query) => swap(list, find(query));
  const input = h("input", { type: "search", class: "field", placeholder: label, "aria-label": label, autofocus: true, oninput: (event) => draw(event.target.value) });
  draw("");
  return [input, list];
}
