// Archives that tests make themselves: articles whose metadata is known beforehand, so that every
// list, count and order on screen can be worked out again here and compared.
//
//   const list = articles(400);             // the same every time
//   const files = filesOf(list);            // { "articles/it-0001.md": "# …" }
//   select(list, { tags: ["小红书"] })       // what the rack should show, newest first

/** How GitBook cards look in the woshipm archive; every second article is Chinese. */
const TOPICS = [
  ["harbours", "海港"], ["lanterns", "灯笼"], ["archives", "档案"], ["markets", "市场"], ["maps", "地图"],
  ["kites", "风筝"], ["rivers", "河流"], ["presses", "印刷"], ["gardens", "花园"], ["clocks", "钟表"],
];
const CATEGORIES = ["It", "Design", "Operate"];
const AUTHORS = ["鞭牛士", "Ada Quill", "吴昊@SaaS", "Béla O'Neill", "林间路", "M. Okafor", "小满", "Ines Duarte"];
/** Each tag and the articles that have it; the third one has everything an address must escape. */
const TAGS = [
  ["小红书", (n) => n % 3 === 0], ["行业观察", (n) => n % 4 === 0], ["C++ & C# / 50%", (n) => n % 7 === 0],
  ["Reading", (n) => n % 2 === 1], ["初级", (n) => n % 5 === 2], ["TikTok", (n) => n % 11 === 3], ["rare find", (n) => n === 13],
];
/** Tags that stand in one or two articles each, so that there are too many to show at once. */
const FEW = 40;

const DAY = 86_400_000;
const pad = (n) => String(n).padStart(4, "0");
const date = (n) => new Date(Date.UTC(2021, 2, 1) + ((n * 37) % 1400) * DAY).toISOString().slice(0, 10);

/** An article by its number; no two have the same day, some have no day, no counts, no tags. */
function article(n) {
  const chinese = n % 2 === 0;
  const [english, han] = TOPICS[n % TOPICS.length];
  const category = n % 29 === 28 ? null : CATEGORIES[n % CATEGORIES.length];
  const slug = `articles/${(category ?? "misc").toLowerCase()}-${pad(n)}`;
  const tags = TAGS.filter(([, has]) => has(n)).map(([name]) => name);
  if (n % 6 === 1) tags.push(`专题${(n * 7) % FEW}`);
  const counted = n % 40 !== 39;
  return {
    n, slug, chinese, category,
    title: chinese ? `第${n}篇：${han}的来历与去处` : `No. ${n}: what ${english} teach a patient reader`,
    summary: chinese
      ? `这一篇讲${han}：它从哪里来，为什么留下来，又会去哪里。`.repeat(3)
      : `About ${english}: where they come from, why they stay, and what becomes of them in the end. `.repeat(2).trim(),
    author: AUTHORS[(n * 5) % AUTHORS.length],
    authorUrl: n % 3 === 0 ? `https://people.example.org/u/${n % 8}` : null,
    published: n % 50 === 49 ? null : date(n),
    views: counted ? (n * 7919) % 100_003 : null,
    comments: counted ? n % 9 : null,
    collects: counted ? (n * 31) % 57 : null,
    tags,
    cover: n % 10 === 4 ? "../covers/square.svg" : null,
    original: `https://origin.example.org/${n}.html`,
    paragraphs: paragraphs(n, chinese, english, han),
  };
}

function paragraphs(n, chinese, english, han) {
  const one = chinese
    ? `关于${han}，人们说得很多，写下来的却很少。走近去看，每一处细节都有它自己的道理，也都需要时间。`
    : `People say a great deal about ${english} and write little of it down, yet every detail has a reason of its own and asks for time.`;
  return Array.from({ length: 3 + (n % 4) * 3 }, (_, at) => `${one} (${at + 1})`);
}

/** The articles 0 to `count` - 1, in the order of the catalog: newest first, those without a day last, by slug. */
export function articles(count) {
  return inOrder(Array.from({ length: count }, (_, n) => article(n)), "newest");
}

/** The text of an article: card, summary, and a body with a heading before every third paragraph. */
export function text(article, next) {
  const { title, category, author, authorUrl, published, views, comments, collects, tags, cover, original, summary, chinese } = article;
  const line = (name, value) => (value ? [`**${name}:** ${value}  `] : []);
  const body = article.paragraphs.flatMap((paragraph, at) => (at % 3 ? [paragraph] : [`## ${chinese ? `第${at / 3 + 1}节` : `Part ${at / 3 + 1}`}`, paragraph]));
  return [
    `# ${title}`,
    [
      '{% hint style="info" %}',
      ...line("Category", category),
      ...line("Author", authorUrl ? `[${author}](${authorUrl})` : author),
      ...line("Published", published),
      ...line("Stats", views === null ? null : `👁️ ${views} views | 💬 ${comments} comments | ⭐ ${collects} collects`),
      ...line("Tags", tags.join(",")),
      ...line("Cover", cover),
      ...line("Original", `[View](${original})`),
      "{% endhint %}",
    ].join("\n"),
    `> ${summary}`,
    "---",
    ...body,
    ...(next ? [`See also [the next one](${next.slug.split("/").pop()}.md#h-part-1) and [an address elsewhere](https://elsewhere.example.org/page).`] : []),
  ].join("\n\n");
}

/** Everything that is written into the archive's folder. */
export function filesOf(list) {
  const files = { "covers/square.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200"><rect width="320" height="200" fill="#a8321f"/></svg>' };
  list.forEach((article, at) => {
    files[`${article.slug}.md`] = text(article, list[at + 1]);
  });
  return files;
}

/** Files that are no good articles, or too much of one. Their addresses are their names. */
export function troublesome() {
  const section = (n) => `## Section ${n}\n\n${"All work and no play makes a long article longer. ".repeat(12)}\n\n- one\n- two\n\n`;
  return {
    "bad/empty.md": "",
    "bad/binary.md": Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 167 + 0x80) % 256)),
    "bad/page.md": "<!doctype html>\n<html><head><title>Sign in</title></head><body><p>Please sign in.</p></body></html>",
    "bad/latin1.md": Buffer.from("# Caf\u00e9\n\nUn r\u00e9sum\u00e9 na\u00eff.", "latin1"),
    "bad/long.md": `# A very long article\n\n${Array.from({ length: 400 }, (_, n) => section(n + 1)).join("")}The very last words.\n`,
    "bad/quotes.md": `# Quotes in quotes\n\n${"> ".repeat(50_000)}the innermost words\n`,
    "bad/huge.md": `# Two megabytes and more\n\n${"word ".repeat(450_000)}`,
  };
}

const missingLast = (key, sign) => (a, b) => (a[key] === null) - (b[key] === null) || sign * ((a[key] > b[key]) - (a[key] < b[key]));
const bySlug = (a, b) => (a.slug < b.slug ? -1 : 1);
const newest = (a, b) => missingLast("published", -1)(a, b) || bySlug(a, b);
const byTitle = new Intl.Collator("zh").compare;

/** What `sort=` in an address means, worked out independently of the app. */
const ORDERS = {
  newest,
  oldest: missingLast("published", 1),
  views: missingLast("views", -1),
  comments: missingLast("comments", -1),
  collects: missingLast("collects", -1),
  title: (a, b) => byTitle(a.title, b.title),
};

/** In the order of the rack; ties stand newest first. */
export const inOrder = (list, sort) => [...list].sort((a, b) => ORDERS[sort](a, b) || newest(a, b));

/** The articles that a filter lets through, in the order given. `ranges` is the least and the most of a count. */
export function select(list, { tags = [], any = [], not = [], categories = [], authors = [], years = [], months = [], ranges = {}, sort = "newest" }) {
  const isOne = (chosen, value) => chosen.length === 0 || chosen.includes(value);
  const matches = (article) =>
    tags.every((tag) => article.tags.includes(tag)) &&
    (any.length === 0 || any.some((tag) => article.tags.includes(tag))) &&
    !not.some((tag) => article.tags.includes(tag)) &&
    isOne(categories, article.category) &&
    isOne(authors, article.author) &&
    isOne(years.map(String), article.published?.slice(0, 4)) &&
    isOne(months, article.published?.slice(0, 7)) &&
    Object.entries(ranges).every(([key, [least, most]]) => article[key] !== null && article[key] >= least && article[key] <= most);
  return inOrder(list.filter(matches), sort);
}

/** How many articles have each value: `{ "小红书": 98 }`. */
export function tally(list, values) {
  const counts = {};
  for (const value of list.flatMap(values)) if (value) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
