/*
 * More finds come to the end of those on the page, instead of in their place. Without it the
 * same link leads to the next page.
 */
const list = document.querySelector(".cards");

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[rel=next]");
  if (!link || !list || event.button || event.metaKey || event.ctrlKey || event.shiftKey) {
    return;
  }
  event.preventDefault();
  if (link.ariaBusy) {
    return;
  }
  link.ariaBusy = "true";
  try {
    const answer = await fetch(link.href);
    if (!answer.ok || answer.redirected) {
      throw new Error(answer.statusText);
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const more = [...page.querySelectorAll(".cards > li")];
    const next = page.querySelector("a[rel=next]");
    list.append(...more);
    more[0]?.querySelector("a").focus();
    if (next) {
      link.href = next.href;
      link.ariaBusy = null;
    } else {
      link.parentElement.remove();
    }
  } catch {
    location.assign(link.href); // the page itself says what is wrong
  }
});
