/** The marks of charts, as SVG: axes, bars, lines, areas, slices. */

import { svg } from "../dom.js";
import { language } from "../words.js";

const PAD = { left: 44, right: 12, top: 12, bottom: 30 };
const LABEL_ROOM = 62;

function short(value) {
  return new Intl.NumberFormat(language(), { notation: "compact", maximumFractionDigits: 1 }).format(value);
}

/** Round steps from nothing to the highest value (below nothing too, if there is such a value). */
function scale(series) {
  const all = series.flatMap((one) => one.values).filter((value) => value !== null);
  const high = Math.max(0, ...all);
  const low = Math.min(0, ...all);
  const rough = (high - low || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough;
  return { low: Math.floor(low / step) * step, high: Math.max(Math.ceil(high / step) * step, step), step };
}

/** The grid, and how a value and a place in the row become coordinates. */
export function axes(labels, series, { width, height }) {
  const { low, high, step } = scale(series);
  const inner = { width: width - PAD.left - PAD.right, height: height - PAD.top - PAD.bottom };
  const y = (value) => PAD.top + inner.height * (1 - (value - low) / (high - low));
  const band = inner.width / Math.max(labels.length, 1);
  const x = (at) => PAD.left + band * (at + 0.5);
  const nodes = [];
  for (let value = low; value <= high + step / 2; value += step) {
    nodes.push(svg("line", { x1: PAD.left, x2: width - PAD.right, y1: y(value), y2: y(value), class: "grid" }));
    nodes.push(svg("text", { x: PAD.left - 8, y: y(value) + 4, class: "tick", "text-anchor": "end" }, short(value)));
  }
  const every = Math.max(1, Math.ceil((labels.length * LABEL_ROOM) / inner.width));
  labels.forEach((label, at) => {
    if (at % every) return;
    const most = Math.max(3, Math.floor((band * every) / 6.5));
    const shown = label.length > most ? `${label.slice(0, most - 1)}…` : label;
    nodes.push(svg("text", { x: x(at), y: height - 10, class: "tick", "text-anchor": "middle" }, shown));
  });
  return { nodes, x, y, band, zero: y(0) };
}

export function bars(series, labels, { x, y, band, zero }) {
  const each = (band * 0.72) / Math.max(series.length, 1);
  return series.flatMap((one, row) =>
    one.values.map((value, at) => {
      if (value === null) return svg("g", {});
      const top = Math.min(y(value), zero);
      const left = x(at) - (each * series.length) / 2 + each * row;
      const bar = { x: left + 1, y: top, width: Math.max(each - 2, 1), height: Math.abs(y(value) - zero), rx: 2, class: `fill-${row % 6}` };
      return svg("rect", bar, svg("title", {}, `${one.name} ${labels[at]}: ${value}`));
    }),
  );
}

export function lines(series, labels, { x, y, zero }, filled) {
  return series.flatMap((one, row) => {
    const points = one.values.map((value, at) => (value === null ? null : [x(at), y(value)])).filter(Boolean);
    const path = points.map(([left, top], at) => `${at ? "L" : "M"}${left.toFixed(1)} ${top.toFixed(1)}`).join("");
    const area = filled && points.length ? [svg("path", { d: `${path}L${points.at(-1)[0]} ${zero}L${points[0][0]} ${zero}Z`, class: `area fill-${row % 6}` })] : [];
    const dots = points.map(([left, top]) => svg("circle", { cx: left, cy: top, r: 3, class: `fill-${row % 6}` }));
    return [...area, svg("path", { d: path, class: `stroke stroke-${row % 6}` }), ...dots];
  });
}

export function slices(values, labels, { width, height }) {
  const total = values.reduce((sum, value) => sum + Math.max(value, 0), 0) || 1;
  const radius = height / 2 - 12;
  const [cx, cy] = [width / 2, height / 2];
  let turned = -Math.PI / 2;
  return values.map((value, at) => {
    const share = Math.max(value, 0) / total;
    const from = turned;
    turned += share * 2 * Math.PI;
    const label = svg("title", {}, `${labels[at]}: ${value}`);
    if (share > 0.9999) return svg("circle", { cx, cy, r: radius, class: `fill-${at % 6}` }, label);
    const point = (angle) => `${(cx + radius * Math.cos(angle)).toFixed(2)} ${(cy + radius * Math.sin(angle)).toFixed(2)}`;
    const d = `M${cx} ${cy}L${point(from)}A${radius} ${radius} 0 ${share > 0.5 ? 1 : 0} 1 ${point(turned)}Z`;
    return svg("path", { d, class: `slice fill-${at % 6}` }, label);
  });
}
