/*
 * Fills in a window of time by one tap: the last hour, today, yesterday, by the clock of the
 * place where it was lost.
 */
export function spans(form) {
  const row = form.querySelector("[data-spans]");
  const [from, to] = [form.elements.lost_from, form.elements.lost_to];
  row.hidden = false;
  row.addEventListener("click", (event) => {
    const span = event.target.dataset.span;
    if (!span) {
      return;
    }
    const zone = form.querySelector("[name=sites]:checked")?.dataset.zone;
    const now = local(new Date(), zone);
    const day = local(new Date(Date.now() - (span === "yesterday" ? 24 : 0) * 3600 * 1000), zone).slice(0, 10);
    from.value = span === "hour" ? local(new Date(Date.now() - 3600 * 1000), zone) : `${day}T00:00`;
    to.value = span === "yesterday" ? `${day}T23:59` : now;
    for (const button of row.children) {
      button.setAttribute("aria-pressed", String(button === event.target));
    }
    form.dispatchEvent(new Event("input"));
  });
  for (const field of [from, to]) {
    field.addEventListener("input", () => [...row.children].forEach((button) => button.removeAttribute("aria-pressed")));
  }
}

/* A moment as a datetime-local field of that zone has it. */
function local(moment, timeZone) {
  return moment.toLocaleString("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).replace(" ", "T");
}
