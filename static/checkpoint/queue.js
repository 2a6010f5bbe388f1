/*
 * Finds on their way to the office, in the order in which they were saved. One that meets no
 * link waits, here and in IndexedDB, and is sent again under the same key; the number of
 * those waiting stands on the page. One that the office refuses is offered to be looked at again.
 */
import { shelf } from "./shelf.js";

const pause = 5; // s until the next try, or until the link is back
const read = 8; // s that words without a reference stand

export function queue(form, last) {
  const unsent = form.querySelector("[data-unsent]");
  const again = form.querySelector("[data-refused]");
  const toast = document.querySelector("[data-toast]");
  const waiting = [];
  const refused = [];
  let busy = false;
  let timer = 0;
  let shown = 0;

  shelf.all().then((kept) => {
    waiting.unshift(...kept);
    count();
    work();
  });
  addEventListener("online", work);
  toast.querySelector("form").addEventListener("submit", undo);

  async function work() {
    clearTimeout(timer);
    if (busy) {
      return;
    }
    busy = true;
    while (waiting.length && (await deliver(waiting[0]))) {
      waiting.shift();
      count();
    }
    busy = false;
    if (waiting.length) {
      timer = setTimeout(work, pause * 1000);
    }
  }

  /* Whether the office has decided about a find. */
  async function deliver(find) {
    const body = new FormData();
    find.fields.forEach(([name, value]) => body.append(name, value));
    find.photos.forEach((photo) => body.append("photo", photo));
    let answer, page;
    try {
      answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } });
      page = await answer.text();
    } catch {
      answer = undefined;
    }
    if (answer?.status === 401 || answer?.status === 403) {
      say(toast.dataset.signIn);
      return false;
    }
    const ref = answer?.redirected && new URL(answer.url).searchParams.get("saved");
    if (!ref && (!answer || answer.status >= 500 || answer.status === 429)) {
      say(toast.dataset.kept);
      return false;
    }
    await shelf.drop(find.key);
    if (ref) {
      say(undefined, ref);
      last.add(ref, find.photos[0]);
      navigator.vibrate?.(60);
    } else {
      const doc = new DOMParser().parseFromString(page, "text/html");
      find.why = [...doc.querySelectorAll(".problems li, main .lead")].map((word) => word.textContent).join(" ");
      refused.push(find);
      toast.hidden = true;
      form.dispatchEvent(new CustomEvent("refused", { detail: find }));
    }
    return true;
  }

  async function undo(event) {
    event.preventDefault();
    const shown = toast.querySelector("[data-ref]").textContent;
    const answer = await fetch(event.target.action, { method: "POST", headers: { Accept: "text/html" } }).catch(() => undefined);
    if (answer?.ok) {
      last.drop(shown);
      say(toast.dataset.takenBack);
    } else {
      const page = new DOMParser().parseFromString((await answer?.text()) ?? "", "text/html");
      say(page.querySelector("main .lead")?.textContent ?? toast.dataset.kept);
    }
  }

  /* Says words, or that a find was saved, with the way to undo it. */
  function say(words, ref) {
    const text = toast.querySelector("[data-words]");
    text.dataset.saved ??= text.textContent;
    text.textContent = words ?? text.dataset.saved;
    toast.querySelector("[data-ref]").textContent = ref ?? "";
    const form = toast.querySelector("form");
    form.hidden = !ref;
    form.action = `/checkpoint/${ref}/take-back`;
    toast.hidden = false;
    clearTimeout(shown);
    if (!ref) {
      shown = setTimeout(() => (toast.hidden = true), read * 1000); // a reference stays until the next find
    }
  }

  function count() {
    unsent.hidden = waiting.length === 0;
    unsent.textContent = (waiting.length === 1 ? unsent.dataset.single : unsent.dataset.several).replace("{n}", waiting.length);
    again.hidden = refused.length === 0;
  }

  return {
    send(find) {
      find.key = find.fields.find(([name]) => name === "key")[1];
      waiting.push(find);
      shelf.put(find);
      count();
      say(toast.dataset.saving);
      work();
    },

    lookAgain() {
      const find = refused.shift();
      count();
      return find;
    },
  };
}
