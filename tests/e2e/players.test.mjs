// Films of other sites: links, until a reader presses Play.

import assert from "node:assert/strict";
import { test } from "node:test";
import { playerOf } from "../../public/reading/players.js";

const check = (link, expected) => assert.equal(playerOf(link), expected, link);

test("a link to a film of a known site has the site's own player", () => {
  const youtube = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ";
  for (const link of ["https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://youtu.be/dQw4w9WgXcQ", "https://m.youtube.com/watch?list=x&v=dQw4w9WgXcQ", "https://www.youtube.com/embed/dQw4w9WgXcQ?autoplay=1", "https://www.youtube.com/shorts/dQw4w9WgXcQ", "http://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"])
    check(link, youtube);
  check("https://youtu.be/dQw4w9WgXcQ?t=1m30s", `${youtube}?start=90`);
  check("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90", `${youtube}?start=90`);
  check("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1");
  check("https://player.vimeo.com/video/76979871", "https://player.vimeo.com/video/76979871?dnt=1");
  check("https://www.bilibili.com/video/BV1xx411c7mD/", "https://player.bilibili.com/player.html?bvid=BV1xx411c7mD&autoplay=0");
  check("https://www.bilibili.com/video/av170001", "https://player.bilibili.com/player.html?aid=170001&autoplay=0");
  check("https://player.bilibili.com/player.html?aid=170001&page=1", "https://player.bilibili.com/player.html?aid=170001&autoplay=0");
  check("https://v.qq.com/x/page/e0354z3cqjp.html", "https://v.qq.com/txp/iframe/player.html?vid=e0354z3cqjp");
  check("https://v.youku.com/v_show/id_XNDY4NDM2MzI0NA", "https://player.youku.com/embed/XNDY4NDM2MzI0NA");
});

test("nothing else has one, and nothing of a link but its film reaches a player", () => {
  for (const link of [
    "https://evil.example/watch?v=dQw4w9WgXcQ", "https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ", "https://evil.example/?https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com@evil.example/watch?v=dQw4w9WgXcQ", "https://www.youtube.com:8443/watch?v=dQw4w9WgXcQ", "javascript:alert(1)//www.youtube.com/watch?v=dQw4w9WgXcQ",
    "data:text/html,https://youtu.be/dQw4w9WgXcQ", "https://www.youtube.com/watch?v=../../redirect", "https://www.youtube.com/watch?v=%22%3E%3Cscript%3E", "https://www.youtube.com/", "https://youtu.be/",
    "https://vimeo.com/about", "https://www.bilibili.com/video/", "https://constructor/watch?v=dQw4w9WgXcQ", "not an address", "",
  ])
    check(link, undefined);
});
