/** The rich text input: mrkdwn typed as text, sent as a rich_text value; one paragraph a line. */

import { h } from "../dom.js";
import { plain } from "../objects.js";
import { named } from "./index.js";

const STYLED = /(\*[^*\n]+\*|_[^_\n]+_|~[^~\n]+~|`[^`\n]+`)/;
const STYLES = { "*": "bold", _: "italic", "~": "strike", "`": "code" };

/** A rich_text object for typed words. */
export function richOf(text) {
  const pieces = text.split(STYLED).filter(Boolean).map(piece);
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: pieces }] };
}

function piece(words) {
  const style = STYLES[words[0]];
  const whole = style && words.length > 2 && words.at(-1) === words[0] && STYLED.test(words);
  return whole ? { type: "text", text: words.slice(1, -1), style: { [style]: true } } : { type: "text", text: words };
}

/** The words to type for a rich_text object. */
export function typedOf(rich) {
  const sections = rich?.elements ?? [];
  return sections.map((section) => (section.elements ?? []).map(words).join("")).join("\n");
}

function words(part) {
  const sign = Object.entries(STYLES).find(([, style]) => part.style?.[style])?.[0] ?? "";
  return `${sign}${part.text ?? part.url ?? ""}${sign}`;
}

export function drawRichInput(element, block, surface, labels) {
  const typed = (event) => surface.keep(block, element, event.target.value ? richOf(event.target.value) : null);
  return h("textarea", {
    class: "field",
    rows: "4",
    placeholder: element.placeholder ? plain(element.placeholder) : null,
    value: typedOf(surface.chosen(block, element, element.initial_value ?? null)),
    autofocus: element.focus_on_load === true,
    "data-key": `${block.block_id}/${element.action_id}`,
    ...named(labels, element),
    oninput: typed,
  });
}
