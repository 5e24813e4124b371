/** What hangs under a message: attachments of the older kind, and files. */

import { drawBlocks } from "./blocks/index.js";
import { picture } from "./blocks/image.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { link } from "./links.js";
import { mrkdwn } from "./mrkdwn.js";
import { language } from "./words.js";

const COLOR = /^#?[0-9a-f]{6}$/i;
const PICTURE = /\.(png|jpe?g|gif|webp)$/i;
const NAMED = { good: "#2e8b57", warning: "#c98a00", danger: "#c0392b" };

/** Nodes for attachments: a bar of colour, and blocks or text beside it. */
export function drawAttachments(attachments, surface) {
  return (attachments ?? []).map((one) => {
    const parts = one.blocks ? drawBlocks(one.blocks, surface) : [one.pretext && h("p", {}, mrkdwn(one.pretext)), one.title && h("p", {}, titled(one)), one.text && h("div", {}, mrkdwn(one.text)), one.footer && h("small", {}, one.footer)];
    const box = h("div", { class: "attachment" }, parts.filter(Boolean));
    const color = NAMED[one.color] ?? (COLOR.test(one.color ?? "") ? `#${one.color.replace("#", "")}` : null);
    if (color) box.style.setProperty("border-inline-start-color", color);
    return box;
  });
}

function titled(one) {
  return h("strong", {}, one.title_link ? link(one.title_link, one.title) : one.title);
}

function size(bytes) {
  return new Intl.NumberFormat(language(), { style: "unit", unit: bytes < 1000 ? "byte" : "kilobyte", maximumFractionDigits: 1 }).format(bytes < 1000 ? bytes : bytes / 1000);
}

/** Nodes for files: a picture of this machine, else a name to download. */
export function drawFiles(files) {
  return (files ?? []).map((file) => {
    const address = file.url_private ? new URL(file.url_private, location.origin).href : "";
    const name = file.title || file.name || file.id;
    if (PICTURE.test(file.name ?? "") && address) return h("figure", { class: "shown-file" }, h("figcaption", { class: "small" }, link(address, name)), picture(address, file.alt_txt || name, "picture"));
    return h("div", { class: "file" }, icon("file"), h("span", {}, address ? link(address, name, { download: file.name }) : name, h("small", {}, size(file.size ?? 0))));
  });
}
