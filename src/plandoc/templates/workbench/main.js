/** Where the page begins. */

import { start } from "./app.js";

start(JSON.parse(document.getElementById("data").textContent));
