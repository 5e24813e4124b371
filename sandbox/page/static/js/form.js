/** What a person has put into the elements of one container (a message, a modal, a Home tab). */

/** `chosen` is what Slack's payloads hold: text, an option, a list of options or ids, a date, a time, seconds. */
export class Form {
  constructor() {
    this.chosen = {};
  }

  /** Whether this element was touched. */
  has(blockId, actionId) {
    return Object.hasOwn(this.chosen, blockId) && Object.hasOwn(this.chosen[blockId], actionId);
  }

  /** What was chosen, else `initial`. */
  get(blockId, actionId, initial = null) {
    return this.has(blockId, actionId) ? this.chosen[blockId][actionId] : initial;
  }

  put(blockId, actionId, value) {
    if (!Object.hasOwn(this.chosen, blockId)) this.chosen[blockId] = {};
    this.chosen[blockId][actionId] = value;
  }

  /** Forgets an element, so that what the app fills in is shown again. */
  drop(blockId, actionId) {
    if (this.has(blockId, actionId)) delete this.chosen[blockId][actionId];
  }
}

const forms = new Map();

/** The form of a container, kept between two drawings of it; `key` names the container. */
export function formOf(key) {
  if (!forms.has(key)) forms.set(key, new Form());
  return forms.get(key);
}

/** Forgets the form of a container that is gone. */
export function forget(key) {
  forms.delete(key);
}
