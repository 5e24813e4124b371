/** Fields of one or several lines: text, e-mail, address, number. */

import { h } from "../dom.js";
import { plain } from "../objects.js";
import { t } from "../words.js";
import { named } from "./index.js";

const TYPES = { email_text_input: "email", url_text_input: "url", number_input: "text" };
const PAUSE = 300;

export function drawText(element, block, surface, labels) {
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const tells = block.dispatch_action === true;
  const count = element.max_length && element.multiline ? h("small", { class: "count", "aria-hidden": "true" }) : null;
  let waiting = null;
  const typed = (event) => {
    surface.keep(block, element, event.target.value === "" ? null : event.target.value);
    counted(event.target);
    if (!tells || !triggers.includes("on_character_entered")) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => surface.send(block, element, event.target.value), PAUSE);
  };
  const entered = (event) => {
    if (event.key !== "Enter" || event.isComposing || (element.multiline && !event.ctrlKey && !event.metaKey)) return;
    if (!tells || !triggers.includes("on_enter_pressed")) return;
    event.preventDefault();
    surface.send(block, element, event.target.value);
  };
  const counted = (field) => {
    if (count) count.textContent = t("characters", { used: field.value.length, most: element.max_length });
  };
  const field = h(element.multiline ? "textarea" : "input", {
    ...(element.multiline ? { rows: "3" } : { type: TYPES[element.type] ?? "text" }),
    ...(element.type === "number_input" ? { inputmode: element.is_decimal_allowed ? "decimal" : "numeric" } : {}),
    class: "field",
    placeholder: element.placeholder ? plain(element.placeholder) : null,
    autocomplete: "off",
    value: surface.chosen(block, element, element.initial_value ?? "") ?? "",
    autofocus: element.focus_on_load === true,
    "data-key": `${block.block_id}/${element.action_id}`,
    ...named(labels, element),
    oninput: typed,
    onkeydown: entered,
  });
  counted(field);
  return count ? h("div", { class: "counted" }, field, count) : field;
}
