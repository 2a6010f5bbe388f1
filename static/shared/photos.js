/*
 * Shows the photos chosen in a form's file fields, lets them be taken back, and makes them
 * small before they are sent: no more than a screen shows, and without the place a phone
 * writes into them. Says so by the event "photos" on the field.
 */
const most = 2000; // pixels of the longer side
const quality = 0.85;

export function photos(form) {
  const fields = [...form.querySelectorAll("input[type=file]")];
  const chosen = new Map(fields.map((field) => [field, []]));
  const shots = new Map(fields.map((field) => [field, field.insertAdjacentElement("afterend", Object.assign(document.createElement("div"), { className: "shots", hidden: true }))]));

  for (const field of fields) {
    field.addEventListener("change", async () => {
      add(field, await Promise.all([...field.files].map(shrink)));
    });
  }

  function add(field, files) {
    set(field, [...chosen.get(field), ...files]);
    field.dispatchEvent(new Event("photos", { bubbles: true }));
  }

  function set(field, files) {
    chosen.set(field, files);
    const list = new DataTransfer();
    files.forEach((file) => list.items.add(file));
    field.files = list.files;
    const row = shots.get(field);
    row.querySelectorAll("img").forEach((img) => URL.revokeObjectURL(img.src));
    row.replaceChildren(
      ...files.map((file, i) => {
        const shot = document.getElementById("shot").content.cloneNode(true);
        shot.querySelector("img").src = URL.createObjectURL(file);
        shot.querySelector("button").addEventListener("click", () => {
          set(field, chosen.get(field).filter((_, j) => j !== i));
          field.dispatchEvent(new Event("photos", { bubbles: true }));
          field.focus();
        });
        return shot;
      }),
    );
    row.hidden = files.length === 0;
  }

  return {
    /* The photos by the name of their field. */
    all: () => Object.fromEntries(fields.map((field) => [field.name, chosen.get(field)])),
    add,
    put(kept) {
      fields.forEach((field) => set(field, kept[field.name] ?? []));
    },
  };
}

/* A photo as a smaller JPEG, or as it is where the browser can't read it. */
async function shrink(file) {
  try {
    const full = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, most / Math.max(full.width, full.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(full.width * scale);
    canvas.height = Math.round(full.height * scale);
    canvas.getContext("2d").drawImage(full, 0, 0, canvas.width, canvas.height);
    full.close();
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
    return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
  } catch {
    return file;
  }
}
