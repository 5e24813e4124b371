/** Selects of one and of several, of options, people, channels and conversations, and the app's own. */

import { h } from "../dom.js";
import { plain } from "../objects.js";
import { t } from "../words.js";
import { combo } from "./combo.js";
import { named } from "./index.js";
import { sourceOf } from "./sources.js";

const INITIAL = { static: "option", external: "option", users: "user", channels: "channel", conversations: "conversation" };

function kindOf(element) {
  return element.type.replace(/^multi_/, "").replace(/_select$/, "");
}

function placeholder(element, key) {
  return element.placeholder ? plain(element.placeholder) : t(key);
}

export function drawSelect(element, block, surface, labels) {
  const source = sourceOf(kindOf(element), element, block, surface);
  const initial = element[`initial_${INITIAL[kindOf(element)]}`] ?? source.initial()[0] ?? null;
  const chosen = surface.chosen(block, element, initial);
  if (chosen && !surface.form.has(block.block_id, element.action_id)) surface.keep(block, element, chosen);
  return h(
    "div",
    { class: "select" },
    combo({
      source,
      most: 1,
      chosen: chosen ? [chosen] : [],
      placeholder: placeholder(element, "choose"),
      key: `${block.block_id}/${element.action_id}`,
      labels: named(labels, element),
      focus: element.focus_on_load === true,
      change: (values) => surface.change(block, element, values[0] ?? null),
    }),
  );
}

export function drawMultiSelect(element, block, surface, labels) {
  const source = sourceOf(kindOf(element), element, block, surface);
  const initial = element[`initial_${INITIAL[kindOf(element)]}s`] ?? source.initial();
  return h(
    "div",
    { class: "select is-multi" },
    combo({
      source,
      most: element.max_selected_items ?? Infinity,
      multi: true,
      chosen: surface.chosen(block, element, initial) ?? [],
      placeholder: placeholder(element, "choose.several"),
      key: `${block.block_id}/${element.action_id}`,
      labels: named(labels, element),
      focus: element.focus_on_load === true,
      change: (values) => surface.change(block, element, values),
    }),
  );
}
