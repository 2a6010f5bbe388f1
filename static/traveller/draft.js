/*
 * Keeps what was typed and photographed on this phone until it is sent, for a day: text in
 * localStorage, photos in IndexedDB. Where the browser keeps nothing, nothing is kept.
 */
const name = "report";
const lasts = 24 * 3600 * 1000; // ms

export function draft(form, pictures) {
  let timer = 0;

  function write() {
    const fields = {};
    for (const control of form.elements) {
      if (control.name && control.name !== "key" && control.type !== "file" && control.type !== "submit" && (!/radio|checkbox/.test(control.type) || control.checked)) {
        (fields[control.name] ??= []).push(control.value);
      }
    }
    attempt(() => localStorage.setItem(name, JSON.stringify({ at: Date.now(), key: form.elements.key.value, fields })));
    store("readwrite", (photos) => photos.put(pictures.all(), "photos"));
  }

  return {
    save() {
      clearTimeout(timer);
      timer = setTimeout(write, 300);
    },

    /* Fills the form with the draft, if there is one; says whether. */
    async restore() {
      const kept = attempt(() => JSON.parse(localStorage.getItem(name)));
      if (!kept || Date.now() - kept.at > lasts) {
        await this.forget();
        return false;
      }
      const things = Number(kept.fields.count?.[0] ?? 1);
      if (things > Number(form.elements.count.value)) {
        location.replace(`${location.pathname}?things=${things}`);
        return false;
      }
      const names = new Set();
      for (const control of form.elements) {
        if (!control.name || /^(count|key)$/.test(control.name) || /file|submit/.test(control.type)) {
          continue;
        }
        const values = kept.fields[control.name] ?? [];
        if (/radio|checkbox/.test(control.type)) {
          control.checked = values.includes(control.value);
        } else if (values.length) {
          control.value = values[0];
        }
        names.add(control.name);
      }
      form.elements.key.value = kept.key; // what was sent in vain and arrived all the same stays one report
      for (const fold of form.querySelectorAll("details")) {
        fold.open ||= [...fold.querySelectorAll("input")].some((input) => input.value);
      }
      pictures.put((await store("readonly", (photos) => photos.get("photos"))) ?? {});
      return true;
    },

    async forget() {
      clearTimeout(timer);
      attempt(() => localStorage.removeItem(name));
      await store("readwrite", (photos) => photos.delete("photos"));
    },
  };
}

function attempt(what) {
  try {
    return what();
  } catch {
    return undefined; // a private window, or full
  }
}

/* Does one thing with the store of photos; the answer is undefined where there is none. */
function store(mode, ask) {
  return new Promise((done) => {
    const open = attempt(() => indexedDB.open(name, 1));
    if (!open) {
      return done(undefined);
    }
    open.onupgradeneeded = () => open.result.createObjectStore(name);
    open.onerror = () => done(undefined);
    open.onsuccess = () => {
      const answer = attempt(() => ask(open.result.transaction(name, mode).objectStore(name)));
      if (!answer) {
        return done(undefined);
      }
      answer.onsuccess = () => done(answer.result);
      answer.onerror = () => done(undefined);
      answer.transaction.oncomplete = () => open.result.close();
    };
  });
}
