/** What an element may do where it stands: keep what was chosen, tell the app, ask it for options. */

import { act, refusal, tryAct } from "./api.js";
import { confirmed } from "./confirm.js";
import { formOf } from "./form.js";
import { toast } from "./announce.js";

/** One container of blocks. `container` is `{type: "message", channel, ts}` or `{type: "view", view}`. */
export class Surface {
  constructor(container, kind) {
    this.container = container;
    this.kind = kind;
    this.key = container.view ?? `${container.channel}/${container.ts}`;
    this.form = formOf(this.key);
  }

  /** What is chosen now in an element. */
  chosen(block, element, initial = null) {
    return this.form.get(block.block_id, element.action_id, initial);
  }

  /** Keeps a choice without telling the app. */
  keep(block, element, value) {
    this.form.put(block.block_id, element.action_id, value);
  }

  /** Keeps a choice, and tells the app when the block asks for it; false when the person changed their mind. */
  async change(block, element, value) {
    if (block.type === "input" && !block.dispatch_action) {
      this.keep(block, element, value);
      return true;
    }
    if (element.confirm && !(await confirmed(element.confirm))) return false;
    this.keep(block, element, value);
    await this.send(block, element, value);
    return true;
  }

  /** A button or an overflow option: nothing is kept. */
  async press(block, element, value = null) {
    if (element.confirm && !(await confirmed(element.confirm))) return false;
    return this.send(block, element, value);
  }

  async send(block, element, value) {
    const place = { container: this.container, block_id: block.block_id, action_id: element.action_id };
    const done = await tryAct("action", { ...place, chosen: value, typed: this.form.chosen });
    return Boolean(done);
  }

  /** Options of an external select for what was typed: `{options}` or `{option_groups}`. */
  async suggest(block, element, value) {
    const place = { container: this.container, block_id: block.block_id, action_id: element.action_id };
    try {
      return await act("suggest", { ...place, value, typed: this.form.chosen });
    } catch (error) {
      toast(refusal(error), "error");
      return { options: [] };
    }
  }
}
