/*
 * morph makes an element like another one from the server by changing only what differs:
 * photos do not flash, what has the focus keeps it, an opened fold stays open. Children are
 * recognised by id or data-key, others by their place.
 */
export function morph(was, is) {
  for (const { name } of [...was.attributes]) {
    if (!is.hasAttribute(name) && !folded(was, name)) {
      was.removeAttribute(name);
    }
  }
  for (const { name, value } of is.attributes) {
    if (was.getAttribute(name) !== value && !folded(was, name)) {
      was.setAttribute(name, value);
    }
  }
  children(was, is);
}

/* Whether a fold is open is up to who reads. */
const folded = (el, name) => name === "open" && el.nodeName === "DETAILS";

const key = (node) => node.id || node.dataset?.key;

function children(was, is) {
  const known = new Map([...was.children].filter(key).map((el) => [key(el), el]));
  let at = was.firstChild;
  for (const next of [...is.childNodes]) {
    const same = key(next) ? known.get(key(next)) : at && !key(at) && at.nodeName === next.nodeName ? at : null;
    if (!same || same.nodeName !== next.nodeName) {
      was.insertBefore(next, at);
      continue;
    }
    if (same === at) {
      at = at.nextSibling;
    } else {
      was.insertBefore(same, at);
    }
    if (same.isEqualNode(next)) {
      continue;
    }
    if (same.nodeType === Node.ELEMENT_NODE) {
      morph(same, next);
    } else {
      same.data = next.data;
    }
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}
