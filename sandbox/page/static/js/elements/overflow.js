/** The menu behind three dots. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { safeHref } from "../links.js";
import { openMenu } from "../menu.js";
import { plain } from "../objects.js";
import { t } from "../words.js";

export function drawOverflow(element, block, surface) {
  const label = element.accessibility_label ?? t("more");
  const pick = (option) => {
    const href = option.url ? safeHref(option.url) : null;
    if (href) window.open(href, "_blank", "noopener,noreferrer");
    surface.press(block, element, option);
  };
  const items = element.options.map((option) => ({ label: plain(option.text), hint: plain(option.description ?? ""), run: () => pick(option) }));
  return h(
    "button",
    {
      type: "button",
      class: "btn is-icon",
      "aria-label": label,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "data-key": `${block.block_id}/${element.action_id}`,
      onclick: (event) => openMenu(event.currentTarget, label, items),
    },
    icon("more"),
  );
}
