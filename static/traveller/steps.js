/*
 * Shows one fieldset.step of a form at a time, each with its own entry in the browser's
 * history, so that back goes back a question. It goes on when its controls are as their type
 * says and, with data-need, one of the controls named there is filled in; else it says its
 * data-missing.
 */
export function steps(form, review) {
  const all = [...form.querySelectorAll("fieldset.step")];
  const last = all.length - 1;
  const [back, next, send] = ["back", "next", "send"].map((name) => form.querySelector(`[data-${name}]`));
  const progress = form.querySelector(".progress");
  const opening = document.querySelector(".opening");
  let at = 0;

  all[last].hidden = false;
  form.querySelector("[data-another]").append(...form.querySelectorAll(".another > *"));
  back.addEventListener("click", () => history.back());
  next.addEventListener("click", on);
  form.addEventListener("click", (event) => {
    const tile = event.target;
    if (event.detail === 0 || !tile.matches(".tile input")) {
      return; // the keyboard moves through the tiles, it does not leave them
    }
    if (tile.value === "") {
      all[at].querySelector("input:not([type=radio])").focus();
    } else {
      setTimeout(on, 160); // long enough to see what was picked
    }
  });
  form.addEventListener("input", () => all[at].querySelector(":scope > .wrong.missing")?.remove());
  form.querySelector("[data-review]").addEventListener("click", (event) => {
    const step = event.target.closest("button")?.dataset.step;
    if (step) {
      go(Number(step));
    }
  });
  document.querySelector(".problems")?.addEventListener("click", (event) => {
    const field = document.getElementById(decodeURIComponent(event.target.hash ?? "").slice(1));
    const step = all.indexOf(field?.closest(".step"));
    if (step >= 0) {
      event.preventDefault();
      go(step);
      field.focus();
    }
  });
  addEventListener("popstate", (event) => show(event.state?.step ?? 0, true));
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "speak") {
      remember(at); // the same question, in another language
    }
  });

  /* The question that is asked first: one with something wrong, one added, or else the first. */
  const wrong = all.findIndex((step) => step.querySelector(".wrong"));
  const refused = document.querySelector(".problems");
  const added = all.findIndex((step) => step.id === location.hash.slice(1) && step.id === "another");
  const first = wrong >= 0 ? wrong : refused ? last : added >= 0 ? added : remember();
  history.replaceState({ step: first }, "");
  form.classList.add("ready");
  form.noValidate = true; // what is wrong is said here, in the page's language
  show(first, first > 0 && !refused);
  if (refused) {
    scrollTo(0, 0);
  }

  function on() {
    if (complete(all[at])) {
      go(at + 1);
    }
  }

  function go(step) {
    history.pushState({ step }, "");
    show(step, true);
  }

  function show(step, focus) {
    at = Math.min(Math.max(step, 0), last);
    if (at === last) {
      review(all.slice(0, -1));
    }
    all.forEach((one, i) => one.classList.toggle("current", i === at));
    opening.hidden = at > 0;
    progress.hidden = false;
    progress.querySelector("[data-where]").textContent = form.dataset.of.replace("{n}", at + 1).replace("{m}", all.length);
    progress.querySelector("progress").value = (at + 1) / all.length;
    form.classList.toggle("last", at === last);
    back.hidden = at === 0;
    next.hidden = at === last;
    send.hidden = at !== last;
    if (focus) {
      const title = all[at].querySelector("legend");
      title.tabIndex = -1;
      title.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  }

  return {
    /* Whether all was asked; where not, asks on. */
    done() {
      if (at < last) {
        on();
        return false;
      }
      const open = all.findIndex((step) => !complete(step, true));
      if (open >= 0) {
        go(open);
        complete(all[open]);
      }
      return open < 0;
    },
  };
}

/* The question at which the page was left for itself in another language. */
function remember(step) {
  try {
    const kept = Number(sessionStorage.getItem("step"));
    step ? sessionStorage.setItem("step", step) : sessionStorage.removeItem("step");
    return kept;
  } catch {
    return 0; // a window that keeps nothing
  }
}

/* Whether a question can be left, as its controls and its data-need see it. */
function complete(step, quiet) {
  const bad = [...step.elements].find((control) => control.willValidate && !control.validity.valid);
  const need = step.dataset.need?.split(" ");
  const filled = (control) => (/radio|checkbox/.test(control.type) ? control.checked && control.value : control.value.trim());
  if (!bad && (!need || [...step.form.elements].some((control) => need.includes(control.name) && filled(control)))) {
    return true;
  }
  if (!quiet && !step.querySelector(":scope > .wrong.missing")) {
    const word = document.createElement("p");
    word.className = "wrong missing";
    word.role = "alert";
    word.textContent = step.dataset.missing;
    step.querySelector("legend").after(word);
  }
  if (!quiet) {
    bad?.focus();
  }
  return false;
}
