// Every attack there is, in each engine, everywhere that the work of strangers is shown.

import { ENGINES } from "../harm/engines.mjs";
import { attack } from "../harm/suite.mjs";
import { ALL, LIVE, OWN } from "../harm/vectors.mjs";

for (const name of Object.keys(ENGINES)) attack(name, { policy: ["viewer", "published"], articles: ALL, addresses: ALL, rack: ALL, pages: ALL, widget: [...OWN, ...LIVE] });
