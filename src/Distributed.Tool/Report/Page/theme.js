// Colours live in the style sheet; charts ask for them whenever they draw, so that a change of theme is one redraw.
const theme = (() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const charts = [];
  const colours = 8;

  const set = name => {
    root.dataset.theme = name;
    for (const chart of charts) chart.redraw(false);
  };
  const follow = () => set(dark.matches ? "dark" : "light");
  follow();
  dark.addEventListener("change", follow);
  // Paper is white.
  addEventListener("beforeprint", () => set("light"));
  addEventListener("afterprint", follow);

  const colour = name => getComputedStyle(root).getPropertyValue("--" + name).trim();
  return {
    charts,
    colour,
    policy: index => colour("c" + (index % colours)),
    policyVariable: index => `var(--c${index % colours})`,
    // More policies than colours: the second round is dashed.
    dash: index => (index < colours ? [] : [8, 4]),
    font: "12px system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
  };
})();
