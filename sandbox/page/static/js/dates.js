/** Dates and hours as the person at the screen reads them: their language, their time zone, the sandbox's clock. */

import { state } from "./store.js";
import { locale, t } from "./words.js";

const DAY = 86400;

function zone() {
  return state.me?.tz || "UTC";
}

const formats = new Map();

/** The format for a language and Intl options, made once: that is far dearer than using it. */
function format(language, options) {
  const key = `${language}${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, made(language, options));
  return formats.get(key);
}

function made(language, options) {
  try {
    return new Intl.DateTimeFormat(language, options);
  } catch {
    return new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
  }
}

/** `seconds` since 1970 written with Intl options, in the person's time zone. */
export function written(seconds, options) {
  return format(locale(), { timeZone: zone(), ...options }).format(new Date(seconds * 1000));
}

/** The sandbox's now, in seconds; it goes on between two messages of the server unless the clock stands still. */
export function now() {
  const clock = state.clock;
  return clock.running ? clock.now + (performance.now() - clock.heard) / 1000 : clock.now;
}

/** The hour of a Slack timestamp. */
export function hour(ts) {
  return written(Number(ts), { hour: "2-digit", minute: "2-digit" });
}

/** A key that is the same for all moments of one day of the person. */
export function dayKey(seconds) {
  return format("en-CA", { timeZone: zone(), dateStyle: "short" }).format(new Date(seconds * 1000));
}

/** "Today", "Yesterday", "Monday 3 November" or, for another year, with the year. */
export function dayName(seconds) {
  const key = dayKey(seconds);
  if (key === dayKey(now())) return t("today");
  if (key === dayKey(now() - DAY)) return t("yesterday");
  const year = key.slice(0, 4) === dayKey(now()).slice(0, 4) ? {} : { year: "numeric" };
  return written(seconds, { weekday: "long", day: "numeric", month: "long", ...year });
}

/** Day and hour in full, for titles and details. */
export function fully(seconds) {
  return written(seconds, { dateStyle: "full", timeStyle: "short" });
}

function near(seconds, plain) {
  const key = dayKey(seconds);
  const words = { [dayKey(now())]: "today", [dayKey(now() - DAY)]: "yesterday", [dayKey(now() + DAY)]: "tomorrow" };
  return words[key] ? t(words[key]) : plain;
}

function ago(seconds) {
  const past = seconds - now();
  const units = [["day", DAY], ["hour", 3600], ["minute", 60]];
  const [unit, size] = units.find(([, length]) => Math.abs(past) >= length) ?? ["minute", 60];
  return new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(Math.round(past / size), unit);
}

const TOKENS = {
  date_num: (at) => dayKey(at),
  date: (at) => written(at, { dateStyle: "long" }),
  date_slash: (at) => written(at, { dateStyle: "short" }),
  date_short: (at) => written(at, { dateStyle: "medium" }),
  date_long: (at) => written(at, { dateStyle: "full" }),
  date_pretty: (at) => near(at, TOKENS.date(at)),
  date_short_pretty: (at) => near(at, TOKENS.date_short(at)),
  date_long_pretty: (at) => near(at, TOKENS.date_long(at)),
  day_divider_pretty: (at) => dayName(at),
  time: (at) => written(at, { timeStyle: "short" }),
  time_secs: (at) => written(at, { timeStyle: "medium" }),
  ago: (at) => ago(at),
};

/** Slack's date format (`{date_short} at {time}`) for a moment; `fallback` when the moment is no number. */
export function formatted(seconds, format, fallback) {
  const at = Number(seconds);
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e12) return fallback ?? "";
  return String(format).replace(/\{(\w+)\}/g, (whole, token) => (Object.hasOwn(TOKENS, token) ? TOKENS[token](at) : whole));
}
