// The tests of one engine: that the oracle can see an attack, and that none does anything.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as drive from "./drive.mjs";
import { ENGINES } from "./engines.mjs";
import { startProxy } from "./proxy.mjs";
import { allowList, attackedSite, bareSite, clear } from "./stage.mjs";
import { LIVE, OWN } from "./vectors.mjs";

/** How many of the project's own attacks run in every engine when nothing is in their way. */
const OWN_THAT_RUN = 35;
/** The part of the attacks known to run that has to: the rest needs more than hands can do to a page. */
const MOST = 0.9;

/** What browsers ask for on their own account. */
const BROWSERS_OWN = /(^|\.)(google|googleapis|gstatic|gvt1|mozilla|mozilla\.com|firefox|webkitgtk)\.(com|net|org)$|^detectportal\./;

/** What the policy of every page has to say. */
const RULES = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self' https:", "connect-src 'self'", "worker-src 'self'",
  "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", "trusted-types newsstand",
];

/**
 * `policy` names the forms of the site that are tried as they are, with the policy in them. `lists` says what is tried where: `articles` (each opened in the viewer), `addresses`, `rack`, `pages`
 * (as `newsstand build` writes them) and `widget`; what is absent is left out.
 */
export function attack(name, lists) {
  const { start, skip, live } = ENGINES[name];
  describe(`attacks in ${name}`, { skip }, () => {
    let engine, proxy, allowed;
    before(async () => {
      proxy = await startProxy();
      engine = await start({ proxy: proxy.port });
      allowed = allowList();
    });
    after(async () => {
      await Promise.all([engine?.close(), proxy.close(), clear()]);
    });

    test(`${name}: the oracle sees attacks that nothing holds back`, async (t) => {
      const attacks = [...OWN, ...LIVE];
      const server = await bareSite(attacks);
      try {
        const { written, set } = await drive.seenUnsanitised(engine, server, attacks);
        const count = (ran, from, way) => [...ran].filter((at) => at >= OWN.length && attacks[at].live[from]?.[way]).length;
        const known = (from, way) => LIVE.filter((one) => one.live[from]?.[way]).length;
        const own = [...written].filter((at) => at < OWN.length).length;
        t.diagnostic(`${own} of ${OWN.length} own, ${written.size - own} of ${LIVE.length} as pages, ${set.size} of all by innerHTML`);
        assert.ok(own >= OWN_THAT_RUN, `only ${own} of the project's own attacks ran`);
        assert.ok(count(set, live, "innerHTML") >= known(live, "innerHTML") * MOST, `only ${set.size} ran by innerHTML`);
        assert.ok(count(written, live, "document.write") >= known(live, "document.write") * MOST, `only ${written.size} ran as pages`);
      } finally {
        await server.close();
      }
    });

    // Whether the policy is there does not depend on the attack: a third of them see it.
    const some = OWN.filter((_, at) => at % 3 === 0);
    for (const form of lists.policy ?? []) {
      test(`${name}: the ${form} site works under its policy, and nothing asks for what it forbids`, async () => {
        const server = await attackedSite(some, { form, policy: "kept" });
        try {
          const policy = /default-src[^"]*/.exec(await (await fetch(server.url)).text())?.[0] ?? "";
          for (const rule of RULES) assert.ok(policy.split("; ").some((own) => own.startsWith(rule)), `${rule} is not in ${policy}`);
          assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|\*|http:|data:/);
          const { tried, found } = await (form === "published" ? drive.throughPages(engine, server, some, allowed) : drive.throughViewer(engine, server, some, allowed, "articles"));
          assert.deepEqual(found, []);
          assert.ok(tried >= some.length * MOST, `only ${tried} of ${some.length} were shown`);
          // The policy is there, and is not the one of the tests.
          await engine.open(server.url);
          const refused = await engine.run(async () => {
            const made = document.createElement("p");
            try { made.innerHTML = "<b>x</b>"; } catch (error) { return error.name; }
            return "nothing was refused";
          });
          assert.equal(refused, "TypeError");
        } finally {
          await server.close();
        }
      });
    }

    const ways = [
      ["articles", "opened in the viewer", "viewer", (...all) => drive.throughViewer(...all, "articles")],
      ["addresses", "in every part of the address", "viewer", (...all) => drive.throughViewer(...all, "addresses")],
      ["rack", "on the cards of the rack", "viewer", drive.throughRack],
      ["pages", "on the pages of a published site", "published", drive.throughPages],
      ["widget", "opened in a widget", "viewer", drive.throughWidget],
    ];
    for (const [way, how, form, go] of ways.filter(([way]) => lists[way])) {
      const attacks = lists[way];
      test(`${name}: none of ${attacks.length} attacks does anything ${how}`, async (t) => {
        const server = await attackedSite(attacks, { form });
        try {
          proxy.asked.length = 0;
          const { tried, found, pictures } = await go(engine, server, attacks, allowed);
          const left = proxy.asked.map((address) => new URL(address).host).filter((host) => !pictures.has(host) && !BROWSERS_OWN.test(host));
          t.diagnostic(`${tried} tried; ${pictures.size} hosts of pictures`);
          assert.deepEqual(found, [], `${found.length} attacks did something`);
          assert.deepEqual([...new Set(left)], [], "requests left the site");
          assert.ok(tried >= attacks.length * MOST, `only ${tried} of ${attacks.length} were shown`);
        } finally {
          await server.close();
        }
      });
    }
  });
}
