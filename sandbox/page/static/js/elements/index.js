/** Which module draws which element. `draw(element, block, surface, labels)` gives a node. */

import { h } from "../dom.js";
import { t } from "../words.js";
import { drawButton, drawFeedback, drawIconButton } from "./button.js";
import { drawCheckboxes, drawRadio } from "./choices.js";
import { drawDate, drawDateTime, drawTime } from "./moments.js";
import { drawFileInput } from "./file.js";
import { drawImageElement } from "../blocks/image.js";
import { drawMultiSelect, drawSelect } from "./select.js";
import { drawOverflow } from "./overflow.js";
import { drawRichInput } from "./rich_input.js";
import { drawText } from "./text.js";

const SELECTS = ["static", "external", "users", "conversations", "channels"];

const DRAWN = {
  button: drawButton,
  workflow_button: drawButton,
  icon_button: drawIconButton,
  feedback_buttons: drawFeedback,
  overflow: drawOverflow,
  image: drawImageElement,
  checkboxes: drawCheckboxes,
  radio_buttons: drawRadio,
  datepicker: drawDate,
  timepicker: drawTime,
  datetimepicker: drawDateTime,
  plain_text_input: drawText,
  email_text_input: drawText,
  url_text_input: drawText,
  number_input: drawText,
  rich_text_input: drawRichInput,
  file_input: drawFileInput,
  ...Object.fromEntries(SELECTS.map((kind) => [`${kind}_select`, drawSelect])),
  ...Object.fromEntries(SELECTS.map((kind) => [`multi_${kind}_select`, drawMultiSelect])),
};

/** A node for any element; `labels` are `{labelledby, describedby, label, invalid}` for its control. */
export function drawElement(element, block, surface, labels = {}) {
  const draw = DRAWN[element?.type];
  if (!draw) return h("div", { class: "undrawn", role: "note" }, t("undrawn.element", { type: element?.type ?? "?" }));
  return draw(element, block, surface, labels);
}

/** The aria attributes for a control from its labels. */
export function named(labels, element) {
  const own = element.accessibility_label;
  return {
    "aria-labelledby": own ? null : labels.labelledby,
    "aria-label": own ?? (labels.labelledby ? null : (labels.label ?? element.placeholder?.text ?? null)),
    "aria-describedby": labels.describedby,
    "aria-invalid": labels.invalid ? "true" : null,
    "aria-required": labels.required ? "true" : null,
  };
}
