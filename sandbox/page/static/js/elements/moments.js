/** Date, time, and date with time: the browser's own fields, with what they are for and what was chosen in words. */

import { written } from "../dates.js";
import { freshId, h } from "../dom.js";
import { plain } from "../objects.js";
import { state } from "../store.js";
import { locale } from "../words.js";
import { named } from "./index.js";

const asIs = (value) => value;
const day = (value) => written(Date.parse(`${value}T12:00Z`) / 1000, { dateStyle: "full", timeZone: "UTC" });
const time = (value) => written(Date.parse(`2000-01-01T${value}Z`) / 1000, { timeStyle: "short", timeZone: "UTC" });
const moment = (value) => written(secondsOf(value), { dateStyle: "full", timeStyle: "short" });

function field(type, element, block, surface, labels, { initial, write = asIs, read = asIs, say }) {
  const ids = { words: freshId("words"), said: plain(element.placeholder ?? "") };
  const value = surface.chosen(block, element, initial ?? null);
  const words = h("small", { class: "moment-words", id: ids.words });
  const saying = (node) => {
    words.textContent = node.value ? say(node.value) : "";
  };
  const choose = async ({ target }) => {
    const before = target.dataset.before;
    saying(target);
    if (await surface.change(block, element, target.value ? read(target.value) : null)) target.dataset.before = target.value;
    else target.value = before;
    saying(target);
  };
  const input = h("input", {
    type,
    class: "field is-moment",
    lang: locale(),
    value: value === null ? "" : write(value),
    "data-key": `${block.block_id}/${element.action_id}`,
    ...named(called(labels, ids), element),
    onchange: choose,
  });
  input.dataset.before = input.value;
  saying(input);
  const caption = ids.said && !labels.labelledby ? h("span", { class: "moment-label", "aria-hidden": "true" }, ids.said) : null;
  return h("div", { class: "moment" }, caption, h("div", { class: "moment-row" }, input, words));
}

/** The field's name: its own label, else what stands around it with what the field asks for; its words describe it. */
function called(labels, { words, said }) {
  const label = [labels.label, said].filter(Boolean).join(": ") || null;
  return { ...labels, label, describedby: [labels.describedby, words].filter(Boolean).join(" ") };
}

export function drawDate(element, block, surface, labels) {
  return field("date", element, block, surface, labels, { initial: element.initial_date, say: day });
}

export function drawTime(element, block, surface, labels) {
  const read = (value) => value.slice(0, 5);
  return field("time", element, block, surface, labels, { initial: element.initial_time, read, say: time });
}

export function drawDateTime(element, block, surface, labels) {
  const initial = element.initial_date_time;
  return field("datetime-local", element, block, surface, labels, { initial, write: localOf, read: secondsOf, say: moment });
}

/** Wall time of the person's zone (`2026-11-21T09:00`) for seconds since 1970. */
function localOf(seconds) {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: state.me?.tz || "UTC", dateStyle: "short", timeStyle: "short" });
  return parts.format(new Date(seconds * 1000)).replace(" ", "T");
}

/** Seconds since 1970 for a wall time in the person's zone: guessed as UTC, then put right by what that shows. */
function secondsOf(local) {
  const wanted = Date.parse(`${local}Z`) / 1000;
  let guess = wanted;
  for (let round = 0; round < 2; round += 1) guess += wanted - Date.parse(`${localOf(guess)}Z`) / 1000;
  return guess;
}
