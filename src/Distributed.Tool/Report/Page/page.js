// Fills the places that the page has for charts.
const report = JSON.parse(document.getElementById("report").textContent);
document.querySelectorAll("[data-chart]").forEach(place => {
  const configuration = report.configurations[place.dataset.configuration];
  const index = Number(place.dataset.policy), policy = configuration.policies[index];
  try {
    if (place.dataset.chart === "loss") lossChart(place, configuration);
    else if (place.dataset.chart === "strip")
      stripChart(place, configuration, policy, index === configuration.policies.length - 1, "strips-" + place.dataset.configuration);
    else stalenessChart(place, configuration, policy, index);
  } catch (error) {
    place.dataset.error = error.message;
    chart.mark(place, 0);
  }
});
