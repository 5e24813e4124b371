/** Images. Those of this machine are shown; the world's are named and linked, for nothing is loaded from outside. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { link, safeHref } from "../links.js";
import { plain } from "../objects.js";
import { t } from "../words.js";

/** Whether the page's policy lets this image be loaded. */
function local(address) {
  if (/^data:image\/(png|jpeg|gif|webp|svg\+xml)[;,]/.test(address)) return address;
  const href = safeHref(address);
  return href && new URL(href).origin === location.origin ? href : null;
}

/** An image, or what stands for one that is not loaded. */
export function picture(address, alt, className = "picture") {
  const shown = local(String(address ?? ""));
  if (shown) return h("img", { src: shown, alt, class: className, loading: "lazy" });
  const inner = [icon("eye"), h("span", {}, alt || t("image"))];
  return h("span", { class: `${className} is-outside`, role: "img", "aria-label": alt || t("image"), title: t("image.outside") }, inner);
}

export function drawImage(block) {
  const title = block.title ? plain(block.title) : null;
  const address = block.image_url ?? block.slack_file?.url ?? "";
  const outside = !local(address) && address ? h("small", { class: "outside" }, link(address, t("image.outside.link"))) : null;
  return h("figure", {}, title ? h("figcaption", {}, title) : null, picture(address, block.alt_text ?? ""), outside);
}

export function drawImageElement(element) {
  return picture(element.image_url ?? element.slack_file?.url, element.alt_text ?? "", "picture is-small");
}
