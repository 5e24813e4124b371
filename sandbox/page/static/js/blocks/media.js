/** Videos and files: named and linked; nothing is loaded from outside. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { link } from "../links.js";
import { plain, textOf } from "../objects.js";
import { t } from "../words.js";
import { picture } from "./image.js";

export function drawVideo(block) {
  const title = plain(block.title ?? "");
  return h(
    "figure",
    {},
    h("figcaption", {}, block.title_url ? link(block.title_url, title) : title),
    block.author_name ? h("p", { class: "quiet small" }, plain(block.author_name)) : null,
    picture(block.thumbnail_url, block.alt_text ?? title, "picture is-hero"),
    block.description ? h("p", {}, textOf(block.description)) : null,
    h("small", { class: "outside" }, link(block.title_url ?? block.video_url, t("video.outside"))),
  );
}

export function drawFile(block) {
  return h("div", { class: "file" }, icon("file"), h("span", {}, t("file.remote", { id: block.external_id ?? "" })));
}
