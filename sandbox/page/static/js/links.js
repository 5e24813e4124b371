/** Which addresses may be followed, and which of them stay inside this page. */

import { h } from "./dom.js";

const FOLLOWED = new Set(["http:", "https:", "mailto:", "slack:"]);
const ARCHIVE = /\/archives\/([A-Z0-9]+)(?:\/p(\d{10})(\d{6}))?/;

/** The address when it is harmless, else null: `javascript:`, `data:` and the like are never followed. */
export function safeHref(address) {
  try {
    const url = new URL(String(address));
    return FOLLOWED.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** What a Slack link points to here, `{channel, ts, thread, user, app, tab}`, or null for the world outside. */
export function inside(address) {
  const href = safeHref(address);
  if (!href) return null;
  const url = new URL(href);
  const asked = url.searchParams;
  if (url.protocol === "slack:") return deep(url.host || url.pathname.replace(/^\/+/, ""), asked);
  if (url.pathname.startsWith("/app_redirect")) return { channel: asked.get("channel"), app: asked.get("app") };
  const found = ARCHIVE.exec(url.pathname);
  if (!found) return null;
  return { channel: found[1], ts: found[2] ? `${found[2]}.${found[3]}` : null, thread: asked.get("thread_ts") };
}

function deep(kind, asked) {
  if (kind === "app") return { app: asked.get("id"), tab: asked.get("tab") ?? "home" };
  if (kind === "user") return { user: asked.get("id") };
  return kind === "channel" ? { channel: asked.get("id"), ts: asked.get("message") } : null;
}

/** A link; an address that may not be followed is shown as plain words with the address beside them. */
export function link(address, label, props = {}) {
  const href = safeHref(address);
  if (!href) return h("span", { class: "refused-link" }, label, ` (${address})`);
  const place = inside(href);
  if (place) return h("a", { ...props, href, "data-inside": JSON.stringify(place) }, label);
  return h("a", { ...props, href, target: "_blank", rel: "noopener noreferrer" }, label);
}
