/*
 * Sends a form, again and again while there is no link: the form's key makes it one report
 * however often it arrives. What the office refuses comes back as the page to go on with.
 */
const pauses = [2, 4, 8, 15, 30]; // s between two tries; the last one from then on

export function send(form, { ready, sent, refused }) {
  const button = form.querySelector("[data-send]");
  const words = [...button.childNodes];
  const unsent = form.querySelector("[data-unsent]");
  let busy = false;

  form.addEventListener("submit", async (event) => {
    if (event.submitter?.name) {
      return; // another language, one more thing: the office answers with the form as it is
    }
    event.preventDefault();
    if (busy || !ready()) {
      return;
    }
    busy = true;
    button.setAttribute("aria-disabled", "true");
    button.textContent = button.dataset.sending;
    const body = new FormData(form);
    for (let tries = 0; ; tries++) {
      try {
        const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } });
        if (answer.status < 502) {
          await take(answer);
          return;
        }
      } catch {
        /* no link; what was sent may have arrived, which the key finds out */
      }
      unsent.hidden = false;
      await pause(pauses[Math.min(tries, pauses.length - 1)]);
    }
  });

  async function take(answer) {
    const text = await answer.text();
    if (answer.redirected) {
      await sent();
      location.assign(answer.url);
      return;
    }
    const page = new DOMParser().parseFromString(text, "text/html");
    const main = page.querySelector("main");
    if (page.querySelector("form[data-steps]")) {
      refused(document.adoptNode(main));
    } else {
      busy = false;
      button.removeAttribute("aria-disabled");
      button.replaceChildren(...words);
      unsent.replaceChildren(...main.childNodes); // what went wrong, in the office's words
      unsent.hidden = false;
    }
  }
}

/* Waits so many seconds, or until the link is back. */
function pause(seconds) {
  return new Promise((done) => {
    const over = () => {
      clearTimeout(timer);
      removeEventListener("online", over);
      done();
    };
    const timer = setTimeout(over, seconds * 1000);
    addEventListener("online", over);
  });
}
