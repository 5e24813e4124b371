/** Changing the words of one's own message. */

import { tryAct } from "./api.js";
import { openDialog } from "./dialog.js";
import { h } from "./dom.js";
import { escape, unescape } from "./mrkdwn.js";
import { t } from "./words.js";

/** Opens the message's text in a dialog. */
export function edit(channel, message) {
  openDialog(t("edit"), (body, close) => {
    const field = h("textarea", { class: "field", rows: "5", "aria-label": t("message"), value: unescape(message.text ?? ""), autofocus: true });
    const save = async () => {
      if (!field.value.trim()) return;
      if (await tryAct("edit", { channel, ts: message.ts, text: kept(field.value, message.text ?? "") })) close();
    };
    body.append(field, h("div", { class: "dialog-foot" }, h("button", { type: "button", class: "btn", onclick: close }, t("cancel")), h("button", { type: "button", class: "btn is-primary", onclick: save }, t("save"))));
  });
}

/** Typed words escaped, save for the mentions that the message had already. */
function kept(typed, before) {
  const mentions = before.match(/<[@#!][^<>]+>/g) ?? [];
  return mentions.reduce((text, mention) => text.replaceAll(escape(mention), mention), escape(typed));
}
