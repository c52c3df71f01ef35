// What is known to run, against the viewer in Chromium: opened as articles, and in every part of the address.
// Every attack there is, on the rack, in published pages and in the widget too, in every engine:
// harm-browsers.test.mjs.

import { attack } from "../harm/suite.mjs";
import { LIVE, OWN } from "../harm/vectors.mjs";

attack("Chromium", { policy: ["viewer"], articles: [...OWN, ...LIVE], addresses: OWN });
