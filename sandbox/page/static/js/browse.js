/** Finding channels to join, and people to write to. */

import { tryAct } from "./api.js";
import { avatar } from "./avatar.js";
import { openDialog, searchList } from "./dialog.js";
import { h } from "./dom.js";
import { combo } from "./elements/combo.js";
import { sourceOf } from "./elements/sources.js";
import { icon } from "./icons.js";
import { nameOf } from "./mentions.js";
import { folded } from "./objects.js";
import { goChannel, goPeople } from "./places.js";
import { changed, state } from "./store.js";
import { t } from "./words.js";

/** All channels of the workspace, to open or join. */
export function browseChannels() {
  openDialog(t("browse"), (body, close) => {
    body.append(...searchList(t("browse.search"), (query) => found(query).map((channel) => row(channel, close))));
  });
}

function found(query) {
  const wanted = folded(query);
  return [...state.channels.values()]
    .filter((one) => (one.kind === "channel" || one.kind === "private") && !one.is_archived && folded(`${one.name} ${one.purpose ?? ""}`).includes(wanted))
    .sort((one, other) => (other.members ?? 0) - (one.members ?? 0));
}

function row(channel, close) {
  const open = () => {
    close();
    goChannel(channel.id);
  };
  const join = async () => {
    if (await tryAct("join", { channel: channel.id })) {
      channel.is_member = true;
      changed("channels");
      open();
    }
  };
  return h(
    "li",
    { class: "row" },
    icon(channel.kind === "private" ? "lock" : "hash", 16),
    h("span", { class: "menu-words" }, h("span", {}, channel.name), h("small", {}, [t("members", { n: channel.members ?? 0 }), channel.purpose].filter(Boolean).join(" · "))),
    h("button", { type: "button", class: "btn is-small", "aria-label": `${t(channel.is_member ? "open" : "join")} ${channel.name}`, onclick: channel.is_member ? open : join }, t(channel.is_member ? "open" : "join")),
  );
}

/** A new conversation, with one person or several. */
export function newConversation() {
  let users = [];
  openDialog(t("write.to"), (body, close) => {
    const field = combo({
      source: sourceOf("users", {}, {}, {}),
      most: 8,
      multi: true,
      chosen: [],
      placeholder: t("write.search"),
      key: "write/users",
      labels: { "aria-label": t("write.search") },
      focus: true,
      change: async (values) => {
        users = values;
        return true;
      },
    });
    const go = () => {
      if (!users.length) return;
      close();
      goPeople(...users);
    };
    body.append(field, h("div", { class: "dialog-foot" }, h("button", { type: "button", class: "btn is-primary", onclick: go }, t("open"))));
  });
}

/** The members of a channel. */
export async function openMembers(channel, members) {
  openDialog(t("members", { n: members.length }), (body, close) => {
    const draw = (query) =>
      members
        .filter((id) => folded(nameOf(id)).includes(folded(query)))
        .slice(0, 100)
        .map((id) => h("li", { class: "row" }, avatar(id, "small"), h("span", { class: "menu-words" }, nameOf(id)), write(id, close)));
    body.append(...searchList(t("people.search"), draw));
  });
}

function write(id, close) {
  const go = () => {
    close();
    goPeople(id);
  };
  return h("button", { type: "button", class: "btn is-small", "aria-label": `${t("write")} ${nameOf(id)}`, onclick: go }, t("write"));
}
