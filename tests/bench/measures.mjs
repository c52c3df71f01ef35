// What the benchmark of the scale measures, in the order of its table, and how figures are written.
//
// `aims` are those for an archive of 6,000 and of 100,000 articles; a smaller one has to keep to the same. A
// measure without aims explains another one. `name` is what its panel in the plot is called; one without has none.

const KB = 1000;
const MB = 1000 * KB;

export const MEASURES = [
  { id: "first-cards", name: "bytes until the first cards show", what: "gzip bytes until the first cards show", unit: "KB", aims: [20 * KB, 30 * KB] },
  { id: "own-cards", name: "bytes until the cards are the app's", what: "… until they are the app's", unit: "KB" },
  { id: "facets", name: "bytes until every facet answers", what: "gzip bytes until every facet answers", unit: "KB", aims: [250 * KB, 3 * MB] },
  { id: "click", name: "tag click, median", what: "tag click to list, counts and address, median", unit: "ms", aims: [8, 30] },
  { id: "click-95", name: "tag click, 95th percentile", what: "… 95th percentile", unit: "ms", aims: [16, 60] },
  { id: "click-painted-95", name: "tag click, painted, 95th percentile", what: "… painted, 95th percentile", unit: "ms" },
  { id: "click-slow-95", name: "tag click at CPU ÷ 4, 95th percentile", what: "… at a quarter of the speed, 95th percentile", unit: "ms", aims: [50, 200] },
  { id: "query-warm", name: "query, index warm, median", what: "query to all hits, index warm, median", unit: "ms", aims: [30, 60] },
  { id: "query-warm-95", name: "query, index warm, 95th percentile", what: "… 95th percentile", unit: "ms" },
  { id: "query-typed", name: "query from the last key, median", what: "… from the last key, median", unit: "ms" },
  { id: "query-cold", name: "first query at 1.6 Mbit/s, median", what: "first query at 1.6 Mbit/s, index cold, median", unit: "ms", aims: [1000, 1500] },
  { id: "query-next", name: "the query after it, median", what: "… the query after it", unit: "ms" },
  { id: "index-bytes", name: "index bytes of a query, median", what: "bytes of the index a query downloads, median", unit: "KB", aims: [60 * KB, 150 * KB] },
  { id: "index-bytes-99", name: "index bytes, 99th percentile", what: "… 99th percentile", unit: "KB", aims: [250 * KB, 600 * KB] },
  { id: "query-bytes", name: "index and cards of a query", what: "… with the cards of its hits, median", unit: "KB" },
  { id: "excerpt-bytes", name: "index, cards and excerpts", what: "… and the articles its excerpts are from, median", unit: "KB" },
  { id: "memory", name: "memory of the tab", what: "memory of the tab with everything used", unit: "MB", aims: [80 * MB, 250 * MB] },
  { id: "heap", name: "JavaScript's heap", what: "… of that JavaScript's heap", unit: "MB" },
  { id: "scroll", name: "longest task while scrolling", what: "longest task while scrolling through all", unit: "ms", aims: [50, 50] },
  { id: "scroll-tasks", what: "… tasks longer than 50 ms", unit: "", aims: [0, 0] },
  { id: "scroll-frame-95", name: "frame to frame, 95th percentile", what: "… from frame to frame, 95th percentile", unit: "ms" },
  { id: "build", name: "building the site", what: "building the site with its index", unit: "s", aims: [20, 300] },
  { id: "build-memory", name: "memory of building it", what: "… memory at the most", unit: "MB", aims: [2000 * MB, 2000 * MB] },
  { id: "rebuild", name: "rebuilding after one change", what: "building it after one article has changed", unit: "s", aims: [2, 15] },
];

/** What a measure may be at the most for so many articles. */
export const aimOf = ({ aims }, articles) => (aims && articles <= 100_000 ? aims[articles <= 6_000 ? 0 : 1] : undefined);

/** A value as it is read. */
export function written(value, unit) {
  const shown = { KB: value / KB, MB: value / MB }[unit] ?? value;
  const digits = unit === "" || shown >= 100 || unit === "MB" ? 0 : shown >= 10 ? 1 : 2;
  return `${shown.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits })}${unit && ` ${unit}`}`;
}

/** The value that this share of them does not exceed. */
export function percentile(values, share) {
  if (values.length === 0) throw new Error("nothing was measured");
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
}
