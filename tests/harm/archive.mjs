// Attacks as an archive: one article each, whose text, file name and every piece of metadata is the attack.

import { Buffer } from "node:buffer";

/** Bytes that a file name may have, less its ending and its number. */
const MOST_BYTES = 180;

/** The attack as far as it can be the name of a file: everything but slashes and controls, which no path of an archive has,
 * and surrogates. */
function fileName(input) {
  let name = "";
  for (const c of input.toWellFormed().replace(/[\p{Cc}/\\]/gu, "_")) {
    if (Buffer.byteLength(name + c) > MOST_BYTES) break;
    name += c;
  }
  return name;
}

/** The slug of an attack's article. */
export const slugOf = ({ input }, at) => `${at}/${at} ${fileName(input)}`.trim();

/** The article of an attack. */
function text({ input }) {
  // JSON is YAML; a lone surrogate is no text.
  const value = JSON.stringify(input.toWellFormed());
  const fields = ["title", "author", "summary", "category", "original", "cover", "lang", "slug"].map((name) => `${name}: ${value}`);
  return ["---", ...fields, `tags: [${value}]`, "date: 2024-02-03", "---", "", input.toWellFormed(), ""].join("\n");
}

/** The files of an archive of attacks. */
export const filesOf = (attacks) => Object.fromEntries(attacks.map((attack, at) => [`${slugOf(attack, at)}.md`, text(attack)]));

/** The address of an attack's article, as a query. */
export const queryOf = (attack, at) => `?article=${encodeURIComponent(slugOf(attack, at))}`;

/** An address that holds the attack in every place that an address has. */
export const hostileQuery = ({ input }) => {
  const value = encodeURIComponent(input.toWellFormed());
  return `?${["q", "tag", "not", "category", "author", "year", "sort"].map((name) => `${name}=${value}`).join("&")}#${value}`;
};
