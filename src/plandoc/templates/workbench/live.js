/** What changes on the disk, as it changes: the page is loaded anew where the reader was, errors stand over the text. */

import { byId, element } from "./elements.js";
import { ask } from "./server.js";

const CHANNEL = "plandoc-events";
const EVENTS = ["standing", "reload", "scenarios", "findings"];
const PLACE = "plandoc-place";
/** Milliseconds after which the address says what was decided last. */
export const ADDRESS_WRITTEN = 200;

export function mountLive(desk) {
  const { data } = desk;
  let shown = { scenarios: null, current: true };
  let silent = false;

  /** Show the errors in the files; without any, say that they are mended. */
  function showFindings(findings, current) {
    const place = byId("findings");
    const had = place.childElementCount > 0;
    const head = desk.words(current ? "findings-current" : "findings");
    place.replaceChildren(...(findings.length ? [findingsBox(desk, head, findings)] : []));
    if (had && !findings.length) desk.say(desk.words("findings-mended"));
  }

  async function hear(standing) {
    if (silent) {
      silent = false;
      byId("unreachable")?.remove();
    }
    showFindings(standing.findings, standing.current);
    if (standing.version !== data.version) {
      loadAnew(desk);
      return;
    }
    if (shown.scenarios !== null && standing.scenarios !== shown.scenarios) await renewScenarios();
    shown = standing;
  }

  /** Take the scenarios as they are now; the choices on the screen stay. */
  async function renewScenarios() {
    const before = desk.scenarioNamed(desk.scenario);
    data.scenarios = await ask(data, "/scenarios", { method: "GET" });
    const after = desk.scenarioNamed(desk.scenario);
    desk.tell("scenario");
    // A scenario that this page has just saved is known to it already.
    if (before && after && before.etag !== after.etag) desk.warn(desk.words("scenario-changed", { name: desk.titleOf(after) }));
  }

  function lose() {
    if (silent) return;
    silent = true;
    const notice = element("div", { class: "notice", id: "unreachable", role: "alert" }, element("p", {}, desk.words("unreachable")));
    byId("notices").append(notice);
  }

  comeBack();
  if (data.findings.length) showFindings(data.findings, true);
  if (data.token) follow((standing) => hear(standing).catch(lose), lose);
}

/**
 * Hear the server's events. Browsers keep few connections to a server: of all open pages one listens, and tells the
 * others; when it closes, another takes its place. Where there are no locks each page listens by itself.
 */
function follow(hear, lose) {
  const channel = new BroadcastChannel(CHANNEL);
  const pass = (message) => {
    if (message.standing) hear(message.standing);
    else if (message.lost) lose();
  };
  channel.onmessage = ({ data }) => pass(data);

  function listen() {
    const events = new EventSource("/events");
    let last = {};
    const tell = (message) => {
      last = message;
      channel.postMessage(message);
      pass(message);
    };
    // A page that is opened later hears how things stand.
    channel.onmessage = ({ data }) => data.asks && channel.postMessage(last);
    for (const name of EVENTS) events.addEventListener(name, (event) => tell({ standing: JSON.parse(event.data) }));
    events.addEventListener("error", () => tell({ lost: true }));
  }

  if (!navigator.locks) {
    listen();
    return;
  }
  channel.postMessage({ asks: true });
  navigator.locks.request(CHANNEL, () => {
    listen();
    // The lock is held until this page goes away.
    return new Promise(() => {});
  });
}

/** Load the page anew when nothing is open that somebody may be writing in. */
function loadAnew(desk) {
  const open = document.querySelector("dialog[open]");
  if (open) {
    desk.say(desk.words("text-changed"));
    open.addEventListener("close", () => loadAnew(desk), { once: true });
    return;
  }
  const block = desk.topBlock();
  const row = block && desk.places.rows.get(block)?.row;
  if (row) sessionStorage.setItem(PLACE, JSON.stringify({ block, top: row.getBoundingClientRect().top }));
  setTimeout(() => location.reload(), ADDRESS_WRITTEN);
}

/** Bring the row back to where it stood on the screen before the page was loaded anew. */
function comeBack() {
  const kept = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (!kept) return;
  const { block, top } = JSON.parse(kept);
  const row = document.querySelector(`#rows > .row[data-block="${CSS.escape(block)}"]`);
  if (!row) return;
  history.scrollRestoration = "manual";
  const move = () => scrollBy({ top: row.getBoundingClientRect().top - top, behavior: "instant" });
  move();
  // The clean text is painted a moment later, and moves what stands below it.
  const until = performance.now() + 1500;
  const keep = () => {
    move();
    if (performance.now() < until && !moved) requestAnimationFrame(keep);
  };
  let moved = false;
  for (const event of ["wheel", "touchstart", "keydown", "pointerdown"]) addEventListener(event, () => (moved = true), { once: true });
  requestAnimationFrame(keep);
}

function findingsBox(desk, head, findings) {
  return element(
    "section",
    { class: "findings-box", role: "alert" },
    element("p", { class: "findings-head" }, head),
    ...findings.map((finding) => findingBox(desk, finding)),
  );
}

function findingBox(desk, { code, message, place, excerpt, hint }) {
  const box = element(
    "div",
    { class: "finding" },
    element("p", {}, element("b", {}, code), " ", element("bdi", {}, message), place ? element("code", {}, place) : null),
  );
  if (excerpt) {
    const margin = " ".repeat(String(excerpt.line).length);
    box.append(element("pre", {}, `${excerpt.line} | ${excerpt.text}\n${margin} | `, element("mark", {}, excerpt.carets)));
  }
  if (hint) box.append(element("p", { class: "hint" }, `${desk.words("hint")}: ${hint}`));
  return box;
}
