// Loss against virtual time, a line a policy; a dashed line where the target is, a ring where a policy reached it.
const lossChart = (place, configuration) => {
  const policies = configuration.policies;
  const losses = policies.flatMap(policy => policy.losses).filter(Number.isFinite);
  if (losses.length === 0) return chart.mark(place, 0);
  const low = Math.min(...losses), high = Math.max(...losses);
  // A policy that diverges leaves the plot instead of flattening all others.
  const top = 1.15 * Math.max(...policies.map(policy => policy.losses.find(Number.isFinite)).filter(Number.isFinite));
  const isLogarithmic = low > 0 && Math.min(high, top) / low > 20;
  const all = (min, max) => {
    const bottom = Math.min(low, configuration.target ?? low), above = Math.min(high, top);
    const isZoomed = min !== low || max !== high, margin = (above - bottom || 1) * 0.05;
    return isZoomed ? [min, max] : isLogarithmic ? [bottom * 0.9, above * 1.1] : [Math.max(bottom - margin, bottom >= 0 ? 0 : -Infinity), above + margin];
  };
  const data = uPlot.join(policies.map(policy => [policy.times, policy.losses]));

  // Each policy is measured at times of its own: what it last was stands until it is measured again.
  const lastKnown = (values, index) => {
    for (let i = index ?? values.length - 1; i >= 0; i--) if (Number.isFinite(values[i])) return chart.number(values[i]);
    return "–";
  };

  const drawTarget = self => {
    const { ctx, bbox } = self, ratio = devicePixelRatio;
    ctx.save();
    if (configuration.target !== null) {
      const y = Math.round(self.valToPos(configuration.target, "y", true));
      ctx.strokeStyle = ctx.fillStyle = theme.colour("soft");
      ctx.lineWidth = ratio;
      ctx.setLineDash([5 * ratio, 4 * ratio]);
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.font = `${12 * ratio}px system-ui, sans-serif`;
      ctx.textAlign = "left";
      ctx.textBaseline = "bottom";
      ctx.fillText(`target ${chart.number(configuration.target)}`, bbox.left + 6 * ratio, y - 3 * ratio);
    }
    policies.forEach((policy, i) => {
      if (policy.reachedAt === null || configuration.target === null || !self.series[i + 1].show) return;
      ctx.beginPath();
      ctx.arc(self.valToPos(policy.reachedAt, "x", true), self.valToPos(configuration.target, "y", true), 4.5 * ratio, 0, 2 * Math.PI);
      ctx.fillStyle = theme.colour("card");
      ctx.strokeStyle = theme.policy(i);
      ctx.lineWidth = 2 * ratio;
      ctx.fill();
      ctx.stroke();
    });
    ctx.restore();
  };

  chart.make(place, {
    height: 380,
    scales: { x: { time: false }, y: { distr: isLogarithmic ? 3 : 1, range: (_, min, max) => all(min, max) } },
    axes: [chart.axis(`virtual time (${configuration.timeUnit})`, { size: 30 }), chart.axis(configuration.lossName, { size: 62 })],
    cursor: { drag: { x: true, y: true, uni: 20 } },
    legend: { markers: { fill: (_, i) => theme.policyVariable(i - 1), stroke: (_, i) => theme.policyVariable(i - 1) } },
    series: [
      { label: `time (${configuration.timeUnit})`, value: (_, value) => (value == null ? "–" : chart.number(value)) },
      ...policies.map((policy, i) => ({
        label: policy.name,
        stroke: () => theme.policy(i),
        width: 2,
        dash: theme.dash(i),
        spanGaps: true,
        points: { show: false },
        value: (self, _, series, index) => lastKnown(self.data[series], index),
      })),
    ],
    hooks: { draw: [drawTarget] },
  }, data, self => {
    const counts = policies.map((policy, i) => (self.series[i + 1].show ? chart.inside(self, policy.times, policy.losses, "y") : null));
    place.dataset.empty = policies.filter((_, i) => counts[i] === 0).map(policy => policy.name).join(" ");
    return counts.reduce((sum, count) => sum + (count ?? 0), 0);
  }, () => policies.map((_, i) => theme.policy(i)));
};
