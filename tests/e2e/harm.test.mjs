// What is known to run, against everything there is in Chromium. Every attack there is, in every engine:
// harm-browsers.test.mjs.

import { attack } from "../harm/suite.mjs";
import { LIVE, OWN } from "../harm/vectors.mjs";

attack("Chromium", { policy: ["viewer", "published"], articles: [...OWN, ...LIVE], addresses: OWN, rack: OWN, pages: OWN, widget: OWN });
