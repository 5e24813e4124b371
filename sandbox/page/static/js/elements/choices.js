/** Checkboxes and radio buttons. */

import { freshId, h } from "../dom.js";
import { textOf } from "../objects.js";
import { named } from "./index.js";

function option(one, { type, name, checked, key, onchange }) {
  const described = one.description ? freshId("d") : null;
  return h(
    "label",
    { class: "choice" },
    h("input", { type, name, checked, onchange, "data-key": key, "aria-describedby": described }),
    h("span", {}, textOf(one.text), one.description ? h("small", { id: described }, textOf(one.description)) : null),
  );
}

function keyOf(block, element, one) {
  return `${block.block_id}/${element.action_id}/${one.value}`;
}

export function drawCheckboxes(element, block, surface, labels) {
  let chosen = surface.chosen(block, element, element.initial_options ?? []) ?? [];
  const toggle = async (one, box) => {
    const before = chosen;
    const kept = chosen.filter((other) => other.value !== one.value);
    chosen = element.options.filter((other) => (other.value === one.value ? box.checked : kept.some((was) => was.value === other.value)));
    if (await surface.change(block, element, chosen)) return;
    chosen = before;
    box.checked = !box.checked;
  };
  const boxes = element.options.map((one) =>
    option(one, {
      type: "checkbox",
      name: null,
      checked: chosen.some((other) => other.value === one.value),
      key: keyOf(block, element, one),
      onchange: (event) => toggle(one, event.target),
    }),
  );
  return h("div", { class: "choices", role: "group", ...named(labels, element) }, boxes);
}

export function drawRadio(element, block, surface, labels) {
  const name = freshId("radio");
  let chosen = surface.chosen(block, element, element.initial_option ?? null);
  const group = h("div", { class: "choices", role: "radiogroup", ...named(labels, element) });
  const pick = async (one) => {
    if (await surface.change(block, element, one)) chosen = one;
    else draw();
  };
  const draw = () =>
    group.replaceChildren(
      ...element.options.map((one) =>
        option(one, { type: "radio", name, checked: chosen?.value === one.value, key: keyOf(block, element, one), onchange: () => pick(one) }),
      ),
    );
  draw();
  return group;
}
