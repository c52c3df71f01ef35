// How each figure grows with the archive: a panel each, both axes logarithmic, as one SVG that is read on a
// light and on a dark page.

import { MEASURES, aimOf, written } from "./measures.mjs";

const PANEL = { width: 280, height: 172, left: 62, right: 18, top: 40, bottom: 28 };
const COLUMNS = 3;
/** Less than this is drawn as this: no logarithmic axis has a place for nothing. */
const LEAST = { KB: 100, MB: 100_000, ms: 0.1, s: 0.01 };
/** Where nothing is drawn that is only known to be less than something. */
const NOTHING = { scroll: 50 };

const escape = (text) => String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
const number = (value) => value.toLocaleString("en");
const short = (value) => (value >= 1000 ? `${value / 1000}k` : String(value));

const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #1f2328; }
  .name { font-weight: 600; font-size: 12.5px; }
  .small { font-size: 10.5px; fill: #59636e; }
  .value { font-size: 10.5px; paint-order: stroke; stroke: #fff; stroke-width: 3px; stroke-linejoin: round; }
  .grid { stroke: #d1d9e0; stroke-width: 1; }
  .line { stroke: #0a5fb5; stroke-width: 2; fill: none; stroke-linejoin: round; }
  .dot { fill: #0a5fb5; }
  .aim { stroke: #9a4a00; stroke-width: 2; fill: none; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc; }
    .value { stroke: #0d1117; }
    .small { fill: #9198a1; }
    .grid { stroke: #3d444d; }
    .line { stroke: #6cb6ff; }
    .dot { fill: #6cb6ff; }
    .aim { stroke: #f0a35e; }
  }
`;

/** The whole picture. */
export function plot(kept) {
  const sizes = Object.keys(kept.sizes).map(Number).sort((a, b) => a - b);
  const panels = MEASURES.filter(({ name }) => name).map((measure) => ({ measure, points: pointsOf(kept, measure, sizes) })).filter(({ points }) => points.length > 0);
  const lines = Math.ceil(panels.length / COLUMNS);
  const [width, height] = [COLUMNS * PANEL.width, lines * PANEL.height + 34];
  const drawn = panels.map(({ measure, points }, at) => {
    const place = `translate(${(at % COLUMNS) * PANEL.width} ${Math.floor(at / COLUMNS) * PANEL.height})`;
    return `<g transform="${place}">${panel(measure, points, sizes)}</g>`;
  });
  const told = panels.map(({ measure, points }) => `${measure.name}: ${points.map(({ size, value }) => `${shown(measure, value)} at ${number(size)}`).join(", ")}.`);
  const legend = `<g transform="translate(${PANEL.left} ${height - 12})"><circle class="dot" cx="4" cy="-4" r="3.5"/><text class="small" x="14">measured</text><path class="aim" d="M84-4h14"/><text class="small" x="104">aim, at the most</text><text class="small" x="${width - PANEL.left - 18}" text-anchor="end">${escape(kept.date)}; across: articles in the archive</text></g>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc">
<title id="title">How each figure grows from ${number(sizes[0])} to ${number(sizes.at(-1))} articles</title>
<desc id="desc">${escape(told.join(" "))}</desc>
<style>${STYLE}</style>
${drawn.join("\n")}
${legend}
</svg>
`;
}

const shown = (measure, value) => (measure.id === "scroll" && value === 0 ? "< 50 ms" : written(value, measure.unit));

const pointsOf = (kept, measure, sizes) => sizes.flatMap((size) => {
  const { value } = kept.sizes[size][measure.id] ?? {};
  return typeof value === "number" ? [{ size, value, at: value || NOTHING[measure.id] || value }] : [];
});

function panel(measure, points, sizes) {
  const aims = sizes.map((size) => ({ size, value: aimOf(measure, size) })).filter(({ value }) => value !== undefined);
  const least = LEAST[measure.unit];
  const log = (value) => Math.log10(Math.max(value, least));
  const all = [...points.map(({ at }) => at), ...aims.map(({ value }) => value)].map(log);
  // Whole decades, and at least one of them.
  const low = Math.floor(Math.min(...all) - 0.05);
  const high = Math.max(low + 1, Math.ceil(Math.max(...all) + 0.05));
  const [from, to] = [Math.log10(sizes[0]), Math.log10(sizes.at(-1))];
  const x = (size) => PANEL.left + ((Math.log10(size) - from) / (to - from)) * (PANEL.width - PANEL.left - PANEL.right - 20) + 8;
  const y = (value) => PANEL.top + ((high - log(value)) / (high - low)) * (PANEL.height - PANEL.top - PANEL.bottom);
  const round = (value) => Math.round(value * 10) / 10;
  const step = Math.ceil((high - low) / 4);
  const decades = Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, at) => 10 ** (low + at * step));
  const grid = decades.map((value) => `<path class="grid" d="M${PANEL.left} ${round(y(value))}H${PANEL.width - PANEL.right}"/><text class="small" x="${PANEL.left - 6}" y="${round(y(value) + 3.5)}" text-anchor="end">${escape(axis(value, measure.unit))}</text>`);
  const across = sizes.map((size) => `<text class="small" x="${round(x(size))}" y="${PANEL.height - PANEL.bottom + 16}" text-anchor="middle">${short(size)}</text>`);
  const line = points.length > 1 ? `<path class="line" d="M${points.map(({ size, at }) => `${round(x(size))} ${round(y(at))}`).join("L")}"/>` : "";
  const marks = aims.map(({ size, value }) => `<path class="aim" d="M${round(x(size) - 8)} ${round(y(value))}h16"/>`);
  const dots = points.map(({ size, value, at }) => {
    const aim = aims.find((aim) => aim.size === size);
    const distance = aim ? y(aim.value) - y(at) : Infinity;
    // A value stands away from its aim, else above the line.
    const isBelow = distance <= 0 && distance > -22;
    const anchor = size === sizes[0] ? "start" : size === sizes.at(-1) ? "end" : "middle";
    const shift = anchor === "start" ? -8 : anchor === "end" ? 10 : 0;
    return `<circle class="dot" cx="${round(x(size))}" cy="${round(y(at))}" r="3.5"/><text class="value" x="${round(x(size) + shift)}" y="${round(y(at) + (isBelow ? 16 : -9))}" text-anchor="${anchor}">${escape(shown(measure, value))}</text>`;
  });
  const name = `<text class="name" x="10" y="18">${escape(measure.name)}</text>`;
  return [name, ...grid, ...across, ...marks, line, ...dots].join("");
}

/** A decade, as short as it can be said. */
function axis(value, unit) {
  const number = { KB: value / 1e3, MB: value / 1e6 }[unit] ?? value;
  const larger = unit === "KB" && number >= 1000 ? `${number / 1000} MB` : unit === "ms" && number >= 1000 ? `${number / 1000} s` : undefined;
  return larger ?? `${number >= 1000 ? `${number / 1000}k` : Number(number.toPrecision(3))}${unit && ` ${unit}`}`;
}
