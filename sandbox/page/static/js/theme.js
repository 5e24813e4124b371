/** Light, dark, or as the machine says. */

const KEPT_AT = "sandbox.theme";

/** `light`, `dark`, or null for the machine's choice. */
export function theme() {
  return localStorage.getItem(KEPT_AT);
}

/** Chooses a theme and shows it. */
export function setTheme(name) {
  if (name) localStorage.setItem(KEPT_AT, name);
  else localStorage.removeItem(KEPT_AT);
  applyTheme();
}

/** Shows the chosen theme. */
export function applyTheme() {
  const chosen = theme();
  if (chosen) document.documentElement.dataset.theme = chosen;
  else delete document.documentElement.dataset.theme;
}

/** Whether the page is dark now. */
export function isDark() {
  return theme() ? theme() === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}
