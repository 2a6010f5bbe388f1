/*
 * Where unsent finds lie on the device: IndexedDB, by their key. Where the browser keeps
 * nothing, they live as long as the page.
 */
let opened;

function store(mode, ask) {
  opened ??= new Promise((done) => {
    const open = indexedDB.open("finds", 1);
    open.onupgradeneeded = () => open.result.createObjectStore("unsent", { keyPath: "key" });
    open.onsuccess = () => done(open.result);
    open.onerror = () => done(undefined);
  }).catch(() => undefined);
  return opened.then(
    (db) =>
      new Promise((done) => {
        if (!db) {
          return done(undefined);
        }
        const answer = ask(db.transaction("unsent", mode).objectStore("unsent"));
        answer.onsuccess = () => done(answer.result);
        answer.onerror = () => done(undefined);
      }),
  );
}

export const shelf = {
  all: async () => (await store("readonly", (finds) => finds.getAll())) ?? [],
  put: (find) => store("readwrite", (finds) => finds.put(find)),
  drop: (key) => store("readwrite", (finds) => finds.delete(key)),
};
