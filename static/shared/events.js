/*
 * Server-sent events of this page: one connection an address, however many listen to
 * it. A connection that breaks is opened again, later each time and by chance, so
 * that the pages of a whole airport do not return at one stroke; what was missed is sent
 * then. A page that nobody looks at keeps none: browsers have few, and on return what it
 * shows is looked up anyway.
 *
 *   listen("/desk/live", about => …)   about: references of records, or null for anything
 *   seen(at)                           what the page shows was asked for at that performance.now()
 */
const patience = 30_000; // ms hidden before connections are let go
const longest = 60_000; // ms between attempts

const wires = new Map();
let since = 0; // performance.now() when what the page shows was asked for
let resting = 0; // timer of a hidden page
let asleep = false;

export function listen(address, hear) {
  if (!wires.has(address)) {
    wires.set(address, new Wire(address));
  }
  wires.get(address).ears.push(hear);
  wires.get(address).open();
}

export function seen(at) {
  since = at;
}

/* End lets all connections go for good: the page is no longer this person's to see. */
export function end() {
  wires.forEach((wire) => wire.end());
}

class Wire {
  ears = [];
  last = ""; // id of the last event
  failed = 0; // attempts since something came

  constructor(address) {
    this.address = address;
  }

  open() {
    clearTimeout(this.timer);
    if (this.source || this.ended || asleep) {
      return;
    }
    const from = this.last ? { last: this.last } : { age: Math.round(performance.now() - since) };
    this.source = new EventSource(this.address + "?" + new URLSearchParams(from));
    this.source.onmessage = (event) => this.news(event, event.data.split(" "));
    this.source.addEventListener("refresh", (event) => this.news(event, null));
    this.source.addEventListener("end", () => this.end());
    this.source.onerror = () => {
      this.close();
      const wait = Math.min(longest, 1000 * 2 ** this.failed++);
      this.timer = setTimeout(() => this.open(), wait * (0.5 + Math.random()));
    };
  }

  news(event, about) {
    this.failed = 0;
    this.last = event.lastEventId;
    this.tell(about);
  }

  tell(about) {
    this.ears.forEach((hear) => hear(about));
  }

  close() {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }

  end() {
    this.ended = true;
    this.close();
  }
}

function sleep() {
  asleep = true;
  wires.forEach((wire) => wire.close());
}

function wake() {
  clearTimeout(resting);
  if (asleep) {
    asleep = false;
    wires.forEach((wire) => {
      wire.last = "";
      wire.tell(null);
      wire.open();
    });
  }
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    resting = setTimeout(sleep, patience);
  } else {
    wake();
  }
});
addEventListener("pagehide", sleep);
addEventListener("pageshow", wake);
addEventListener("online", () => wires.forEach((wire) => wire.open()));
