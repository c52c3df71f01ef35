// The attacks: NEWSSTAND_VECTORS/xss/*.json where that collection is, and always the project's own.
//
// An attack is `{ id, input, live }`; `live` says where it ran when nothing was in its way:
// `{ chromium156: { "document.write": "load", innerHTML: "interaction" }, … }`.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const json = (path) => JSON.parse(readFileSync(path, "utf8"));
const folder = process.env.NEWSSTAND_VECTORS && join(process.env.NEWSSTAND_VECTORS, "xss");

/** Why the large collection is not tried; `false` where it is there. */
export const missingVectors = !folder ? "NEWSSTAND_VECTORS is not set: only the project's own attacks are tried" : !existsSync(folder) && `${folder} is missing: only the project's own attacks are tried`;
if (missingVectors) console.log(`note: ${missingVectors}`);

/** The project's own, which are part of this repository. */
export const OWN = json(fileURLToPath(new URL("own.json", import.meta.url))).map((input, at) => ({ id: `own-${at + 1}`, input }));

const given = (name) => (missingVectors ? [] : json(join(folder, name)));

/** What ran in a real browser. */
export const LIVE = given("xss_live.json");

/** Everything there is. Fakes of the interface and leaks are among it: they may not act either. */
export const ALL = [...new Map([...OWN, ...given("xss_vectors.json"), ...given("ui_and_privacy.json")].reverse().map((attack) => [attack.input, attack])).values()].reverse();
