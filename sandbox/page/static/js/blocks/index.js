/** Which module draws which block. What cannot be drawn is a visible box that names the block. */

import { h } from "../dom.js";
import { t } from "../words.js";
import { drawActions, drawContext, drawContextActions } from "./rows.js";
import { drawAlert, drawDivider, drawHeader, drawSection } from "./section.js";
import { drawCard, drawCarousel, drawContainer } from "./card.js";
import { drawChart } from "./chart.js";
import { drawDataTable } from "./data_table.js";
import { drawFile, drawVideo } from "./media.js";
import { drawImage } from "./image.js";
import { drawInput } from "./input.js";
import { drawMarkdown } from "./markdown.js";
import { drawPlan, drawTask } from "./plan.js";
import { drawRichText } from "./rich_text.js";
import { drawTable } from "./table.js";

const DEEPEST = 6;

const DRAWN = {
  section: drawSection,
  header: drawHeader,
  divider: drawDivider,
  context: drawContext,
  actions: drawActions,
  context_actions: drawContextActions,
  image: drawImage,
  rich_text: drawRichText,
  input: drawInput,
  table: drawTable,
  markdown: drawMarkdown,
  video: drawVideo,
  file: drawFile,
  card: drawCard,
  carousel: drawCarousel,
  container: drawContainer,
  alert: drawAlert,
  data_table: drawDataTable,
  data_visualization: drawChart,
  task_card: drawTask,
  plan: drawPlan,
};

/** Nodes for a list of blocks; `errors` (block_id → sentence) stand beside their field. */
export function drawBlocks(blocks, surface, errors = {}, depth = 0) {
  return (blocks ?? []).map((block, at) => drawBlock({ block_id: `b${at}`, ...block }, surface, errors, depth));
}

function drawBlock(block, surface, errors, depth) {
  const draw = depth < DEEPEST ? DRAWN[block.type] : null;
  if (!draw) return undrawn(block, t("undrawn.block", { type: block.type ?? "?" }));
  try {
    const node = draw(block, surface, errors[block.block_id], (inner) => drawBlocks(inner, surface, errors, depth + 1));
    node.classList.add("block", `block-${block.type}`);
    node.dataset.block = block.block_id;
    return node;
  } catch (error) {
    console.error(`block ${block.type} is malformed`, error);
    return undrawn(block, t("undrawn.broken", { type: block.type }));
  }
}

function undrawn(block, sentence) {
  const source = h("details", {}, h("summary", {}, t("undrawn.source")), h("pre", { tabindex: "0" }, JSON.stringify(block, null, 2).slice(0, 4000)));
  return h("div", { class: "block undrawn", role: "note" }, sentence, source);
}
