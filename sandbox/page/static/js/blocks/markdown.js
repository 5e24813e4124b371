/** The markdown block: headings, lists, quotes, code, tables and inline marks, into nodes. */

import { h } from "../dom.js";
import { emoji } from "../emoji.js";
import { link } from "../links.js";

const INLINE = [
  [/`([^`\n]+)`/y, (found) => h("code", {}, found[1])],
  [/!\[([^\]\n]*)\]\(([^)\s]+)\)/y, (found) => link(found[2], found[1] || found[2])],
  [/\[([^\]\n]+)\]\(([^)\s]+)\)/y, (found) => link(found[2], inline(found[1]))],
  [/\*\*(\S(?:[^*\n]*\S)?)\*\*/y, (found) => h("strong", {}, inline(found[1]))],
  [/__(\S(?:[^_\n]*\S)?)__/y, (found) => h("strong", {}, inline(found[1]))],
  [/~~(\S(?:[^~\n]*\S)?)~~/y, (found) => h("s", {}, inline(found[1]))],
  [/\*(\S(?:[^*\n]*\S)?)\*/y, (found) => h("em", {}, inline(found[1]))],
  [/_(\S(?:[^_\n]*\S)?)_(?![\p{L}\p{N}])/uy, (found) => h("em", {}, inline(found[1]))],
  [/:([a-z0-9_+-]+):/y, (found) => emoji(found[1])],
  [/https?:\/\/[^\s<>()]+[^\s<>().,;:!?]/y, (found) => link(found[0], found[0])],
];
const STARTS = /[`![*_~:h]/;

function inline(text) {
  const nodes = [];
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const found = STARTS.test(text[at]) ? first(text, at) : null;
    if (!found) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain) nodes.push(plain);
    plain = "";
    nodes.push(found.node);
    at += found.length;
  }
  return plain ? [...nodes, plain] : nodes;
}

function first(text, at) {
  for (const [pattern, draw] of INLINE) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) return { node: draw(found), length: found[0].length };
  }
  return null;
}

const RULES = [
  [/^```/, fence],
  [/^(#{1,6})\s+(.*)$/, (lines, found) => [h(`h${Math.min(found[1].length + 2, 6)}`, {}, inline(found[2])), 1]],
  [/^\s*([-*_])(?:\s*\1){2,}\s*$/, () => [h("hr"), 1]],
  [/^>\s?/, (lines) => run(lines, /^>\s?/, (inner) => h("blockquote", {}, blocks(inner)))],
  [/^\s*(?:[-*+]|\d+[.)])\s+/, (lines) => run(lines, /^\s*(?:[-*+]|\d+[.)])\s+/, listed(lines[0]))],
  [/^\s*\|.*\|\s*$/, (lines) => run(lines, /^(?=\s*\|)/, tabled)],
];

function run(lines, pattern, draw) {
  const end = lines.findIndex((line) => !pattern.test(line));
  const taken = end < 0 ? lines : lines.slice(0, end);
  return [draw(taken.map((line) => line.replace(pattern, ""))), taken.length];
}

function listed(start) {
  const ordered = /^\s*\d/.test(start);
  return (items) => h(ordered ? "ol" : "ul", {}, items.map((item) => h("li", {}, task(item))));
}

function task(item) {
  const found = /^\[([ xX])\]\s+(.*)$/.exec(item);
  if (!found) return inline(item);
  return [h("input", { type: "checkbox", disabled: true, checked: found[1] !== " " }), " ", inline(found[2])];
}

function tabled(rows) {
  const cells = (row) => row.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());
  const [head, ...body] = rows.filter((row) => !/^\s*\|[\s:|-]+\|\s*$/.test(row)).map(cells);
  const line = (tag) => (row) => h("tr", {}, row.map((cell) => h(tag, {}, inline(cell))));
  return h("div", { class: "scroll-x", tabindex: "0" }, h("table", {}, h("thead", {}, line("th")(head ?? [])), h("tbody", {}, body.map(line("td")))));
}

function fence(lines) {
  const end = lines.findIndex((line, at) => at > 0 && line.startsWith("```"));
  const inner = lines.slice(1, end < 0 ? lines.length : end);
  return [h("pre", { tabindex: "0" }, h("code", {}, inner.join("\n"))), inner.length + (end < 0 ? 1 : 2)];
}

function blocks(lines) {
  const nodes = [];
  for (let at = 0; at < lines.length; ) {
    const [node, taken] = lines[at].trim() ? block(lines.slice(at)) : [null, 1];
    if (node) nodes.push(node);
    at += taken;
  }
  return nodes;
}

function block(lines) {
  for (const [pattern, draw] of RULES) {
    const found = pattern.exec(lines[0]);
    if (found) return draw(lines, found);
  }
  const end = lines.findIndex((line, at) => at > 0 && (!line.trim() || RULES.some(([pattern]) => pattern.test(line))));
  const taken = end < 0 ? lines : lines.slice(0, end);
  return [h("p", {}, taken.flatMap((line, at) => (at ? [h("br"), ...inline(line)] : inline(line)))), taken.length];
}

export function drawMarkdown(block) {
  return h("div", { class: "rich" }, blocks(String(block.text ?? "").split("\n")));
}
