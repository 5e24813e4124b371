/** The page's own words, in the language of the person at the screen unless they chose another. */

import { en } from "./words/en.js";
import { fr } from "./words/fr.js";
import { changed, state } from "./store.js";

const CATALOGUES = { en, fr };
const KEPT_AT = "sandbox.language";

/** `fr` or `en`. */
export function language() {
  const chosen = localStorage.getItem(KEPT_AT);
  if (chosen && Object.hasOwn(CATALOGUES, chosen)) return chosen;
  return spoken().startsWith("fr") ? "fr" : "en";
}

/** The locale of the person at the screen; the browser's until they have said who they are. */
export function spoken() {
  return String((state.stranger ? null : state.me?.locale) || navigator.language);
}

/** The same with the person's country, for dates and hours: `en-GB`, `fr-CA`. */
export function locale() {
  const own = spoken();
  return own.startsWith(language()) ? own : language();
}

/** Chooses the page's language; null follows the person again. */
export function choose(code) {
  if (code) localStorage.setItem(KEPT_AT, code);
  else localStorage.removeItem(KEPT_AT);
  changed("state", "me", "people", "channels", "home", "views", "clock", "open", "messages", "threads", "journal", "faults");
}

/** What was chosen, or null. */
export function chosen() {
  return localStorage.getItem(KEPT_AT);
}

function written(value) {
  return typeof value === "number" ? new Intl.NumberFormat(language()).format(value) : value;
}

/** A sentence of the catalogue with its `{values}`; `{n}` picks between `key.one` and `key.many`. */
export function t(key, values = {}) {
  const words = CATALOGUES[language()];
  const plural = "n" in values ? `${key}.${new Intl.PluralRules(language()).select(values.n) === "one" ? "one" : "many"}` : key;
  const sentence = words[plural] ?? words[key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? written(values[name]) : whole));
}
