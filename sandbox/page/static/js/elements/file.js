/** The file input: files go to the sandbox at once, their ids into the form. */

import { tryAct } from "../api.js";
import { h, swap } from "../dom.js";
import { icon } from "../icons.js";
import { t } from "../words.js";
import { named } from "./index.js";

/** Sends a file of the person's disk to the sandbox; resolves to Slack's file object, or null. */
export async function upload(file) {
  const url = await new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsDataURL(file);
  });
  const done = await tryAct("upload", { name: file.name, mimetype: file.type, content: url.slice(url.indexOf(",") + 1) });
  return done?.file ?? null;
}

export function drawFileInput(element, block, surface, labels) {
  const most = element.max_files ?? 10;
  let files = surface.chosen(block, element, []) ?? [];
  const list = h("ul", { class: "files" });
  const keep = (next) => {
    files = next;
    surface.keep(block, element, files);
    draw();
  };
  const draw = () => swap(list, files.map((file) => row(file, () => keep(files.filter((other) => other.id !== file.id)))));
  const take = async (event) => {
    const sent = await Promise.all([...event.target.files].slice(0, most - files.length).map(upload));
    event.target.value = "";
    keep([...files, ...sent.filter(Boolean)]);
  };
  const accept = (element.filetypes ?? []).map((kind) => `.${kind}`).join(",");
  const input = { type: "file", class: "field", multiple: most > 1, accept: accept || null, onchange: take, ...named(labels, element) };
  draw();
  return h("div", { class: "file-input" }, h("input", { ...input, "data-key": `${block.block_id}/${element.action_id}` }), list);
}

function row(file, remove) {
  const label = t("remove", { name: file.name });
  return h(
    "li",
    {},
    icon("file"),
    h("span", {}, file.name),
    h("button", { type: "button", class: "btn is-icon", "aria-label": label, title: label, onclick: remove }, icon("close", 14)),
  );
}
