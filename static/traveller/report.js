/*
 * The report as a conversation: one question a screen, a draft that stays on the phone, and
 * sending that outlives a lost link. Without it the page is one long form that does the same.
 */
import { draft } from "./draft.js";
import { photos } from "../shared/photos.js";
import { review } from "./review.js";
import { send } from "./send.js";
import { spans } from "./spans.js";
import { steps } from "./steps.js";

await begin();

async function begin() {
  const form = document.querySelector("form[data-steps]");
  const pictures = photos(form);
  const kept = draft(form, pictures);
  const fresh = "blank" in form.dataset;
  if (fresh && (await kept.restore())) {
    const note = document.querySelector("[data-draft]");
    note.hidden = false;
    note.querySelector("[data-fresh]").addEventListener("click", async () => {
      await kept.forget();
      location.assign(location.pathname);
    });
  }
  spans(form);
  const walk = steps(form, review(form, pictures));
  send(form, {
    ready: () => walk.done(),
    sent: () => kept.forget(),
    refused: (main) => {
      document.querySelector("main").replaceWith(main);
      begin();
    },
  });
  form.addEventListener("input", kept.save);
  form.addEventListener("photos", kept.save);
}
