/** Input blocks: label, field, hint, and the error beside it. */

import { freshId, h } from "../dom.js";
import { drawElement } from "../elements/index.js";
import { icon } from "../icons.js";
import { plain } from "../objects.js";
import { t } from "../words.js";

export function drawInput(block, surface, error) {
  const ids = { label: freshId("label"), hint: freshId("hint"), error: freshId("error") };
  const described = [block.hint ? ids.hint : "", error ? ids.error : ""].filter(Boolean).join(" ") || null;
  const labels = { labelledby: ids.label, describedby: described, invalid: Boolean(error), required: !block.optional };
  const optional = block.optional ? h("span", { class: "optional" }, ` (${t("optional")})`) : null;
  return h(
    "div",
    { class: error ? "has-error" : "" },
    h("div", { class: "label", id: ids.label }, plain(block.label), optional),
    drawElement(block.element, block, surface, labels),
    error ? h("p", { class: "error", id: ids.error }, icon("info", 15), h("span", {}, error)) : null,
    block.hint ? h("p", { class: "hint", id: ids.hint }, plain(block.hint)) : null,
  );
}
