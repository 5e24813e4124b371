/** Builds nodes. Text is always a text node: nothing that people write is ever read as HTML. */

const SVG = "http://www.w3.org/2000/svg";

function set(node, key, value) {
  if (value === null || value === undefined || value === false) return;
  if (key.startsWith("on") && typeof value === "function") node.addEventListener(key.slice(2), value);
  else if (key === "dataset") Object.assign(node.dataset, value);
  else if (key === "value" || key === "checked" || key === "selected" || key === "indeterminate") node[key] = value;
  else node.setAttribute(key, value === true ? "" : String(value));
}

function fill(node, props, children) {
  for (const [key, value] of Object.entries(props ?? {})) set(node, key, value);
  node.append(...shown(children));
  return node;
}

function shown(children) {
  return children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : String(child)));
}

/** An HTML element; `props` are attributes, `on…` functions listeners; children are nodes, strings or lists of them. */
export function h(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** An SVG element. */
export function svg(tag, props, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

/** Replaces what a node holds. */
export function swap(node, ...children) {
  node.replaceChildren(...shown(children));
  return node;
}

let last = 0;

/** An id that no other element of the page has. */
export function freshId(prefix = "n") {
  last += 1;
  return `${prefix}-${last}`;
}

/** Text that only screen readers get. */
export function hidden(text) {
  return h("span", { class: "sr-only" }, text);
}

/** Redraws with `draw` and puts the focus back on the element that carries the same `data-key`. */
export function keepFocus(root, draw) {
  const active = document.activeElement;
  const key = root.contains(active) ? active.closest("[data-key]")?.dataset.key : null;
  const caret = key && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null;
  draw();
  if (!key) return;
  const again = root.querySelector(`[data-key="${CSS.escape(key)}"]`);
  again?.focus({ preventScroll: true });
  if (caret && again && again.setSelectionRange && caret[0] !== null) {
    try {
      again.setSelectionRange(caret[0], caret[1]);
    } catch {
      /* number and e-mail fields have no caret to set */
    }
  }
}
