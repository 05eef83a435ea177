// Who computes, waits or computes in vain, a row a worker, over the first clocks. Between the spans are messages.
const stripChart = (place, configuration, policy, isLast, syncKey) => {
  const kinds = ["compute", "wait", "abort"];
  const words = ["computes", "waits", "computes what is then aborted"];
  const { seats, froms, tos, kinds: kindOf } = policy.strip;
  if (seats.length === 0) return chart.mark(place, 0);
  const workers = Math.max(...seats) + 1;
  const rowHeight = Math.min(18, Math.max(3, Math.floor(200 / workers)));
  const reading = document.createElement("span");
  reading.className = "reading";

  const draw = self => {
    const { ctx, bbox } = self;
    const gap = rowHeight > 6 ? 0.12 : 0.06;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    const colours = kinds.map(theme.colour);
    for (let i = 0; i < seats.length; i++) {
      const left = self.valToPos(froms[i], "x", true), right = self.valToPos(tos[i], "x", true);
      const top = self.valToPos(seats[i] - 0.5 + gap, "y", true), bottom = self.valToPos(seats[i] + 0.5 - gap, "y", true);
      ctx.fillStyle = colours[kindOf[i]];
      ctx.fillRect(left, top, Math.max(right - left - (right - left > 4 ? 1 : 0), 0.5), bottom - top);
    }
    ctx.restore();
  };

  const read = self => {
    const { left, top } = self.cursor;
    if (left == null || left < 0) return void (reading.textContent = "");
    const x = self.posToVal(left, "x"), seat = Math.round(self.posToVal(top, "y"));
    const i = seats.findIndex((s, j) => s === seat && froms[j] <= x && x < tos[j]);
    reading.textContent = i < 0 ? "" :
      `worker ${seat} ${words[kindOf[i]]}, ${chart.number(froms[i])} to ${chart.number(tos[i])} ${configuration.timeUnit}`;
  };

  const until = configuration.stripUntil;
  chart.make(place, {
    height: workers * rowHeight + (isLast ? 68 : 44),
    padding: [6, 14, 0, 0],
    legend: { show: false },
    scales: { x: { time: false, range: (_, min, max) => [min ?? 0, max ?? until] }, y: { range: () => [-0.5, workers - 0.5], dir: -1 } },
    axes: [
      chart.axis(isLast ? `virtual time (${configuration.timeUnit})` : null, { size: 30, grid: { show: false } }),
      chart.axis("worker", {
        size: 62, grid: { show: false },
        splits: () => Array.from({ length: workers }, (_, i) => i).filter(i => i % Math.max(1, Math.ceil(16 / rowHeight)) === 0),
      }),
    ],
    cursor: { y: false, points: { show: false }, sync: { key: syncKey, scales: ["x", null] } },
    series: [{}, { show: true, stroke: "transparent", points: { show: false } }],
    hooks: { draw: [draw], setCursor: [read] },
  }, [[0, until], [null, null]], self => {
    let spans = 0;
    for (let i = 0; i < seats.length; i++) if (tos[i] > self.scales.x.min && froms[i] < self.scales.x.max) spans++;
    return spans;
  }, () => kinds.map(theme.colour));
  place.previousElementSibling.append(reading);
};
