// Films of other sites. In an article they are links (`figure.embed`); a button beside one loads the site's
// player in its place. Nothing is asked of anybody before that.
//
// A player's address is never the author's: it is made here, from an exact list of hosts and what the link
// says of the film, as far as that is letters and digits.

import { button, make } from "./elements.js";

/** Hosts of links, and what their player is: `[host, (url) => id, (id, url) => address]`. */
const word = /^[\w-]{4,64}$/;
const youtube = (id, url) => `https://www.youtube-nocookie.com/embed/${id}${seconds(url) ? `?start=${seconds(url)}` : ""}`;
const bilibili = (id) => `https://player.bilibili.com/player.html?${/^\d+$/.test(id) ? `aid=${id}` : `bvid=${id}`}&autoplay=0`;
const tencent = (id) => `https://v.qq.com/txp/iframe/player.html?vid=${id}`;
const youku = (id) => `https://player.youku.com/embed/${id}`;
const vimeo = (id) => `https://player.vimeo.com/video/${id}?dnt=1`;
const part = (at) => (url) => url.pathname.split("/")[at];
const query = (...names) => (url) => names.map((name) => url.searchParams.get(name)).find(Boolean);
const either = (...ways) => (url) => ways.map((way) => way(url)).find((id) => word.test(id ?? ""));
const inFolder = (folder) => (url) => (url.pathname.split("/")[1] === folder ? part(2)(url) : undefined);
const onYoutube = [either(query("v"), inFolder("embed"), inFolder("shorts"), inFolder("live")), youtube];

const PLAYERS = {
  "www.youtube.com": onYoutube,
  "youtube.com": onYoutube,
  "m.youtube.com": onYoutube,
  "www.youtube-nocookie.com": onYoutube,
  "youtu.be": [part(1), youtube],
  "vimeo.com": [either((url) => (/^\d+$/.test(part(1)(url)) ? part(1)(url) : undefined)), vimeo],
  "player.vimeo.com": [inFolder("video"), vimeo],
  "www.bilibili.com": [either((url) => inFolder("video")(url)?.replace(/^av(?=\d)/, "")), bilibili],
  "player.bilibili.com": [query("bvid", "aid"), bilibili],
  "v.qq.com": [either(query("vid"), (url) => url.pathname.match(/^\/x\/(?:page|cover\/\w+)\/(\w+)\.html$/)?.[1]), tencent],
  "v.youku.com": [(url) => url.pathname.match(/^\/v_show\/id_(\w+)/)?.[1], youku],
  "player.youku.com": [inFolder("embed"), youku],
};

/** The player's address for a link, if there is a player for it. */
export function playerOf(href) {
  let url;
  try {
    url = new URL(href);
  } catch {
    return undefined;
  }
  const player = url.protocol === "https:" || url.protocol === "http:" ? Object.hasOwn(PLAYERS, url.host) && PLAYERS[url.host] : undefined;
  if (!player) return undefined;
  const [find, address] = player;
  const id = find(url);
  return word.test(id ?? "") ? address(id, url) : undefined;
}

/** Where in the film a link leads: `t=90`, `t=1m30s`, `start=90`. */
function seconds(url) {
  const [, hours, minutes, rest] = (url.searchParams.get("t") ?? url.searchParams.get("start") ?? "").match(/^(?:(\d{1,2})h)?(?:(\d{1,3})m)?(\d{1,6})?s?$/) ?? [];
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(rest ?? 0);
}

export function furnish(embeds, { article, words }) {
  const media = article.closest(".newsstand")?.dataset.media ?? "ask";
  if (media === "block" || media === "none") return;
  for (const embed of embeds) {
    const link = embed.querySelector("a[href]");
    const player = link && playerOf(link.href);
    if (!player || embed.querySelector(".play")) continue;
    const play = button(words.play, () => show(embed, play, player), "play");
    play.setAttribute("aria-label", words.playFrom.replace("{}", new URL(player).host));
    embed.append(play);
  }
}

function show(embed, play, player) {
  const frame = make("iframe", "player");
  // Everything before the address: what is set later would come too late.
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-presentation");
  frame.setAttribute("allow", "fullscreen");
  // Players want to know which site they are in; they learn no more than that.
  frame.setAttribute("referrerpolicy", "strict-origin");
  frame.title = play.getAttribute("aria-label");
  frame.src = player;
  play.replaceWith(frame);
  embed.classList.add("played");
  frame.focus();
}
