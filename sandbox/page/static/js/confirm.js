/** The question that a confirm object asks before an element tells the app. */

import { freshId, h } from "./dom.js";
import { textOf } from "./objects.js";
import { t } from "./words.js";

/** Asks; resolves to true when the person says yes. */
export function confirmed(question) {
  return askFor({
    title: textOf(question.title),
    body: textOf(question.text),
    yes: textOf(question.confirm),
    no: textOf(question.deny),
    danger: question.style === "danger",
  });
}

/** The same for the page's own questions; the parts are strings or nodes. */
export function askFor({ title, body, yes, no = t("cancel"), danger = false }) {
  const heading = freshId("confirm");
  return new Promise((resolve) => {
    const answer = (value) => {
      dialog.close();
      dialog.remove();
      resolve(value);
    };
    const dialog = h(
      "dialog",
      { class: "confirm", "aria-labelledby": heading, role: "alertdialog", oncancel: () => answer(false) },
      h("h2", { id: heading }, title),
      h("div", { class: "confirm-body" }, body),
      h(
        "div",
        { class: "dialog-foot" },
        h("button", { type: "button", class: "btn", onclick: () => answer(false) }, no),
        h("button", { type: "button", class: `btn ${danger ? "is-danger" : "is-primary"}`, autofocus: true, onclick: () => answer(true) }, yes),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
