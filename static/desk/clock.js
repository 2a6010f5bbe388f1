/*
 * How late we are grows while a page lies open: once a minute the words for it are asked for
 * again, for the rows that are shown. Only texts change; nothing moves.
 */
const minute = 60_000;
const texts = ".late, .chip.time, .chip.late";

setInterval(async () => {
  if (document.hidden || !document.querySelector(`:is(#mine, #due) [data-key] :is(${texts})`)) {
    return;
  }
  const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" }).catch(() => null);
  if (!answer?.ok || answer.redirected) {
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const row of document.querySelectorAll(":is(#mine, #due) [data-key]")) {
    const fresh = page.querySelector(`:is(#mine, #due) [data-key="${CSS.escape(row.dataset.key)}"]`);
    const was = row.querySelector(texts);
    const is = fresh?.querySelector(texts);
    if (was && is && was.className === is.className && was.textContent !== is.textContent) {
      was.replaceChildren(...document.importNode(is, true).childNodes);
    }
  }
}, minute);
