// What is known to run, against the viewer and published pages in Chromium. Every attack there is, in
// every engine: harm-browsers.test.mjs.

import { attack } from "../harm/suite.mjs";
import { LIVE, OWN } from "../harm/vectors.mjs";

const known = [...OWN, ...LIVE];
attack("Chromium", { policy: ["viewer"], articles: known, addresses: OWN, rack: known, pages: known });
