/** The left side: the workspace, the channels, the conversations, the app, and who one is. */

import { tryAct } from "./api.js";
import { avatar, crest } from "./avatar.js";
import { h, hidden, keepFocus, swap } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu, rove } from "./menu.js";
import { nameOf } from "./mentions.js";
import { goApp, goChannel } from "./places.js";
import { state } from "./store.js";
import { browseChannels, newConversation } from "./browse.js";
import { openPeople, roleOf, switchTo } from "./people.js";
import { t } from "./words.js";

const SIGNS = { channel: "hash", private: "lock", mpim: "people" };
const DIRECT_SHOWN = 25;

/** Draws the sidebar into `root`. */
export function drawSidebar(root) {
  if (!state.team) return;
  keepFocus(root, () => swap(root, workspace(), h("div", { class: "sidebar-lists" }, channels(), direct(), apps()), self()));
}

/** Called once: arrows move in the list. */
export function wireSidebar(root) {
  rove(root, ".place");
}

function workspace() {
  const items = state.teams.map((team) => ({ label: team.name, checked: team.id === state.team.id, run: () => switchTo(team.id, "") }));
  return h(
    "button",
    { type: "button", class: "workspace", "aria-haspopup": "menu", "data-key": "workspace", onclick: (event) => openMenu(event.currentTarget, t("workspaces"), items) },
    crest(state.team),
    h("span", { class: "workspace-name" }, hidden(`${t("workspace")} `), state.team.name),
    icon("down", 14),
  );
}

function section(title, id, list, add) {
  return h(
    "section",
    { "aria-labelledby": id },
    h("div", { class: "sidebar-title" }, h("h2", { id }, title), add ?? null),
    h("ul", { class: "places" }, list.map((one) => h("li", {}, one))),
  );
}

function byName(one, other) {
  return one.label.localeCompare(other.label);
}

function channels() {
  const mine = [...state.channels.values()].filter((one) => one.is_member && !one.is_archived && (one.kind === "channel" || one.kind === "private"));
  const add = h("button", { type: "button", class: "btn is-icon is-ghost", title: t("browse"), "aria-label": t("browse"), "data-key": "browse", onclick: browseChannels }, icon("plus", 16));
  return section(t("channels"), "list-channels", mine.sort(byName).map((one) => place(one, icon(SIGNS[one.kind], 15), one.name)), add);
}

function direct() {
  const dms = new Set(state.apps.map((app) => app.dm));
  const talks = [...state.channels.values()].filter((one) => (one.kind === "im" || one.kind === "mpim") && !dms.has(one.id));
  const shown = talks.sort((one, other) => Number(other.latest ?? 0) - Number(one.latest ?? 0)).slice(0, DIRECT_SHOWN);
  const add = h("button", { type: "button", class: "btn is-icon is-ghost", title: t("write.to"), "aria-label": t("write.to"), "data-key": "write", onclick: newConversation }, icon("plus", 16));
  return section(t("direct"), "list-direct", shown.map((one) => place(one, face(one), one.label)), add);
}

function face(channel) {
  return channel.kind === "mpim" ? icon("people", 15) : avatar(channel.with?.[0] ?? state.me.id, "small");
}

function place(channel, sign, name) {
  const here = state.open.kind === "channel" && state.open.channel === channel.id;
  const unread = channel.unread ?? 0;
  return h(
    "button",
    {
      type: "button",
      class: `place${unread ? " is-unread" : ""}`,
      "aria-current": here ? "page" : null,
      tabindex: here ? "0" : "-1",
      "data-key": `place/${channel.id}`,
      onclick: () => goChannel(channel.id),
    },
    h("span", { class: "place-sign" }, sign),
    h("span", { class: "place-name" }, name),
    unread ? h("span", { class: "badge" }, String(unread), hidden(` ${t("unread", { n: unread })}`)) : null,
  );
}

function apps() {
  const list = state.apps.map((app) => {
    const dm = state.channels.get(app.dm);
    const unread = dm?.unread ?? 0;
    const here = state.open.app === app.id || (app.dm && state.open.channel === app.dm);
    return h(
      "button",
      {
        type: "button",
        class: `place${unread ? " is-unread" : ""}`,
        "aria-current": here ? "page" : null,
        tabindex: here ? "0" : "-1",
        "data-key": "place/app",
        onclick: () => goApp(app.id, unread ? "messages" : "home"),
      },
      h("span", { class: "place-sign" }, avatar(app.user, "small")),
      h("span", { class: "place-name" }, app.name),
      unread ? h("span", { class: "badge" }, String(unread), hidden(` ${t("unread", { n: unread })}`)) : null,
    );
  });
  return section(t("apps"), "list-apps", list);
}

function self() {
  const detail = [roleOf(state.me), state.me.locale, state.me.tz].filter(Boolean).join(" · ");
  return h(
    "button",
    { type: "button", class: "self", "data-key": "self", "aria-haspopup": "dialog", onclick: openPeople },
    avatar(state.me.id),
    h("span", { class: "self-words" }, hidden(`${t("you.are")} `), h("strong", {}, nameOf(state.me.id)), h("small", {}, detail)),
    icon("people", 16),
  );
}

/** Joins or leaves a channel. */
export async function membership(channel, verb) {
  await tryAct(verb, { channel });
}
