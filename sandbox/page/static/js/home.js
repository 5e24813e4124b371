/** The app's Home tab. */

import { avatar } from "./avatar.js";
import { drawBlocks } from "./blocks/index.js";
import { tabs } from "./channel.js";
import { closeStray } from "./popup.js";
import { h, keepFocus, swap } from "./dom.js";
import { state } from "./store.js";
import { Surface } from "./surface.js";
import { t } from "./words.js";

/** Draws the Home of the open app into `main`. */
export function drawHome(main) {
  const app = state.apps.find((one) => one.id === state.open.app);
  if (!app) return;
  const top = main.querySelector(".home-body")?.scrollTop ?? 0;
  keepFocus(main, () => swap(main, head(app), body(state.homes.get(app.id))));
  main.querySelector(".home-body").scrollTop = top;
  closeStray();
}

function head(app) {
  return h("header", { class: "place-head" }, h("h1", {}, avatar(app.user, "small"), h("span", {}, app.name)), tabs(app));
}

function body(view) {
  if (!view) return h("div", { class: "home-body" }, h("p", { class: "empty" }, t("home.empty")));
  const surface = new Surface({ type: "view", view: view.id }, "home");
  return h("div", { class: "home-body" }, h("div", { class: "home-page" }, drawBlocks(view.blocks, surface)));
}
