// Colours code, in a worker that can be ended, or in the page where none may be started.
//
//   to the worker  [file of the language, text]
//   to the page    "loaded", pieces      pieces = [kind | 0, text, kind | 0, text, …]
//
// highlight.js is given an emitter of our own, so that it answers with pieces of text and never with
// HTML. A kind is one of the closed list below, whatever the language calls it.

import hljs from "./highlight/core.min.js";
import { INSIDE } from "./languages.js";

/** What a scope of highlight.js is shown as; the rest is shown as plain text. */
const KINDS = {
  keyword: "keyword", built_in: "type", type: "type", literal: "literal", number: "literal", string: "string", regexp: "string",
  char: "string", subst: "plain", symbol: "literal", title: "title", class: "title", function: "plain", params: "plain",
  variable: "name", property: "name", attr: "name", attribute: "name", tag: "tag", name: "tag", "selector-tag": "tag",
  "selector-id": "title", "selector-class": "title", "selector-attr": "name", "selector-pseudo": "name", comment: "comment",
  quote: "comment", doctag: "comment", meta: "meta", section: "title", bullet: "literal", code: "string", link: "string",
  "template-tag": "meta", "template-variable": "name", addition: "addition", deletion: "deletion", strong: "title", emphasis: "plain",
};

/** Takes what highlight.js finds; the innermost scope that is known decides. */
class Pieces {
  constructor() {
    this.out = [];
    this.scopes = [];
  }

  addText(text) {
    if (text === "") return;
    const kind = this.scopes.findLast((scope) => scope !== undefined) ?? 0;
    const last = this.out.length - 2;
    if (last >= 0 && this.out[last] === kind) this.out[last + 1] += text;
    else this.out.push(kind, text);
  }

  startScope(scope) {
    this.scopes.push(KINDS[scope.split(".")[0]]);
  }

  endScope() {
    this.scopes.pop();
  }

  openNode(scope) {
    this.startScope(scope);
  }

  closeNode() {
    this.endScope();
  }

  __addSublanguage(inner) {
    for (let at = 0; at < inner.out.length; at += 2) this.out.push(inner.out[at], inner.out[at + 1]);
  }

  finalize() {}

  toHTML() {
    return "";
  }
}

hljs.configure({ __emitter: Pieces });

/** Loads what a language needs. */
export async function load(file) {
  const inside = INSIDE[file] ?? [];
  for (const needed of [file, ...inside, ...inside.flatMap((inner) => INSIDE[inner] ?? [])]) {
    if (loaded.has(needed)) continue;
    const { default: define } = await import(`./highlight/languages/${needed}.min.js`);
    hljs.registerLanguage(needed, define);
    loaded.add(needed);
  }
}

/** The pieces of a text in a language that is loaded. */
export function highlight(file, text) {
  const pieces = hljs.highlight(text, { language: file, ignoreIllegals: true })._emitter.out;
  // When a language stumbles, what comes after is missing: the code is worth more than its colours.
  return pieces.filter((_, at) => at % 2).join("") === text ? pieces : [0, text];
}

const loaded = new Set();

if (typeof WorkerGlobalScope !== "undefined" && globalThis instanceof WorkerGlobalScope) {
  addEventListener("message", async ({ data: [file, text] }) => {
    await load(file).catch(() => {});
    postMessage("loaded");
    postMessage(loaded.has(file) ? highlight(file, text) : [0, text]);
  });
  postMessage("ready");
}
