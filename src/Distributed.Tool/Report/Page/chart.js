// What all charts share: axes with units, a size that follows the page, and a count of what was drawn.
const chart = (() => {
  const number = value => Number(value.toPrecision(4)).toLocaleString("en-US", { maximumSignificantDigits: 4 });

  const axis = (label, more) => ({
    label,
    stroke: () => theme.colour("soft"),
    font: theme.font,
    labelFont: theme.font,
    labelSize: label ? 20 : 0,
    labelGap: 2,
    gap: 4,
    grid: { stroke: () => theme.colour("grid"), width: 1 },
    ticks: { stroke: () => theme.colour("line"), width: 1, size: 5 },
    values: (_, splits) => splits.map(split => (split === null ? "" : number(split))),
    ...more,
  });

  // The count stands in the page, where a test (or a reader in doubt) finds it: a chart without points says that it has none.
  const mark = (place, points) => {
    place.dataset.points = points;
    place.dataset.drawn = points > 0;
    if (points > 0 || place.querySelector(".empty")) return;
    const empty = document.createElement("p");
    empty.className = "empty";
    empty.textContent = "There is nothing to draw here.";
    place.append(empty);
  };

  // With #check behind the page's address, what was painted is counted, too: pixels of the given colours inside the plot.
  const ink = (self, colours) => {
    const { left, top, width, height } = self.bbox;
    const pixels = self.ctx.getImageData(left, top, width, height).data;
    const wanted = colours.map(colour => [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16)));
    let painted = 0;
    for (let i = 0; i < pixels.length; i += 4)
      if (pixels[i + 3] > 200 && wanted.some(w => w.every((value, channel) => Math.abs(pixels[i + channel] - value) < 6))) painted++;
    return painted;
  };

  const make = (place, options, data, count, colours) => {
    options.width = Math.max(240, place.clientWidth);
    options.hooks = { ...options.hooks, draw: [...(options.hooks?.draw ?? []), self => {
      mark(place, count(self));
      if (location.hash === "#check") place.dataset.ink = ink(self, colours());
    }] };
    const made = new uPlot(options, data, place);
    new ResizeObserver(() => {
      const width = Math.max(240, place.clientWidth);
      if (width !== made.width) made.setSize({ width, height: made.height });
    }).observe(place);
    theme.charts.push(made);
    return made;
  };

  // Positions of finite values that fall inside the plot.
  const inside = (self, xs, ys, scale) => {
    let points = 0;
    for (let i = 0; i < xs.length; i++) {
      if (!Number.isFinite(ys[i])) continue;
      const x = self.valToPos(xs[i], "x", true) - self.bbox.left, y = self.valToPos(ys[i], scale, true) - self.bbox.top;
      if (x >= -1 && y >= -1 && x <= self.bbox.width + 1 && y <= self.bbox.height + 1) points++;
    }
    return points;
  };

  return { number, axis, make, mark, inside };
})();
