// The names that the app uses, read from where it defines them: src/ids.rs. A name that is no longer
// there throws, so a renamed id cannot leave a test behind that looks for nothing.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const source = readFileSync(fileURLToPath(new URL("../src/ids.rs", import.meta.url)), "utf8");
const names = new Map([...source.matchAll(/^pub const ([A-Z_]+): &str = "([^"]+)";/gm)].map(([, name, value]) => [name, value]));
const cardPrefix = /pub fn card\(row: u32\)[^}]*format!\("([^"{]+)\{row\}"\)/s.exec(source)?.[1];

if (names.size === 0 || !cardPrefix) throw new Error("src/ids.rs no longer looks as tests/ids.mjs expects");

/** `IDS.STATUS` is the id of the status line, and so on for every `pub const` of src/ids.rs. */
export const IDS = new Proxy(Object.fromEntries(names), {
  get(all, name) {
    if (typeof name === "string" && !names.has(name)) throw new Error(`src/ids.rs defines no ${name}`);
    return all[name];
  },
});

/** The same as selectors: `$.STATUS` is `#ns-status`. */
export const $ = new Proxy(IDS, { get: (all, name) => `#${all[name]}` });

/** The id of the link of the card in a row of the catalog. */
export const cardId = (row) => `${cardPrefix}${row}`;

/** All links of cards. */
export const CARD_LINKS = `[id^="${cardPrefix}"]`;
