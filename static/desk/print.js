/* A button that prints the page. Without it, a line says that the browser can. */
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
for (const hint of document.querySelectorAll("[data-unprintable]")) {
  hint.hidden = true;
}
