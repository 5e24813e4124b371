/** A field to search in, with the list of what was found under it; holds one value or several. */

import { announce } from "../announce.js";
import { freshId, h, swap } from "../dom.js";
import { icon } from "../icons.js";
import { closePopup, isOpen, openPopup, placePopup } from "../popup.js";
import { t } from "../words.js";

const PAUSE = 200;

/** Draws a combobox. `change(values)` resolves to false when the choice was refused. */
export function combo({ source, most, multi = false, chosen, placeholder, key, labels, focus, change }) {
  const listId = freshId("list");
  let values = [...chosen];
  let entries = [];
  let active = -1;
  let waiting = null;
  let asked = 0;

  const list = h("div", { class: "listbox", role: "listbox", id: listId, "aria-multiselectable": multi ? "true" : null });
  const chips = h("span", { class: "chosen" });
  const input = h("input", {
    type: "text",
    class: "combo-input",
    role: "combobox",
    autocomplete: "off",
    autofocus: focus,
    "aria-expanded": "false",
    "aria-controls": listId,
    "aria-autocomplete": "list",
    "data-key": key,
    ...labels,
    oninput: () => {
      input.dataset.typed = "yes";
      clearTimeout(waiting);
      waiting = setTimeout(find, source.slow ? PAUSE : 0);
    },
    onfocus: () => multi || input.select(),
    onclick: () => (isOpen(list) ? null : find()),
    onkeydown: keys,
    onblur: () => setTimeout(() => document.activeElement !== input && isOpen(list) && !list.matches(":active") && close(), 120),
  });
  const box = h("span", { class: "combo", onclick: () => input.focus() }, chips, input, icon("down", 14));

  async function find() {
    const turn = (asked += 1);
    const query = multi || input.dataset.typed !== "no" ? input.value.trim() : "";
    if (source.slow) fill(h("div", { class: "list-note" }, t(query.length < (source.least ?? 0) ? "type.more" : "searching", { least: source.least })));
    const groups = await source.find(query);
    if (turn !== asked || document.activeElement !== input) return;
    entries = groups.flatMap((group) => group.entries);
    active = entries.findIndex((entry) => has(entry.value));
    if (active < 0 && entries.length) active = 0;
    fill(rows(groups, query));
    announce(t("found", { n: entries.length }));
  }

  function fill(content) {
    swap(list, content);
    if (!isOpen(list)) {
      openPopup(box, list, { wide: true, onclose: closed });
      input.setAttribute("aria-expanded", "true");
    }
    placePopup();
    mark();
  }

  function rows(groups, query) {
    if (!entries.length) return h("div", { class: "list-note" }, t(query.length < (source.least ?? 0) ? "type.more" : "none.found", { least: source.least }));
    let at = 0;
    return groups
      .filter((group) => group.entries.length)
      .map((group) => h("div", { role: group.label ? "group" : "presentation", "aria-label": group.label || null }, [
        group.label ? h("div", { class: "menu-heading", "aria-hidden": "true" }, group.label) : null,
        group.entries.map((entry) => row(entry, at++)),
      ]));
  }

  function row(entry, at) {
    return h(
      "div",
      { class: "option", role: "option", id: `${listId}-${at}`, "aria-selected": String(has(entry.value)), onpointerdown: (event) => event.preventDefault(), onclick: () => pick(entry.value) },
      h("span", { class: "menu-words" }, h("span", {}, entry.label), entry.hint ? h("small", {}, entry.hint) : null),
      has(entry.value) ? icon("check", 16) : null,
    );
  }

  function has(value) {
    return values.some((other) => source.same(other, value));
  }

  function mark() {
    list.querySelectorAll(".option").forEach((node, at) => node.classList.toggle("is-active", at === active));
    const node = list.querySelector(".is-active");
    if (node) input.setAttribute("aria-activedescendant", node.id);
    else input.removeAttribute("aria-activedescendant");
    node?.scrollIntoView({ block: "nearest" });
  }

  function keys(event) {
    const open = isOpen(list);
    if (event.key === "Backspace" && multi && !input.value && values.length) settle(values.slice(0, -1));
    else if (event.key === "Backspace" && !multi && input.dataset.typed === "no") settle([]);
    if (["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      if (!open) return void find();
      active = (active + (event.key === "ArrowDown" ? 1 : -1) + entries.length) % Math.max(entries.length, 1);
      mark();
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      if (entries[active]) pick(entries[active].value);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  }

  function pick(value) {
    if (!multi) settle([value]).then(close);
    else if (has(value)) settle(values.filter((other) => !source.same(other, value))).then(find);
    else if (values.length < most) settle([...values, value]).then(find);
    else announce(t("at.most", { most }));
  }

  async function settle(next) {
    const before = values;
    values = next;
    draw();
    if ((await change(next)) === false) values = before;
    draw();
  }

  function close() {
    closePopup();
  }

  function closed() {
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    draw();
  }

  function draw() {
    if (multi) swap(chips, values.map(chip));
    input.value = multi ? "" : values.length ? source.label(values[0]) : "";
    input.dataset.typed = multi ? "yes" : "no";
    input.placeholder = multi && values.length ? "" : placeholder;
  }

  function chip(value) {
    const label = source.label(value);
    const remove = () => settle(values.filter((other) => !source.same(other, value)));
    return h("span", { class: "chosen-chip" }, label, h("button", { type: "button", "aria-label": t("remove", { name: label }), onclick: remove }, icon("close", 12)));
  }

  draw();
  return box;
}
