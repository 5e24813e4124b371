/** What the composer offers while one types: commands after `/`, people after `@`, channels after `#`. */

import { announce } from "./announce.js";
import { avatar } from "./avatar.js";
import { h, swap } from "./dom.js";
import { icon } from "./icons.js";
import { nameOf } from "./mentions.js";
import { folded } from "./objects.js";
import { closePopup, isOpen, openPopup, placePopup } from "./popup.js";
import { state } from "./store.js";
import { t } from "./words.js";

const SHOWN = 8;
const WORD = /(^|\s)([@#])([\p{L}\p{N}._-]*)$/u;

function commands(typed) {
  return state.apps.flatMap((app) =>
    app.commands
      .filter((one) => one.command.startsWith(typed))
      .map((one) => ({ sign: icon("bolt", 16), label: one.command, usage: one.usage_hint, hint: `${one.description} · ${app.name}`, text: `${one.command} `, from: 0 })),
  );
}

function mentions(sign, wanted, from) {
  if (sign === "#") {
    const channels = [...state.channels.values()].filter((one) => one.kind === "channel" && folded(one.name).startsWith(folded(wanted)));
    return channels.slice(0, SHOWN).map((one) => ({ sign: icon("hash", 16), label: one.name, hint: one.purpose, text: `#${one.name} `, name: `#${one.name}`, code: `<#${one.id}>`, from }));
  }
  const people = [...state.people.values()].filter((one) => !one.deleted && folded(nameOf(one.id)).split(" ").some((word) => word.startsWith(folded(wanted))));
  return people.slice(0, SHOWN).map((one) => ({ sign: avatar(one.id, "small"), label: nameOf(one.id), hint: one.title, text: `@${nameOf(one.id)} `, name: `@${nameOf(one.id)}`, code: `<@${one.id}>`, from }));
}

function offers(field) {
  const before = field.value.slice(0, field.selectionStart);
  if (/^\/\S*$/.test(before)) return commands(before);
  const found = WORD.exec(before);
  return found ? mentions(found[2], found[3], before.length - found[3].length - 1) : [];
}

/** Hints for a field; picked names go into `named` (shown name → code). */
export function hints(field, named, listId) {
  let found = [];
  let active = 0;
  const list = h("div", { class: "listbox", role: "listbox", id: listId, "aria-label": t("hints") });

  function look() {
    found = offers(field);
    active = 0;
    if (!found.length) return close();
    swap(list, found.map(row));
    if (!isOpen(list)) openPopup(field.closest(".composer"), list, { wide: true, above: true, onclose: () => field.removeAttribute("aria-activedescendant") });
    placePopup();
    mark();
    announce(t("found", { n: found.length }));
  }

  function row(one, at) {
    const words = h("span", { class: "menu-words" }, h("span", {}, one.label, one.usage ? h("code", { class: "usage" }, ` ${one.usage}`) : null), one.hint ? h("small", {}, one.hint) : null);
    return h("div", { class: "option", role: "option", id: `${listId}-${at}`, onpointerdown: (event) => event.preventDefault(), onclick: () => take(one) }, one.sign, words);
  }

  function mark() {
    [...list.children].forEach((node, at) => {
      node.classList.toggle("is-active", at === active);
      node.setAttribute("aria-selected", String(at === active));
    });
    field.setAttribute("aria-activedescendant", `${listId}-${active}`);
    list.children[active]?.scrollIntoView({ block: "nearest" });
  }

  function take(one) {
    field.setRangeText(one.text, one.from, field.selectionStart, "end");
    if (one.code) named.set(one.name, one.code);
    close();
    field.dispatchEvent(new Event("input"));
    field.focus();
  }

  function close() {
    if (isOpen(list)) closePopup();
  }

  /** True when the key was for the hints. */
  function keys(event) {
    if (!isOpen(list)) return false;
    const whole = found[active] && field.value.slice(found[active].from, field.selectionStart).trim() === found[active].text.trim();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) active = (active + step + found.length) % found.length;
    else if (event.key === "Escape") close();
    else if (event.key === "Tab" || (event.key === "Enter" && !whole)) take(found[active]);
    else return false;
    if (step) mark();
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  field.addEventListener("blur", () => setTimeout(() => document.activeElement !== field && close(), 150));
  return { look, keys, close };
}
