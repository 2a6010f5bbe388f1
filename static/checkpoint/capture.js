/*
 * Taking in a find with gloves on: the viewfinder is the page; then what it is and which
 * colours, on one screen; saved, with undo. The form is the same as without scripts, shown in
 * three parts by data-at: shoot, tell, and post, where this device stands.
 */
import { photos } from "../shared/photos.js";
import { camera } from "./camera.js";
import { finds } from "./finds.js";
import { queue } from "./queue.js";

const form = document.getElementById("find");
if (form) {
  const part = (name) => form.querySelector(`[data-${name}]`);
  const field = form.querySelector("input[type=file]");
  const pictures = photos(form);
  const lens = camera(form.querySelector("video"), part("shutter"));
  const outbox = queue(form, finds());
  const asked = form.querySelector(".problems, .wrong") !== null;

  part("shots").append(form.querySelector(".shots"));
  form.classList.add("ready");
  form.noValidate = true;
  for (const name of ["state", "again", "zones"]) {
    part(name).hidden = false;
  }
  show(asked || form.dataset.at === "tell" ? "tell" : "shoot");
  place();

  part("shutter").addEventListener("click", async () => pictures.add(field, [await lens.shoot()]));
  field.addEventListener("photos", () => pictures.all()[field.name].length && show("tell"));
  part("again").addEventListener("click", () => show("shoot"));
  part("post").addEventListener("click", () => show("post"));
  part("here").addEventListener("click", () => show("shoot"));
  part("zones").addEventListener("click", (event) => {
    const zone = event.target.closest("[data-zone]");
    if (zone) {
      form.elements.zone.value = zone.dataset.zone;
      place();
      show("shoot");
    }
  });
  form.addEventListener("change", (event) => {
    if (event.target.closest(".unseen")) {
      show("tell");
    }
    place();
  });
  part("refused").addEventListener("click", () => {
    const find = outbox.lookAgain();
    if (find) {
      open(find);
    }
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name) {
      return; // another language: the office answers with the form as it is
    }
    event.preventDefault();
    outbox.send({ fields: [...new FormData(form)].filter(([, value]) => typeof value === "string"), photos: pictures.all()[field.name] });
    empty();
  });
  form.addEventListener("refused", (event) => {
    if (form.dataset.at === "shoot") {
      open(event.detail); // nobody is busy with the next one yet
    }
  });

  function show(at) {
    form.dataset.at = at;
    part("here").hidden = at !== "post";
    lens.on(at === "shoot");
    scrollTo(0, 0);
    if (at !== "shoot") {
      form.querySelector(at === "post" ? "#site legend" : ".tell legend").scrollIntoView({ block: "nearest" });
    }
  }

  /* Says where this device stands. */
  function place() {
    const site = form.querySelector("[name=site]:checked")?.parentElement.textContent.trim() ?? form.querySelector("[data-site]").textContent;
    part("lane").textContent = form.elements.zone.value || site;
  }

  /* Makes room for the next find; the place stays. */
  function empty() {
    const stays = { zone: form.elements.zone.value, site: (form.querySelector("[name=site]:checked") ?? form.querySelector("[name=site]")).value };
    form.reset();
    for (const control of form.querySelectorAll("input:not([type=radio], [type=checkbox], [type=hidden], [type=file]), textarea")) {
      control.value = "";
    }
    for (const control of form.querySelectorAll("input:checked")) {
      control.checked = control.name === "category" && control.value === "";
    }
    fill([["site", stays.site], ["zone", stays.zone], ["category", ""]]);
    form.elements.key.value = fresh();
    form.querySelectorAll(".wrong, .problems").forEach((word) => word.remove());
    document.querySelector("main > .problems")?.remove();
    pictures.put({});
    place();
    show("shoot");
  }

  function open(find) {
    empty();
    fill(find.fields);
    pictures.put({ [field.name]: find.photos });
    const words = document.createElement("p");
    words.className = "wrong";
    words.role = "alert";
    words.textContent = find.why;
    form.querySelector(".tell").prepend(words);
    place();
    show("tell");
  }

  function fill(fields) {
    for (const [name, value] of fields) {
      for (const control of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (/radio|checkbox/.test(control.type)) {
          control.checked ||= control.value === value;
        } else {
          control.value = value;
        }
      }
    }
  }
}

/* A key of 128 random bits, by which a find sent twice is one. */
function fresh() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
