/*
 * What only a script can do with the private link: copy it, hand it to another program of the
 * phone, print the card. It goes nowhere by itself.
 */
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-share], [data-print]");
  const link = button?.closest("[data-link]").dataset.link;
  if (!link) {
    return;
  }
  if ("print" in button.dataset) {
    print();
  } else if ("share" in button.dataset) {
    navigator.share({ url: link }).catch(() => {}); // thought better of it
  } else {
    await navigator.clipboard.writeText(link);
    button.querySelector("span").textContent = button.dataset.done;
  }
});

offer();
document.addEventListener("live", offer);

function offer() {
  for (const row of document.querySelectorAll("[data-link]")) {
    row.hidden = false;
    row.querySelector("[data-copy]").hidden = !navigator.clipboard;
    row.querySelector("[data-share]").hidden = !navigator.share;
  }
}
