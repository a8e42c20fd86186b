// SPDX-License-Identifier: Apache-2.0
'use strict';
const UNITS = 10000;
const MAX_TICKS = 6;
const tip = document.getElementById('tip');
const panels = [...document.querySelectorAll('.panel')].map(panel => {
  const view = panel.querySelector('.view');
  const [firstRead, lastRead] = panel.dataset.reads.split(' ').map(Number);
  const [lowBlock, highBlock] = panel.dataset.blocks.split(' ').map(Number);
  const marks = [...panel.querySelectorAll('.mark')].map(mark => {
    const title = mark.querySelector('title');
    const text = title.textContent;
    title.remove(); // the page shows it itself
    const spans = [...mark.querySelectorAll('path')].map(path => {
      const [x, top, bottom] = path.getAttribute('d').slice(1).split(/[ V]/).map(Number);
      return {x, top: Math.min(top, bottom), bottom: Math.max(top, bottom)};
    });
    return {text, spans};
  });
  return {panel, view, marks, firstRead, lastRead, lowBlock, highBlock};
});
let box = {x: 0, y: 0, width: UNITS, height: UNITS};

function ticks(low, high) {
  let step = 1;
  for (let i = 0; (high - low) / step > MAX_TICKS; i++) {
    step = i % 3 === 1 ? step / 2 * 5 : step * 2;
  }
  const found = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high; tick += step) {
    found.push(tick);
  }
  return found;
}

function element(name, attributes, text) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.textContent = text;
  return made;
}

function show() {
  for (const {panel, view, firstRead, lastRead, lowBlock, highBlock} of panels) {
    view.setAttribute('viewBox', `${box.x} ${box.y} ${box.width} ${box.height}`);
    panel.querySelector('.rug').setAttribute('viewBox', `${box.x} 0 ${box.width} 1`);
    const [left, top, width, height] =
        ['x', 'y', 'width', 'height'].map(name => Number(view.getAttribute(name)));
    const read = place => firstRead + place / UNITS * (lastRead - firstRead);
    const block = place => highBlock - place / UNITS * (highBlock - lowBlock);
    const labels = panel.querySelector('.ticks');
    labels.replaceChildren();
    const [r0, r1] = [read(box.x), read(box.x + box.width)];
    for (const tick of ticks(r0, r1)) {
      const x = left + (tick - r0) / (r1 - r0) * width;
      labels.append(element('text', {class: 'tick x', x, y: top + height + 23}, tick));
    }
    const [b0, b1] = [block(box.y + box.height), block(box.y)];
    for (const tick of ticks(b0, b1)) {
      const y = top + height - (tick - b0) / (b1 - b0) * height;
      labels.append(element('path', {class: 'grid', d: `M${left} ${y}h${width}`}, ''));
      labels.append(element('text', {class: 'tick y', x: left - 6, y: y + 4}, tick));
    }
  }
}

/** Keeps the view inside the drawing. */
function look(x, y, width, height) {
  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
  width = clamp(width, UNITS / 100000, UNITS);
  height = clamp(height, UNITS / 100000, UNITS);
  box = {x: clamp(x, 0, UNITS - width), y: clamp(y, 0, UNITS - height), width, height};
  show();
}

/** Where the pointer is in a view, from 0 to 1. */
function pointer(view, event) {
  // The rectangle of a nested svg is that of its contents, so it is taken from its frame.
  const frame = view.parentNode.querySelector('.frame').getBoundingClientRect();
  return {
    x: (event.clientX - frame.left) / frame.width,
    y: (event.clientY - frame.top) / frame.height,
    frame
  };
}

/** The mark nearest to the pointer, in pixels, and not far from it. */
function nearest(marks, at) {
  const px = at.frame.width / box.width;
  const py = at.frame.height / box.height;
  const [x, y] = [box.x + at.x * box.width, box.y + at.y * box.height];
  let best = 20;
  let text = '';
  for (const mark of marks) {
    for (const span of mark.spans) {
      const away = Math.max(span.top - y, y - span.bottom, 0) * py;
      const distance = Math.hypot((span.x - x) * px, away);
      if (distance < best) {
        best = distance;
        text = mark.text;
      }
    }
  }
  return text;
}

for (const {panel, view, marks} of panels) {
  const frame = panel.querySelector('.frame');
  frame.style.pointerEvents = 'all';
  let drag = null;
  panel.addEventListener('wheel', event => {
    event.preventDefault();
    const at = pointer(view, event);
    // With Shift some browsers turn the wheel sideways.
    const factor = Math.exp((event.deltaY || event.deltaX) / 400);
    const width = Math.min(UNITS, box.width * factor);
    const height = event.shiftKey ? box.height : Math.min(UNITS, box.height * factor);
    look(box.x + at.x * (box.width - width), box.y + at.y * (box.height - height), width, height);
  }, {passive: false});
  panel.addEventListener('pointerdown', event => {
    drag = {at: pointer(view, event), box};
    panel.setPointerCapture(event.pointerId);
  });
  panel.addEventListener('pointerup', () => { drag = null; });
  panel.addEventListener('pointerleave', () => { tip.hidden = true; });
  panel.addEventListener('pointermove', event => {
    const at = pointer(view, event);
    if (drag) {
      tip.hidden = true;
      look(drag.box.x + (drag.at.x - at.x) * box.width,
          drag.box.y + (drag.at.y - at.y) * box.height, box.width, box.height);
      return;
    }
    const text = nearest(marks, at);
    tip.hidden = text === '';
    tip.textContent = text;
    const room = document.documentElement;
    tip.style.left = Math.min(event.clientX + 14, room.clientWidth - tip.offsetWidth - 4) + 'px';
    tip.style.top = Math.min(event.clientY + 14, room.clientHeight - tip.offsetHeight - 4) + 'px';
  });
  panel.addEventListener('dblclick', () => look(0, 0, UNITS, UNITS));
}
show();
