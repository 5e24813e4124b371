/** The page's own small drawings, each a path on a 20 × 20 grid, in the colour of the text around it. */

import { svg } from "./dom.js";

const PATHS = {
  hash: "M7.5 3 5.5 17M14.5 3l-2 14M3.5 7.5h14M2.5 12.5h14",
  lock: "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  people: "M7 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM1.5 17c.5-3.2 2.6-5 5.5-5s5 1.800 5.500 5M13 9.300a2.600 2.600 0 1 0-1-5M14.500 12.300c2.200.3 3.600 1.900 4 4.700",
  smile: "M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM6.800 11.700c.7 1.500 1.800 2.200 3.200 2.200s2.500-.7 3.200-2.200M7.300 7.500v.7M12.700 7.500v.7",
  reply: "M17 4v8a2 2 0 0 1-2 2H9l-4 3.500V14a2 2 0 0 1-2-2V4z",
  more: "M4.500 10h.01M10 10h.01M15.500 10h.01",
  close: "M5 5l10 10M15 5 5 15",
  back: "M12 4 6 10l6 6",
  down: "M5 7.500l5 5 5-5",
  plus: "M10 4v12M4 10h12",
  bolt: "M11 2 4 11.500h5L8.500 18 16 8.500h-5z",
  send: "M3 4l14 6-14 6 2.200-6zM5.200 10H11",
  clock: "M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM10 5.500V10l3 2",
  sun: "M10 13.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7ZM10 1.500v2M10 16.500v2M1.500 10h2M16.500 10h2M4 4l1.400 1.400M14.600 14.600 16 16M16 4l-1.400 1.400M5.400 14.600 4 16",
  moon: "M16.500 12.500A7 7 0 0 1 7.500 3.500a7 7 0 1 0 9 9Z",
  panel: "M3 4h14v12H3zM12 4v12",
  menu: "M3 5.500h14M3 10h14M3 14.500h14",
  home: "M3 9.500 10 3.500l7 6V17H3zM8 17v-5h4v5",
  edit: "M4 16l1-4 8.500-8.500 3 3L8 15z",
  trash: "M4 6h12M8 6V3.500h4V6M5.500 6l.8 11h7.400l.8-11",
  eye: "M1.500 10S4.500 4.500 10 4.500 18.500 10 18.500 10 15.500 15.500 10 15.500 1.500 10 1.500 10ZM10 12.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Z",
  info: "M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM10 9v5M10 6.200v.2",
  file: "M5 2.500h7l3.500 3.500v11.500H5zM12 2.500V6h3.500",
  check: "M4 10.500l4 4 8-9",
  bell: "M5 14h10l-1.300-2V8.500a3.700 3.700 0 0 0-7.400 0V12zM8.500 16.500h3",
};

/** A drawing without a name of its own: the button around it says what it does. */
export function icon(name, size = 18) {
  return svg(
    "svg",
    { viewBox: "0 0 20 20", width: size, height: size, class: "icon", "aria-hidden": "true", focusable: "false" },
    svg("path", { d: PATHS[name] ?? PATHS.info }),
  );
}
