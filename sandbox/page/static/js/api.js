/** The page's few questions to its server, and the one door for what a person does. */

import { toast } from "./announce.js";
import { changed, state } from "./store.js";
import { t } from "./words.js";

function who() {
  return { team: state.team?.id ?? "", person: state.me?.id ?? "" };
}

/** `GET /page/<what>`, as the person at the screen; throws an Error whose `code` says why not. */
export async function ask(what, values = {}) {
  const query = new URLSearchParams({ ...who(), ...values });
  return read(await fetch(`/page/${what}?${query}`, { headers: { Accept: "application/json" } }));
}

/** `POST /page/act`: one thing that the person did. Resolves to the server's answer; throws like `ask`. */
export async function act(verb, values = {}) {
  const body = JSON.stringify({ ...who(), verb, ...values });
  return read(await fetch("/page/act", { method: "POST", headers: { "Content-Type": "application/json" }, body }));
}

/** The same, and a refusal is said to the person; resolves to null then. */
export async function tryAct(verb, values = {}) {
  try {
    return await act(verb, values);
  } catch (error) {
    toast(refusal(error), "error");
    return null;
  }
}

async function read(response) {
  const answer = await response.json().catch(() => ({ ok: false, error: "unreadable" }));
  if (answer.ok) return answer;
  throw Object.assign(new Error(answer.error), { code: answer.error, answer });
}

/** A refusal as a sentence. */
export function refusal(error) {
  const key = `refused.${error.code}`;
  return t(key) === key ? t("refused", { code: error.code ?? error.message }) : t(key);
}

/** Reads the whole state again for the person of the address bar. */
export async function loadState({ team = "", person = "" } = {}) {
  const got = await ask("state", { team: team || who().team, person: person || who().person });
  Object.assign(state, {
    product: got.product ?? {},
    teams: got.teams,
    team: got.team,
    me: got.me,
    people: new Map(got.people.map((one) => [one.id, one])),
    channels: new Map(got.channels.map((one) => [one.id, one])),
    apps: got.apps,
    homes: new Map(Object.entries(got.homes ?? {})),
    views: got.views ?? [],
    faults: got.faults ?? [],
    clock: { ...got.clock, heard: performance.now() },
  });
  changed("state", "me", "people", "channels", "home", "views", "clock", "open", "messages", "threads", "faults");
}
