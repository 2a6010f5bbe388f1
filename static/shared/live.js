/*
 * Keeps what a page shows true while it lies open, and moves nothing under the pointer.
 * Load it before scripts that add to the page. An element with an id says where its
 * news come from and what becomes of it:
 *
 *   data-live="/desk/live"      the address of the events
 *   data-live-only="R-… F-…"    records whose news matter; all where it is missing
 *   data-live-mode="replace"    it becomes what the page's own address says now, as soon as nobody writes,
 *                               marks or presses anything in it. Aloud is said its [data-live-say], or
 *                               else its first heading
 *   data-live-mode="queue"      it is a list of children with data-key, or holds one. New ones wait behind the
 *                               button [data-live-more] in it, hidden at first, with the words data-live-one and
 *                               data-live-other ({n} is their number). Pressed, all of it becomes as it is now,
 *                               new children have data-live-new, and the first of them the focus
 *
 * An element that changed sends the event "live", which bubbles, to scripts that add to it.
 */
import { end, listen, seen } from "./events.js";
import { morph } from "./morph.js";

const gather = 100; // ms in which more news may come
const spread = 300; // ms by chance, so that all desks do not ask at one stroke
const pace = 2000; // ms between two questions, at least
const again = 1000; // ms until an element in use is tried again

const parts = [...document.querySelectorAll("[data-live][id]")];
const waiting = new Map(); // element in use: what it shall be
const offered = new Map(); // queue: what it shall be when its button is pressed
let asked = -pace; // performance.now() of the last question
let asking = false;
let wanted = false;
let timer = 0; // until the next question
let settling = 0; // until elements in use are tried again

/* What is said aloud, politely. */
const voice = document.createElement("p");
voice.className = "hidden";
voice.setAttribute("role", "status");
document.body.append(voice);
const speech = [];

for (const part of parts) {
  listen(part.dataset.live, (about) => {
    const only = part.dataset.liveOnly?.split(" ");
    if (!about || !only || about.some((ref) => only.includes(ref))) {
      want();
    }
  });
}

addEventListener("pageshow", (event) => {
  if (event.persisted) {
    look(true); // back from another page: nobody points at anything yet
  }
});

document.addEventListener("click", (event) => {
  const part = event.target.closest?.("[data-live-more]")?.closest("[data-live-mode=queue]");
  if (offered.has(part)) {
    putIn(part);
  }
});

function want() {
  wanted = true;
  if (!asking && !timer) {
    timer = setTimeout(look, Math.max(gather + spread * Math.random(), asked + pace - performance.now()), false);
  }
}

/* Asks for the page as it is now. */
async function look(all) {
  clearTimeout(timer);
  asking = true;
  wanted = false;
  asked = performance.now();
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
    if (answer.redirected || (answer.status >= 400 && answer.status < 500 && answer.status !== 429)) {
      end(); // signed out, or the page is gone
    } else if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      seen(asked);
      show(page, all);
    } else {
      later();
    }
  } catch {
    later(); // no network
  }
  asking = false;
  timer = 0;
  if (wanted) {
    want();
  }
}

function later() {
  wanted = true;
  asked += 5 * pace * Math.random();
}

function show(page, all) {
  document.title = page.title;
  for (const part of parts) {
    const fresh = page.getElementById(part.id);
    if (fresh && part.dataset.liveMode === "queue" && !all) {
      offer(part, fresh);
    } else if (fresh) {
      waiting.set(part, fresh);
    }
  }
  settle();
}

/* Brings up to date what is not in use. */
function settle() {
  for (const [part, fresh] of waiting) {
    if (inUse(part)) {
      continue;
    }
    waiting.delete(part);
    offered.delete(part);
    const before = part.textContent;
    become(part, fresh);
    if (part.textContent !== before) {
      say((part.querySelector("[data-live-say]") ?? part.querySelector("h1, h2, h3"))?.textContent);
    }
  }
  if (waiting.size) {
    clearTimeout(settling);
    settling = setTimeout(settle, again);
  }
}

/* Says how many children of a list are not shown yet. */
function offer(part, fresh) {
  const button = part.querySelector("[data-live-more]");
  if (!button) {
    return;
  }
  offered.set(part, fresh);
  const count = added(part, fresh).length;
  const words = (count === 1 ? button.dataset.liveOne : button.dataset.liveOther).replace("{n}", count);
  if (button.hidden === (count === 0) && button.textContent === words) {
    return;
  }
  still(() => {
    button.textContent = words;
    button.hidden = count === 0;
  });
  say(count ? words : "");
}

function putIn(part) {
  const fresh = offered.get(part);
  const names = added(part, fresh);
  offered.delete(part);
  become(part, fresh);
  const rows = [...part.querySelectorAll("[data-key]")].filter((row) => names.includes(row.dataset.key));
  rows.forEach((row) => row.setAttribute("data-live-new", ""));
  (rows[0]?.querySelector("a, button, summary") ?? part).focus();
}

/* The keys in a fresh list that are not shown. */
function added(part, fresh) {
  const keys = (of) => [...of.querySelectorAll("[data-key]")].map((row) => row.dataset.key);
  const shown = new Set(keys(part));
  return keys(fresh).filter((key) => !shown.has(key));
}

/* Whether somebody writes, marks or presses something in an element, or has done so and not sent it. */
function inUse(part) {
  const marked = getSelection();
  return part.matches(":active, :has(dialog[open])")
    || (!marked.isCollapsed && part.contains(marked.anchorNode))
    || [...part.querySelectorAll("input, select, textarea")].some((el) => el === document.activeElement || changed(el));
}

function changed(el) {
  if (el.type === "checkbox" || el.type === "radio") {
    return el.checked !== el.defaultChecked;
  }
  if (el.type === "file") {
    return el.files.length > 0;
  }
  if (el.options) {
    const first = el.multiple ? -1 : 0;
    const meant = [...el.options].some((option) => option.defaultSelected);
    return [...el.options].some((option, i) => option.selected !== (meant ? option.defaultSelected : i === first));
  }
  return el.value !== el.defaultValue;
}

function become(part, fresh) {
  const focused = part.contains(document.activeElement);
  still(() => morph(part, document.importNode(fresh, true)));
  if (focused && !part.contains(document.activeElement)) {
    part.tabIndex = -1;
    part.focus({ preventScroll: true }); // what had the focus is gone
  }
  part.dispatchEvent(new CustomEvent("live", { bubbles: true }));
}

/* Makes a change and keeps what stands in the window where it stands. */
function still(change) {
  const root = document.documentElement;
  const mark = scrollY > 0 && document.elementFromPoint(innerWidth / 2, innerHeight / 3);
  const before = mark && mark.getBoundingClientRect().top;
  root.style.overflowAnchor = "none"; // not twice where the browser does so
  change();
  if (mark?.isConnected) {
    scrollBy({ top: mark.getBoundingClientRect().top - before, behavior: "instant" });
  }
  requestAnimationFrame(() => root.style.removeProperty("overflow-anchor"));
}

function say(words) {
  if (speech.push(words?.trim()) === 1) {
    queueMicrotask(() => (voice.textContent = speech.splice(0).filter(Boolean).join(". ")));
  }
}
