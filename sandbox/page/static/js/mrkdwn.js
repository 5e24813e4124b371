/** Slack's mrkdwn, read into nodes. */

import { h } from "./dom.js";
import { formatted } from "./dates.js";
import { emoji } from "./emoji.js";
import { link } from "./links.js";
import { broadcast, channelChip, groupChip, userChip } from "./mentions.js";

const STYLES = { "*": "strong", _: "em", "~": "s" };
const REACH = 3000;
const URL_START = /https?:\/\/[^\s<>|"']+[^\s<>|"'.,;:!?)\]}]/y;
const CODE = /`([^`\n]+)`/y;
const ANGLE = /<([^<>\n]{1,3000})>/y;
const SHORTCODE = /:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/y;
const WORD = /[\p{L}\p{N}]/u;

/** Slack's three escapes undone, and no other. */
export function unescape(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** What a person types, with the three escapes that Slack's clients send. */
export function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A fragment for a mrkdwn text; `verbatim` leaves bare addresses alone. */
export function mrkdwn(text, { verbatim = false } = {}) {
  const out = document.createDocumentFragment();
  String(text ?? "").split("```").forEach((part, index, parts) => {
    const fenced = index % 2 === 1 && index < parts.length - 1;
    if (fenced) out.append(h("pre", { tabindex: "0" }, h("code", {}, unescape(part.replace(/^\n|\n$/g, "")))));
    else out.append(...paragraphs(index % 2 === 1 ? `\`\`\`${part}` : part, verbatim));
  });
  return out;
}

function paragraphs(text, verbatim) {
  const nodes = [];
  let quote = null;
  let rest = false;
  const lines = text.replace(/^\n|\n$/g, "").split("\n");
  lines.forEach((line, index) => {
    const quoted = rest ? [line] : /^(?:&gt;|>){3}\s?(.*)$/.exec(line)?.slice(1);
    rest ||= Boolean(quoted);
    const inner = quoted?.[0] ?? /^(?:&gt;|>) ?(.*)$/.exec(line)?.[1];
    if (inner === undefined) {
      const follows = nodes.length > 0 && !quote;
      quote = null;
      if (follows || (index > 0 && !nodes.length)) nodes.push(h("br"));
      nodes.push(...inline(line, verbatim));
    } else {
      if (quote) quote.append(h("br"));
      else nodes.push((quote = h("blockquote")));
      quote.append(...inline(inner, verbatim));
    }
  });
  return nodes;
}

/** Nodes for one line of mrkdwn. */
function inline(text, verbatim, within = "") {
  const nodes = [];
  let plain = "";
  const flush = () => {
    if (plain) nodes.push(document.createTextNode(unescape(plain)));
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    const found = special(text, at, verbatim, within);
    if (found) {
      flush();
      nodes.push(found.node);
      at = found.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return nodes;
}

function match(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function special(text, at, verbatim, within) {
  const sign = text[at];
  if (STYLES[sign] && !within.includes(sign)) return styled(text, at, verbatim, within);
  const reader = { "`": [CODE, code], "<": [ANGLE, angle], ":": [SHORTCODE, shortcode], h: [URL_START, address] }[sign];
  if (!reader || (sign === "h" && (verbatim || WORD.test(text[at - 1] ?? "")))) return null;
  const found = match(reader[0], text, at);
  return found ? { node: reader[1](found), end: at + found[0].length } : null;
}

const code = (found) => h("code", {}, unescape(found[1]));
const shortcode = (found) => emoji(found[1]);
const address = (found) => link(unescape(found[0]), unescape(found[0]));

function styled(text, at, verbatim, within) {
  const sign = text[at];
  if (WORD.test(text[at - 1] ?? "") || !/[^\s]/.test(text[at + 1] ?? "") || text[at + 1] === sign) return null;
  const limit = Math.min(text.length, at + REACH);
  for (let end = at + 2; end < limit; end += 1) {
    if (text[end] !== sign || /\s/.test(text[end - 1]) || WORD.test(text[end + 1] ?? "")) continue;
    return { node: h(STYLES[sign], {}, inline(text.slice(at + 1, end), verbatim, within + sign)), end: end + 1 };
  }
  return null;
}

/** What stands between `<` and `>`: a mention, a date or a link. */
function angle(found) {
  const [target, ...labels] = found[1].split("|");
  const label = labels.length ? unescape(labels.join("|")) : null;
  if (target.startsWith("@")) return userChip(target.slice(1), label);
  if (target.startsWith("#")) return channelChip(target.slice(1), label);
  if (!target.startsWith("!")) return link(unescape(target), label || unescape(target).replace(/^mailto:/, ""));
  if (target.startsWith("!date^")) return date(target.slice(6).split("^"), label);
  if (target.startsWith("!subteam^")) return groupChip(target.slice(9), label);
  return broadcast(target.slice(1), label);
}

function date([seconds, format, address], fallback) {
  const words = h("time", { class: "date" }, formatted(seconds, format ?? "{date}", fallback));
  return address ? link(unescape(address), words) : words;
}
