/** Where the page begins. */

import { mountAdvance } from "./advance.js";
import { mountAnnouncer } from "./announce.js";
import { mountEntries } from "./entries.js";
import { mountLinks } from "./links.js";
import { mountLook } from "./look.js";
import { createPage } from "./page.js";
import { mountPaint } from "./paint.js";
import { mountRecords } from "./records.js";
import { mountSaving } from "./saving.js";
import { mountTransfer } from "./transfer.js";
import { byId } from "../../workbench/elements.js";

const page = createPage(JSON.parse(byId("data").textContent));
const form = byId("form");
/** What the buttons do, by the name that each bears. */
page.does = {};
mountAnnouncer(page);
mountEntries(page, form);
mountRecords(page, form);
mountPaint(page, form);
mountAdvance(page, form);
mountTransfer(page);
mountSaving(page);
mountLook(page);
mountLinks(page);
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-do]");
  if (!button) return;
  if (byId("menu").contains(button)) byId("menu").hidePopover();
  page.does[button.dataset.do](button);
});
page.begin();
document.documentElement.dataset.ready = "";
