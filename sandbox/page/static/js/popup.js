/** Lists that open beside an element, above everything, and go away when one looks elsewhere. */

const GAP = 4;
let current = null;

/** Opens `node` beside `anchor` (in the same dialog, so that focus may enter it); `onclose` hears when it closes. */
export function openPopup(anchor, node, { onclose = () => {}, wide = false, above = false } = {}) {
  closePopup();
  node.setAttribute("popover", "manual");
  node.classList.add("popup");
  (anchor.closest("dialog") ?? document.body).append(node);
  node.showPopover();
  current = { anchor, node, onclose, wide, above };
  placePopup();
  document.addEventListener("pointerdown", outside, true);
  window.addEventListener("resize", closePopup);
  document.addEventListener("scroll", scrolled, true);
}

/** Puts the open list where there is room for it. */
export function placePopup() {
  if (!current) return;
  const { anchor, node, wide, above } = current;
  const at = anchor.getBoundingClientRect();
  if (wide) node.style.width = `${at.width}px`;
  const height = node.offsetHeight;
  const below = window.innerHeight - at.bottom > height + GAP && !above;
  const top = below ? at.bottom + GAP : Math.max(GAP, at.top - height - GAP);
  node.style.top = `${Math.min(top, Math.max(GAP, window.innerHeight - height - GAP))}px`;
  node.style.left = `${Math.max(GAP, Math.min(at.left, window.innerWidth - node.offsetWidth - GAP))}px`;
}

/** Closes a list whose element was drawn anew under it. */
export function closeStray() {
  if (current && !current.anchor.isConnected) closePopup();
}

/** Closes whatever list is open. */
export function closePopup() {
  if (!current) return;
  const { node, onclose } = current;
  current = null;
  document.removeEventListener("pointerdown", outside, true);
  window.removeEventListener("resize", closePopup);
  document.removeEventListener("scroll", scrolled, true);
  node.remove();
  onclose();
}

/** Whether `node` is the list that is open. */
export function isOpen(node) {
  return current?.node === node;
}

function outside(event) {
  if (current && !current.node.contains(event.target) && !current.anchor.contains(event.target)) closePopup();
}

function scrolled(event) {
  if (current && !current.node.contains(event.target)) placePopup();
}
