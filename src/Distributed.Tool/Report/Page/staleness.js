// How stale the parameters were that pushes were computed from: a panel a policy, all over one range.
const stalenessChart = (place, configuration, policy, index) => {
  const { counts, binWidth, mean } = policy.staleness;
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return chart.mark(place, 0);
  const xs = counts.map((_, i) => i * binWidth + (binWidth - 1) / 2);
  const shares = counts.map(count => (count > 0 ? (100 * count) / total : null));
  const most = configuration.stalenessMax;

  const drawMean = self => {
    const { ctx, bbox } = self, ratio = devicePixelRatio;
    const x = Math.round(self.valToPos(mean, "x", true)), isRight = x > bbox.left + bbox.width * 0.6;
    ctx.save();
    ctx.strokeStyle = ctx.fillStyle = theme.colour("ink");
    ctx.lineWidth = ratio;
    ctx.setLineDash([4 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.font = `${12 * ratio}px system-ui, sans-serif`;
    ctx.textAlign = isRight ? "right" : "left";
    ctx.textBaseline = "top";
    ctx.fillText(`mean ${chart.number(mean)}`, x + (isRight ? -5 : 5) * ratio, bbox.top + 2 * ratio);
    ctx.restore();
  };

  chart.make(place, {
    height: 180,
    legend: { show: false },
    scales: {
      x: { time: false, range: () => [-0.5 - most * 0.02, most + 0.5 + most * 0.02] },
      y: { range: (_, __, max) => [0, max * 1.15] },
    },
    axes: [
      chart.axis(configuration.stalenessName, { size: 30, grid: { show: false }, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] }),
      chart.axis("pushes (%)", { size: 48 }),
    ],
    cursor: { drag: { x: false, y: false }, points: { show: false } },
    series: [{}, {
      label: policy.name,
      stroke: () => theme.policy(index),
      fill: () => theme.policy(index),
      width: 0,
      paths: uPlot.paths.bars({ size: [0.86, 60] }),
      points: { show: false },
    }],
    hooks: { draw: [drawMean] },
  }, [xs, shares], self => chart.inside(self, xs, shares.map(share => share ?? NaN), "y"), () => [theme.policy(index)]);
};
