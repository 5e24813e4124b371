/** Being someone: the switcher, joining as a new person, and one's own language and time zone. */

import { act, refusal, tryAct } from "./api.js";
import { toast } from "./announce.js";
import { avatar } from "./avatar.js";
import { openDialog, searchList } from "./dialog.js";
import { freshId, h } from "./dom.js";
import { become } from "./live.js";
import { nameOf } from "./mentions.js";
import { folded } from "./objects.js";
import { goApp, goChannel } from "./places.js";
import { state } from "./store.js";
import { spoken, t } from "./words.js";

const SHOWN = 40;
const ZONES = ["Europe/Paris", "Europe/London", "America/Montreal", "America/New_York", "America/Los_Angeles", "America/Sao_Paulo", "Africa/Dakar", "Asia/Kolkata", "Asia/Tokyo", "Australia/Sydney", "Etc/UTC"];
const LANGUAGES = [["fr-FR", "Français"], ["en-US", "English (US)"], ["en-GB", "English (UK)"], ["es-ES", "Español"], ["de-DE", "Deutsch"]];
const FIRST_PLACES = ["general", "accueil", "welcome"];

/** A role as a word. */
export function roleOf(person) {
  return t(`role.${person.deleted ? "deleted" : (person.role ?? "member")}`);
}

/** Becomes someone (in a workspace): everything is read anew. */
export async function switchTo(team, person) {
  state.stranger = false;
  state.messages.clear();
  state.threads.clear();
  await become({ team, person });
  Object.assign(state.open, { kind: "channel", channel: null, app: null, thread: null, pane: state.open.pane === "panel" ? "panel" : null, sidebar: false });
  await arrive();
}

/** The first place to be: the app's unread message, else the general channel. */
export async function arrive(wanted = "") {
  if (wanted === "home") return goApp(null);
  const all = [...state.channels.values()].filter((one) => one.is_member && !one.is_archived);
  const unread = state.apps.map((app) => state.channels.get(app.dm)).find((dm) => dm?.unread);
  const general = all.find((one) => one.is_general) ?? all.find((one) => FIRST_PLACES.includes(one.name)) ?? all[0];
  return goChannel((state.channels.has(wanted) ? wanted : null) ?? unread?.id ?? general?.id);
}

/** The dialog: who to be, or someone new. */
export function openPeople() {
  openDialog(t("be.someone"), (body, close) => {
    const find = (query) => found(query).map((person) => row(person, close));
    const [input, list] = searchList(t("people.search"), find);
    body.append(input, list, settings(close), newcomer(close));
  }, { className: "is-people" });
}

/** The same for someone who has just opened the page: arriving comes first. */
export function welcome() {
  openDialog(t("who"), (body, close) => {
    const [input, list] = searchList(t("people.search"), (query) => found(query).map((person) => row(person, close)));
    input.removeAttribute("autofocus");
    const known = h("section", { class: "part is-known" }, h("h3", {}, t("be.known")), input, list);
    body.append(h("p", { class: "quiet" }, t("who.why", { app: state.product.app ?? "", team: state.team.name })), newcomer(close), known);
    body.querySelector("input").autofocus = true;
  }, { className: "is-people is-welcome" });
}

function found(query) {
  const wanted = folded(query);
  const all = [...state.people.values()].filter((one) => !one.is_bot && !one.deleted && one.team === state.team.id);
  const fits = all.filter((one) => folded(`${nameOf(one.id)} ${one.real_name} ${roleOf(one)} ${one.locale} ${one.tz}`).includes(wanted));
  return fits.sort((one, other) => rank(one) - rank(other)).slice(0, SHOWN);
}

function rank(person) {
  return person.id === state.me.id ? 0 : person.is_admin ? 1 : 2;
}

function row(person, close) {
  const pick = () => {
    close();
    switchTo(state.team.id, person.id);
  };
  const detail = [roleOf(person), person.locale, person.tz].filter(Boolean).join(" · ");
  const mine = person.id === state.me.id;
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: "row is-button", "aria-current": mine ? "true" : null, onclick: pick },
      avatar(person.id),
      h("span", { class: "menu-words" }, h("span", {}, nameOf(person.id), mine ? h("em", {}, ` (${t("you")})`) : null), h("small", {}, detail)),
    ),
  );
}

function choice(label, options, chosen) {
  const id = freshId("choice");
  const select = h("select", { id, class: "field" }, options.map(([value, words]) => h("option", { value, selected: value === chosen }, words)));
  return [h("div", { class: "pair" }, h("label", { for: id, class: "label" }, label), select), select];
}

function languages(chosen) {
  return choice(t("language"), LANGUAGES, chosen);
}

/** The language of the list that is nearest to a locale: itself, else one of the same first letters. */
function known(wanted) {
  const all = LANGUAGES.map(([code]) => code);
  return all.find((code) => code === wanted) ?? all.find((code) => code.slice(0, 2) === wanted.slice(0, 2)) ?? "en-US";
}

function zones(chosen) {
  const all = [...new Set([chosen, ...ZONES])].filter(Boolean);
  return choice(t("zone"), all.map((zone) => [zone, zone.replaceAll("_", " ")]), chosen);
}

function settings(close) {
  const [languagePair, language] = languages(state.me.locale);
  const [zonePair, zone] = zones(state.me.tz);
  const save = async () => {
    if (await tryAct("profile", { locale: language.value, tz: zone.value })) {
      close();
      switchTo(state.team.id, state.me.id);
    }
  };
  const button = h("button", { type: "button", class: "btn", onclick: save }, t("save"));
  return h("details", { class: "more" }, h("summary", {}, t("profile.mine", { name: nameOf(state.me.id) })), h("div", { class: "grid" }, languagePair, zonePair), button);
}

function newcomer(close) {
  const name = freshId("name");
  const field = h("input", { id: name, class: "field", type: "text", name: "newcomer", autocomplete: "off", required: true, maxlength: "80", placeholder: t("name.such") });
  const [languagePair, language] = languages(known(spoken()));
  const [zonePair, zone] = zones(state.stranger ? Intl.DateTimeFormat().resolvedOptions().timeZone : state.me.tz);
  const submit = async (event) => {
    event.preventDefault();
    try {
      const done = await act("newcomer", { name: field.value.trim(), locale: language.value, tz: zone.value });
      close();
      await switchTo(state.team.id, done.person);
    } catch (error) {
      toast(refusal(error), "error");
    }
  };
  return h(
    "form",
    { class: "newcomer", onsubmit: submit },
    h("h3", {}, t("join.new")),
    h("div", { class: "pair" }, h("label", { for: name, class: "label" }, t("name")), field),
    h("div", { class: "grid" }, languagePair, zonePair),
    h("button", { type: "submit", class: "btn is-primary" }, t("join.new.go")),
  );
}
