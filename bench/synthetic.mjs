// Writes an archive of any size, the same every time: node bench/synthetic.mjs 6000 FOLDER
// Then, for instance: time newsstand build FOLDER --out SITE

import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { articles, filesOf } from "../tests/archive.mjs";

const [count, folder] = process.argv.slice(2);
if (!Number(count) || !folder) {
  console.error("usage: node bench/synthetic.mjs COUNT FOLDER");
  process.exit(2);
}
for (const [path, text] of Object.entries(filesOf(articles(Number(count))))) {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}
