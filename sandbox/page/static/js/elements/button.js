/** Buttons: they tell the app at once. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { safeHref, inside } from "../links.js";
import { plain } from "../objects.js";
import { state } from "../store.js";

const STYLES = { primary: "is-primary", danger: "is-danger" };

function busy(node, work) {
  node.setAttribute("aria-busy", "true");
  node.classList.add("is-busy");
  Promise.resolve(work()).finally(() => {
    node.removeAttribute("aria-busy");
    node.classList.remove("is-busy");
  });
}

export function drawButton(element, block, surface) {
  const press = (event) => {
    const node = event.currentTarget;
    if (!node.classList.contains("is-busy")) busy(node, () => surface.press(block, element, element.value ?? null));
  };
  const props = {
    class: `btn ${STYLES[element.style] ?? ""}`,
    "aria-label": element.accessibility_label,
    "data-key": `${block.block_id}/${element.action_id}`,
    "data-action": element.action_id,
    onclick: press,
  };
  const href = element.url ? safeHref(element.url) : null;
  if (!href) return h("button", { ...props, type: "button" }, plain(element.text));
  const place = inside(href);
  const opens = place ? { "data-inside": JSON.stringify(place) } : { target: "_blank", rel: "noopener noreferrer" };
  return h("a", { ...props, ...opens, href, role: "button" }, plain(element.text));
}

export function drawIconButton(element, block, surface) {
  const name = element.accessibility_label ?? plain(element.text);
  const seen = element.visible_to_user_ids?.includes(state.me.id) ?? true;
  const props = { type: "button", class: "btn is-icon", hidden: !seen, "aria-label": name, title: plain(element.text) };
  const press = ({ currentTarget }) => busy(currentTarget, () => surface.press(block, element, element.value ?? null));
  return h("button", { ...props, onclick: press }, icon(element.icon ?? "info"));
}

export function drawFeedback(element, block, surface) {
  const one = (button) =>
    h(
      "button",
      { type: "button", class: "btn", "aria-label": button.accessibility_label, onclick: ({ currentTarget }) => busy(currentTarget, () => surface.press(block, element, button.value)) },
      plain(button.text),
    );
  return h("span", { class: "button-pair" }, one(element.positive_button), one(element.negative_button));
}
