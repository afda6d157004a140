// This file looks at one slide as the browser has laid it out, and returns a
// list of what is wrong with it, in words. browser_look_test.go evaluates it. The
// least sizes of text are in px of the window: of any text, of a program, of a
// card, in a picture, and in a page within the slide; that is looked at if there
// is one.

async (index, { least, program, card, picture, inner, colors, paper }) => {
  const leastContrast = 7; // of text, as WCAG 2 level AAA asks
  const slack = 1.5; // px, for rounding

  const faults = new Set();
  const small = new Map(); // the texts that are too small, by what is wrong with them
  const slide = document.querySelectorAll('section.slides > article')[index];

  /* ---- Geometry ---- */

  const overlap = (a, b) => ({
    x: Math.min(a.right, b.right) - Math.max(a.left, b.left),
    y: Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
  });

  const outside = (inner, outer) =>
    Math.max(
      outer.left - inner.left,
      outer.top - inner.top,
      inner.right - outer.right,
      inner.bottom - outer.bottom
    );

  // An element of a page within the page is an instance of that page's classes,
  // and so instanceof does not do.
  const inSVG = (el) => el.namespaceURI === 'http://www.w3.org/2000/svg';

  /* ---- Names, for people ---- */

  const short = (s) => {
    s = s.trim().replace(/\s+/g, ' ');
    return JSON.stringify(s.length > 40 ? s.slice(0, 40) + '…' : s);
  };

  const nameOf = (el) => {
    if (el.matches('img, iframe')) return el.localName + ' ' + el.getAttribute('src');
    return '<' + el.localName + '> ' + short(el.textContent);
  };

  /* ---- Text ---- */

  // linesOf returns the lines of text below root that can be seen, each with
  // its box and the element that it is in.
  const linesOf = (root) => {
    const lines = [];
    const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) {
      const el = node.parentElement;
      if (!node.data.trim() || !el.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      if (el.closest('title, desc')) continue;
      const range = root.ownerDocument.createRange();
      let last = null;
      for (const word of node.data.matchAll(/\S+/g)) {
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        for (const r of range.getClientRects()) {
          if (r.width === 0 || r.height === 0) continue;
          const pane = el.closest('.output > pre'); // which scrolls
          if (pane && outside(r, pane.getBoundingClientRect()) > 0) continue;
          if (last && Math.abs(last.box.top - r.top) < r.height / 2 && r.left >= last.box.left) {
            last.box.right = Math.max(last.box.right, r.right);
            last.text += ' ' + word[0];
            continue;
          }
          last = { el, text: word[0], box: { left: r.left, top: r.top, right: r.right, bottom: r.bottom } };
          lines.push(last);
        }
      }
    }
    return lines;
  };

  // sizeOf returns the size of el's text in px of the screen.
  const sizeOf = (el) => {
    const size = parseFloat(getComputedStyle(el).fontSize);
    if (inSVG(el)) {
      const m = el.getScreenCTM();
      return size * Math.hypot(m.c, m.d);
    }
    let scale = el.currentCSSZoom;
    for (let e = el; e; e = e.parentElement) {
      const m = new DOMMatrix(getComputedStyle(e).transform);
      scale *= Math.hypot(m.c, m.d);
    }
    return size * scale;
  };

  const blockOf = (el) => {
    if (inSVG(el)) return el.closest('text');
    while (el.parentElement && getComputedStyle(el).display.startsWith('inline')) el = el.parentElement;
    return el;
  };

  /* ---- Color ---- */

  const colorOf = (text) => {
    if (text === 'none') return [0, 0, 0, 0];
    const m = text.match(/^rgba?\(([^)]*)\)$/);
    if (!m) throw new Error('cannot judge the color ' + text);
    const [r, g, b, a = 1] = m[1].split(/[\s,/]+/).map(Number);
    return [r, g, b, a];
  };

  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);

  const opacityOf = (el) => {
    let opacity = 1;
    for (let e = el; e; e = e.parentElement) opacity *= Number(getComputedStyle(e).opacity);
    return opacity;
  };

  // paintsOf returns the colors that el may have at a point: one, or those of a
  // pattern. It returns none for a picture or gradient.
  const paintsOf = (el, x, y) => {
    const style = getComputedStyle(el);
    const faded = (color, opacity) => color.with(3, color[3] * opacity * opacityOf(el));
    if (!inSVG(el) || el.localName === 'svg') {
      return style.backgroundImage === 'none' ? [faded(colorOf(style.backgroundColor), 1)] : [];
    }
    let [paint, opacity] = [style.fill, style.fillOpacity];
    if (el.isPointInStroke && style.stroke !== 'none') {
      const point = new DOMPoint(x, y).matrixTransform(el.getScreenCTM().inverse());
      if (el.isPointInStroke(point)) [paint, opacity] = [style.stroke, style.strokeOpacity];
    }
    const reference = paint.match(/^url\("#(.*)"\)/);
    if (!reference) return [faded(colorOf(paint), opacity)];
    const server = el.getRootNode().getElementById(reference[1]);
    if (!server?.matches('pattern')) return [];
    const colors = [[0, 0, 0, 0]];
    for (const shape of server.children) {
      const { width, height } = shape.getBBox();
      if (width * height > 0) colors.push(colorOf(getComputedStyle(shape).fill));
      colors.push(colorOf(getComputedStyle(shape).stroke));
    }
    return colors;
  };

  const contrast = (a, b) => {
    const luminance = (color) => {
      const [r, g, b] = color.slice(0, 3).map((v) => {
        v /= 255;
        return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const [x, y] = [luminance(a), luminance(b)];
    return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
  };

  // judgeColor looks at what is over and under a line of text.
  const judgeColor = (line) => {
    const isShape = inSVG(line.el);
    const y = (line.box.top + line.box.bottom) / 2;
    const step = Math.min(8, (line.box.right - line.box.left) / 2);
    for (let x = line.box.left + step / 2; x < line.box.right; x += step) {
      const fault = colorFault(line.el, isShape, x, y);
      if (fault) {
        faults.add(`the text ${short(line.text)} ${fault}`);
        return;
      }
    }
  };

  // colorFault says what is wrong with the color of el's text at a point.
  const colorFault = (el, isShape, x, y) => {
    let stack = el.getRootNode().elementsFromPoint(x, y);
    stack = stack.filter((e) => !e.matches('.slide-area, .ui-resizable-handle'));
    let at = stack.indexOf(el);
    if (at < 0) at = stack.findIndex((e) => e.contains(el));
    if (at < 0) return ''; // out of sight, and reported as such
    for (const e of stack.slice(0, at)) {
      if (el.contains(e) || e.contains(el)) continue;
      if (e.matches('img, iframe') || paintsOf(e, x, y).some((color) => color[3] > 0)) return `is covered by ${nameOf(e)}`;
    }
    const layers = [];
    for (const e of stack.slice(isShape ? at + 1 : at)) {
      const paints = paintsOf(e, x, y);
      if (paints.length === 0) return 'is on a picture or gradient: give it a background of one color';
      layers.push(paints);
      if (paints.every((color) => color[3] >= 1)) break;
    }
    const style = getComputedStyle(el);
    const color = colorOf(isShape ? style.fill : style.color);
    color[3] *= opacityOf(el);
    let backgrounds = [[255, 255, 255, 1]];
    for (const paints of layers.reverse()) backgrounds = backgrounds.flatMap((b) => paints.map((p) => over(p, b)));
    for (const background of backgrounds) {
      const ratio = contrast(over(color, background), background);
      const rgb = (c) => 'rgb(' + c.slice(0, 3).map(Math.round) + ')';
      if (ratio < leastContrast) {
        return `has a contrast of ${ratio.toFixed(2)} (${rgb(over(color, background))} on ${rgb(background)}), want at least ${leastContrast}`;
      }
    }
    return '';
  };

  /* ---- A part of the page: the slide, a picture in it, a page in it ---- */

  // judgeRoom reports what is in el, in the box inner, if it cannot be seen: if
  // it is not within box, and within all around it that cuts off. It returns
  // whether all is well.
  const judgeRoom = (el, name, inner, box) => {
    const rooms = [['', box]];
    for (let e = el; e && !e.matches('article'); e = e.parentElement) {
      if (inSVG(e) || getComputedStyle(e).overflow === 'visible') continue;
      rooms.push([` by ${nameOf(e)}`, e.getBoundingClientRect()]);
    }
    for (const [by, room] of rooms) {
      const px = outside(inner, room);
      if (px <= slack) continue;
      faults.add(`${name} is cut off${by}: ${px.toFixed(0)} px of it are outside`);
      return false;
    }
    return true;
  };

  // inspect looks at what is in root, of which box can be seen, magnified by
  // scale.
  const inspect = (root, box, scale, want) => {
    const lines = linesOf(root);
    for (const line of lines) {
      if (judgeRoom(line.el, `the text ${short(line.text)}`, line.box, box) && colors) judgeColor(line);
      const size = sizeOf(line.el) * scale;
      const wanted = want(line.el);
      if (size < wanted - 0.05) {
        const fault = `${size.toFixed(1)} px high, want at least ${wanted.toFixed(1)}`;
        small.set(fault, [...(small.get(fault) ?? []), line.text]);
      }
      line.block = blockOf(line.el);
    }
    lines.forEach((a, i) => {
      for (const b of lines.slice(i + 1)) {
        const o = overlap(a.box, b.box);
        if (a.block !== b.block && o.x > 3 && o.y > 4) {
          faults.add(`the texts ${short(a.text)} and ${short(b.text)} overlap`);
        }
      }
    });
    for (const el of root.querySelectorAll('img, iframe, table, pre, button, .card, .output')) {
      if (el.checkVisibility()) judgeRoom(el, nameOf(el), el.getBoundingClientRect(), box);
    }
    return lines;
  };

  // inspectPicture shows an SVG file as part of the page, exactly over the
  // picture of it, and looks at it there.
  const inspectPicture = async (img) => {
    const source = await (await fetch(img.src)).text();
    const { documentElement } = new DOMParser().parseFromString(source, 'image/svg+xml');
    const box = img.getBoundingClientRect();
    const host = document.createElement('div');
    host.style.cssText = `position: fixed; z-index: 10; left: ${box.left}px; top: ${box.top}px; width: ${box.width}px; height: ${box.height}px`;
    const svg = document.importNode(documentElement, true);
    svg.setAttribute('width', '100%');
    svg.setAttribute('height', '100%');
    host.attachShadow({ mode: 'open' }).append(svg);
    document.body.append(host);
    inspect(svg, box, 1, () => picture);
    host.remove();
  };

  // inspectFrame looks at the page in a frame of the slide.
  const inspectFrame = (frame) => {
    const page = frame.contentDocument;
    if (!page) {
      faults.add(`${nameOf(frame)} is a page from elsewhere: keep it beside the deck`);
      return;
    }
    const { innerWidth, innerHeight } = frame.contentWindow;
    const { scrollWidth, scrollHeight } = page.scrollingElement;
    if (scrollWidth > innerWidth + slack || scrollHeight > innerHeight + slack) {
      faults.add(`${nameOf(frame)} cuts off its page: ${scrollWidth} x ${scrollHeight} px in a frame of ${innerWidth} x ${innerHeight}`);
    }
    const box = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    inspect(page.body, box, frame.getBoundingClientRect().width / innerWidth, () => inner);
  };

  /* ---- The slide ---- */

  await document.fonts.ready;
  if (paper) slide.scrollIntoView();

  // What a phone shows upright may be scrolled down, but not sideways.
  const { left, top, right, bottom } = slide.getBoundingClientRect();
  const scrolls = getComputedStyle(slide).overflowY === 'auto';
  const box = { left, top, right, bottom: scrolls ? top + slide.scrollHeight : bottom };
  if (slide.scrollWidth > slide.clientWidth || (!scrolls && slide.scrollHeight > slide.clientHeight)) {
    faults.add(
      `the slide cuts off what is on it: ${slide.scrollWidth} x ${slide.scrollHeight} px on ${slide.clientWidth} x ${slide.clientHeight}`
    );
  }
  if (!paper) {
    const screen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    if (outside({ left, top, right, bottom }, screen) > slack) {
      faults.add(`the window cuts off the slide: ${outside(box, screen).toFixed(0)} px of it are outside`);
    }
    const covers = Math.max((right - left) / innerWidth, (bottom - top) / innerHeight);
    if (covers < 0.94) faults.add(`the slide covers ${Math.round(100 * covers)}% of the window, want at least 94%`);
    for (const other of document.querySelectorAll('section.slides > article')) {
      if (other === slide || !other.checkVisibility({ visibilityProperty: true })) continue;
      const o = overlap(other.getBoundingClientRect(), screen);
      if (o.x > 0 && o.y > 0) faults.add(`${o.x.toFixed(0)} px of another slide are to be seen`);
    }
  }

  const lines = inspect(slide, box, 1, (el) =>
    el.closest('.cards > li') ? card : el.closest('.left pre') ? program : least
  );

  // What stands in a corner of its own: nothing may touch it.
  const pieces = lines.map((l) => ({ el: l.el, box: l.box, name: `the text ${short(l.text)}` }));
  for (const el of slide.querySelectorAll('img, iframe, pre, table, button')) {
    if (el.checkVisibility({ visibilityProperty: true })) pieces.push({ el, box: el.getBoundingClientRect(), name: nameOf(el) });
  }
  for (const corner of slide.querySelectorAll('.pagenumber, button')) {
    if (!corner.checkVisibility({ visibilityProperty: true }) || corner.closest('.output')) continue;
    for (const piece of pieces) {
      const o = overlap(corner.getBoundingClientRect(), piece.box);
      if (!corner.contains(piece.el) && o.x > slack && o.y > slack) {
        const name = corner.matches('button') ? `the button ${corner.textContent}` : 'the page number';
        faults.add(`${piece.name} is in the way of ${name}`);
      }
    }
  }

  for (const img of slide.querySelectorAll('img')) {
    try {
      await img.decode();
    } catch (err) {
      faults.add(`${nameOf(img)} is not loaded: ${err.message}`);
      continue;
    }
    if (!img.alt.trim()) faults.add(`${nameOf(img)} has no text for those who cannot see it: write ![text](${img.getAttribute('src')})`);
    let below = img;
    while (below.parentElement !== slide && !below.nextElementSibling) below = below.parentElement;
    below = below.nextElementSibling;
    if (!below || !below.matches('figcaption') || !below.textContent.trim() || !below.checkVisibility()) {
      faults.add(`${nameOf(img)} has no caption: write .caption below it`);
    }
    if (new URL(img.src).pathname.endsWith('.svg')) await inspectPicture(img);
  }
  if (inner > 0) for (const frame of slide.querySelectorAll('iframe')) inspectFrame(frame);

  for (const [fault, [first, ...others]] of small) {
    faults.add(`the text ${short(first)}${others.length > 0 ? `, and ${others.length} more,` : ''} is ${fault}`);
  }
  return [...faults];
}
