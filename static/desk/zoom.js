/*
 * Photos [data-zoom] open large over the page, in the dialog #zoom; the arrow keys lead to the
 * page's other photos and back, so that two things can be compared at full size. Without this
 * script, the link opens the photo alone.
 */
const dialog = document.getElementById("zoom");
const picture = dialog.querySelector("img");
const photos = [...document.querySelectorAll("a[data-zoom]")];
let at = 0;

for (const [i, link] of photos.entries()) {
  link.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) {
      return; // into a tab of its own
    }
    event.preventDefault();
    show(i);
    dialog.showModal();
  });
}

dialog.addEventListener("click", (event) => {
  if (!event.target.closest("button")) {
    dialog.close();
  }
});

dialog.addEventListener("keydown", (event) => {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (by) {
    event.preventDefault();
    show((at + by + photos.length) % photos.length);
  }
});

function show(i) {
  at = i;
  picture.src = photos[i].href;
  picture.alt = photos[i].querySelector("img").alt;
}
