/*
 * The drawer with the last finds of this window, the newest on top, so that a label can be
 * written again. It closes with the window.
 */
const most = 8;

export function finds() {
  const drawer = document.querySelector("[data-last]");
  const list = drawer.querySelector("ol");

  return {
    add(ref, photo) {
      const row = document.getElementById("last").content.cloneNode(true);
      row.querySelector("li").dataset.ref = ref;
      row.querySelector(".ref").textContent = ref;
      const now = new Date();
      row.querySelector("time").dateTime = now.toISOString();
      row.querySelector("time").textContent = now.toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });
      if (photo) {
        const img = document.createElement("img");
        img.alt = "";
        img.src = URL.createObjectURL(photo);
        row.querySelector(".photo").append(img);
      }
      list.prepend(row);
      while (list.children.length > most) {
        take(list.lastElementChild);
      }
      drawer.hidden = false;
    },

    drop(ref) {
      take(list.querySelector(`[data-ref="${CSS.escape(ref)}"]`));
      drawer.hidden = list.children.length === 0;
    },
  };
}

function take(row) {
  const img = row?.querySelector("img");
  if (img) {
    URL.revokeObjectURL(img.src);
  }
  row?.remove();
}
