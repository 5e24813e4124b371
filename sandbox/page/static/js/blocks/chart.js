/** Charts: line, bar, area and pie as SVG, each with its figures as a table that screen readers get. */

import { freshId, h, svg } from "../dom.js";
import { plain } from "../objects.js";
import { language, t } from "../words.js";
import { axes, bars, lines, slices } from "./plots.js";

const WIDTH = 560;
const HEIGHT = 240;

/** Series `{name, values}` over `labels`, read from the shapes that the block may have. */
export function figures(chart) {
  const segments = chart.segments ?? chart.slices;
  if (segments) return { labels: segments.map(nameOf), series: [{ name: "", values: segments.map((one) => Number(one.value)) }] };
  const series = (chart.series ?? []).map((one) => ({ name: nameOf(one), points: one.data ?? one.values ?? one.points ?? [] }));
  const given = chart.axis_config?.categories ?? chart.categories ?? chart.labels ?? chart.x_axis?.categories;
  const labels = given ? given.map(nameOf) : (series[0]?.points ?? []).map((point, at) => nameOf(point) || String(at + 1));
  return { labels, series: series.map(({ name, points }) => ({ name, values: labels.map((label, at) => valueAt(points, label, at)) })) };
}

function nameOf(one) {
  if (typeof one !== "object" || one === null) return one === undefined ? "" : String(one);
  return plain(one.label ?? one.name ?? one.title ?? one.x ?? one.text ?? "");
}

function valueAt(points, label, at) {
  const found = points.find((point) => typeof point === "object" && point !== null && nameOf(point) === label) ?? points[at];
  const value = typeof found === "object" && found !== null ? (found.value ?? found.y) : found;
  return Number.isFinite(Number(value)) && value !== null && value !== undefined ? Number(value) : null;
}

export function drawChart(block) {
  const chart = block.chart ?? block;
  const kind = chart.type === "data_visualization" ? (block.chart_type ?? "bar") : chart.type;
  const { labels, series } = figures(chart);
  const title = freshId("chart");
  const table = freshId("figures");
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "plot", role: "img", "aria-labelledby": title, "aria-describedby": table });
  drawing.append(...plot(kind, labels, series));
  return h(
    "figure",
    {},
    h("figcaption", { id: title }, plain(block.title ?? chart.title ?? "")),
    axisNames(chart.axis_config),
    drawing,
    legend(kind === "pie" ? labels : series.map((one) => one.name)),
    h("details", { class: "figures" }, h("summary", {}, t("figures")), h("div", { class: "scroll-x" }, tableOf(labels, series, table))),
  );
}

function axisNames({ x_label: across, y_label: up } = {}) {
  const names = [up && `↑ ${up}`, across && `→ ${across}`].filter(Boolean);
  return names.length ? h("p", { class: "quiet small" }, names.join("   ")) : null;
}

function plot(kind, labels, series) {
  const box = { width: WIDTH, height: HEIGHT };
  if (kind === "pie") return slices(series[0]?.values ?? [], labels, box);
  const grid = axes(labels, series, box);
  const marks = kind === "bar" ? bars(series, labels, grid) : lines(series, labels, grid, kind === "area");
  return [...grid.nodes, ...marks];
}

function legend(names) {
  if (names.length < 2 && !names[0]) return null;
  return h("ul", { class: "legend", "aria-hidden": "true" }, names.map((name, at) => h("li", {}, h("span", { class: `key fill-${at % 6}` }), name)));
}

function tableOf(labels, series, id) {
  const number = new Intl.NumberFormat(language());
  const written = (value) => (value === null ? "–" : number.format(value));
  return h(
    "table",
    { id },
    h("thead", {}, h("tr", {}, h("td", {}), series.map((one) => h("th", { scope: "col" }, one.name || t("value"))))),
    h("tbody", {}, labels.map((label, at) => h("tr", {}, h("th", { scope: "row" }, label), series.map((one) => h("td", { class: "align-right" }, written(one.values[at])))))),
  );
}
