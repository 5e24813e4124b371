/** The shortcodes that the page can draw; any other stays the text that it is. */

import { h } from "./dom.js";

const TABLE = Object.fromEntries(
  `wave 👋|tada 🎉|sparkles ✨|coffee ☕|heart ❤️|blue_heart 💙|green_heart 💚|yellow_heart 💛|purple_heart 💜|+1 👍|thumbsup 👍|-1 👎
thumbsdown 👎|clap 👏|raised_hands 🙌|raised_hand ✋|pray 🙏|smile 😄|slightly_smiling_face 🙂|grinning 😀|blush 😊|joy 😂|wink 😉|thinking_face 🤔
thinking 🤔|sob 😭|cry 😢|eyes 👀|fire 🔥|rocket 🚀|star ⭐|star2 🌟|ticket 🎫|bulb 💡|mega 📣|loudspeaker 📢|bell 🔔|no_bell 🔕|calendar 📆|date 📅
spiral_calendar_pad 🗓️|clock1 🕐|hourglass ⌛|hourglass_flowing_sand ⏳|white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|warning ⚠️
rotating_light 🚨|question ❓|grey_question ❔|exclamation ❗|information_source ℹ️|speech_balloon 💬|thought_balloon 💭|left_speech_bubble 🗨️|memo 📝|pencil 📝|pencil2 ✏️
bar_chart 📊|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|clipboard 📋|pushpin 📌|round_pushpin 📍|link 🔗|mag 🔍|key 🔑|lock 🔒|unlock 🔓
gear ⚙️|wrench 🔧|hammer_and_wrench 🛠️|package 📦|gift 🎁|balloon 🎈|birthday 🎂|cake 🍰|seedling 🌱|herb 🌿|four_leaf_clover 🍀|deciduous_tree 🌳|sunflower 🌻
sunny ☀️|sunrise 🌅|rainbow 🌈|zap ⚡|snowflake ❄️|earth_africa 🌍|earth_americas 🌎|earth_asia 🌏|globe_with_meridians 🌐|house 🏠|office 🏢|compass 🧭|world_map 🗺️
handshake 🤝|point_right 👉|point_left 👈|point_up ☝️|point_down 👇|muscle 💪|ok_hand 👌|v ✌️|crossed_fingers 🤞|writing_hand ✍️|bust_in_silhouette 👤|busts_in_silhouette 👥
people_holding_hands 🧑‍🤝‍🧑|robot_face 🤖|ghost 👻|cat 🐱|dog 🐶|turtle 🐢|owl 🦉|bee 🐝|butterfly 🦋|books 📚|book 📖|newspaper 📰|envelope ✉️|email 📧|inbox_tray 📥|outbox_tray 📤
telephone_receiver 📞|computer 💻|art 🎨|musical_note 🎵|guitar 🎸|soccer ⚽|trophy 🏆|medal 🏅|first_place_medal 🥇|dart 🎯|game_die 🎲|jigsaw 🧩|puzzle_piece 🧩
tea 🍵|pizza 🍕|beers 🍻|croissant 🥐|red_circle 🔴|large_blue_circle 🔵|large_green_circle 🟢|large_yellow_circle 🟡|large_orange_circle 🟠|white_circle ⚪|black_circle ⚫
arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|arrows_counterclockwise 🔄|repeat 🔁|heavy_plus_sign ➕|heavy_minus_sign ➖|one 1️⃣|two 2️⃣|three 3️⃣|100 💯|new 🆕|zzz 💤
relaxed ☺️|sunglasses 😎|hugging_face 🤗|hugs 🤗|open_hands 👐|palms_up_together 🤲|see_no_evil 🙈|partying_face 🥳|heart_eyes 😍|confetti_ball 🎊|ear 👂|pause_button ⏸️|double_vertical_bar ⏸️|arrow_forward ▶️|wastebasket 🗑️|shield 🛡️|mailbox_with_mail 📬|mailbox 📫|flag-fr 🇫🇷|fr 🇫🇷|gb 🇬🇧|us 🇺🇸`
    .split(/[|\n]/)
    .map((entry) => entry.split(" ")),
);
const TONES = { 2: "🏻", 3: "🏼", 4: "🏽", 5: "🏾", 6: "🏿" };
const TONED = new Set("wave +1 -1 thumbsup thumbsdown clap raised_hands raised_hand pray muscle ok_hand v point_right point_left point_up point_down writing_hand open_hands ear".split(" "));

/** Shortcodes offered for a reaction, the most used ones first. */
export const OFFERED = "wave heart ticket tada +1 clap raised_hands coffee eyes sparkles rocket smile joy thinking_face pray fire seedling handshake bulb white_check_mark 100 sunny books dart hugging_face".split(" ");

/** The character of a shortcode (`wave`, `wave::skin-tone-3`), or null when the page has no drawing of it. */
export function emojiOf(shortcode) {
  const [name, tone] = String(shortcode).split("::skin-tone-");
  const drawn = Object.hasOwn(TABLE, name) ? TABLE[name] : null;
  return drawn && tone ? drawn + (TONED.has(name) ? (TONES[tone] ?? "") : "") : drawn;
}

/** A node for a shortcode: its character with the name as label, else `:name:` as text. */
export function emoji(shortcode, unicode = null) {
  const drawn = (unicode ? fromHex(unicode) : null) ?? emojiOf(shortcode);
  if (!drawn) return document.createTextNode(`:${String(shortcode).replace("::", ":: ").replace(":: ", "::")}:`);
  return h("span", { class: "emoji", role: "img", "aria-label": shortcode.replaceAll("_", " "), title: `:${shortcode}:` }, drawn);
}

function fromHex(unicode) {
  try {
    return String.fromCodePoint(...String(unicode).split("-").map((part) => Number.parseInt(part, 16)));
  } catch {
    return null;
  }
}
