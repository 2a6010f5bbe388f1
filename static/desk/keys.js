/*
 * The desk by keyboard, for those who decide on many pairs a day:
 *
 *   y n   press the answer [data-key-y] or [data-key-n] of the pair that is shown
 *   c     opens the call card, [data-key-call]
 *   j k   go to the next row of the page's lists and back; Enter opens it, as any link
 *   /     goes to the search, ? shows the keys
 *
 * None of them while somebody writes or a dialog is open, and never with Ctrl, Alt or Meta. A
 * key held down decides once. What says that something was done goes after a while.
 */
const stays = 10_000; // ms

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.defaultPrevented || busy(event.target)) {
    return;
  }
  const press = { y: "[data-key-y]", n: "[data-key-n]", c: "[data-key-call]" }[event.key];
  const done = press ? click(document.querySelector(press)) : { j: () => step(1), k: () => step(-1), "/": search, "?": help }[event.key]?.();
  if (done) {
    event.preventDefault();
  }
});

const busy = (el) => el.closest("input, select, textarea, [contenteditable]") || document.querySelector("dialog[open]");

/* A form that is on its way is not sent again. */
let sent = false;

function click(el) {
  if (el && !sent) {
    sent = el.matches("button");
    el.click();
  }
  return Boolean(el);
}

addEventListener("pageshow", () => (sent = false));

function step(by) {
  const rows = [...document.querySelectorAll("a.record")].filter((row) => row.checkVisibility());
  const at = rows.indexOf(document.activeElement.closest("a.record"));
  const from = at < 0 ? rows.findIndex((row) => row.ariaCurrent === "true") : at;
  const to = rows[from < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, from + by))];
  to?.focus();
  to?.scrollIntoView({ block: "nearest" });
  return Boolean(to);
}

function search() {
  const field = [...document.querySelectorAll("input[type=search]")].find((el) => el.checkVisibility());
  field?.focus();
  return Boolean(field);
}

function help() {
  const keys = document.getElementById("keys");
  keys?.showModal();
  return Boolean(keys);
}

const toast = document.querySelector(".toast");
if (toast) {
  const leave = () => (toast.matches(":hover, :focus-within") ? setTimeout(leave, stays / 5) : toast.remove());
  setTimeout(leave, stays);
}
