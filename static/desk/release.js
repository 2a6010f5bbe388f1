/*
 * The pad on which a recipient signs. What is drawn becomes the data of an SVG path in the
 * hidden field: strokes M12 34L56 78 in whole units of the pad, never more than 8 KB. Whoever
 * cannot draw has the other ways, which need no script.
 */
const pad = document.querySelector("[data-pad]");
const canvas = pad.querySelector("canvas");
const field = pad.querySelector("input");
const { width, height } = canvas; // the pad's own units
const nearest = 3; // units between two points: less is not seen
const most = 8192; // characters

let strokes = [...field.value.matchAll(/M[^M]+/g)].map(([s]) => s.slice(1).split("L").map((p) => p.split(" ").map(Number)));
let stroke = null;

const way = document.querySelector("[data-drawn]");
way.hidden = pad.hidden = false;
if (!document.querySelector("[name=agreed]:checked")) {
  way.querySelector("input").checked = true;
}

function path(all) {
  return all.map((points) => "M" + points.map(([x, y]) => x + " " + y).join("L")).join("");
}

/* Every second point goes where there are too many. */
function thinned(all) {
  return all.map((points) => points.filter((_, i) => i % 2 === 0 || i === points.length - 1));
}

function keep() {
  while (path(strokes).length > most && strokes.some((points) => points.length > 2)) {
    strokes = thinned(strokes);
  }
  field.value = path(strokes);
}

function draw() {
  const box = canvas.getBoundingClientRect();
  if (!box.width) {
    return;
  }
  const scale = (box.width / width) * devicePixelRatio;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const pen = canvas.getContext("2d");
  pen.scale(scale, scale);
  pen.strokeStyle = getComputedStyle(canvas).color;
  pen.lineWidth = 3;
  pen.lineCap = pen.lineJoin = "round";
  pen.stroke(new Path2D(path(strokes)));
}

function point(event) {
  const box = canvas.getBoundingClientRect();
  const along = (at, size, units) => Math.max(0, Math.min(units, Math.round((at / size) * units)));
  return [along(event.clientX - box.x, box.width, width), along(event.clientY - box.y, box.height, height)];
}

canvas.addEventListener("pointerdown", (event) => {
  if (event.button || stroke) {
    return; // a second finger, or the palm
  }
  event.preventDefault();
  canvas.setPointerCapture(event.pointerId);
  stroke = { id: event.pointerId, points: [point(event)] };
  strokes.push(stroke.points);
});
canvas.addEventListener("pointermove", (event) => {
  if (event.pointerId !== stroke?.id) {
    return;
  }
  for (const each of event.getCoalescedEvents?.() ?? [event]) {
    const next = point(each);
    const [x, y] = stroke.points.at(-1);
    if (Math.hypot(next[0] - x, next[1] - y) >= nearest) {
      stroke.points.push(next);
    }
  }
  draw();
});
for (const end of ["pointerup", "pointercancel"]) {
  canvas.addEventListener(end, (event) => {
    if (event.pointerId === stroke?.id) {
      stroke = null;
      keep();
      draw();
    }
  });
}
pad.querySelector("[data-clear]").addEventListener("click", () => {
  strokes = [];
  keep();
  draw();
});

new ResizeObserver(draw).observe(canvas);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
