// Says beside the last day of a period for appeal whether it is over. A page is not made anew every
// day, so that only whoever reads it knows which day it is. Periods end with the day in Finland.

const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Helsinki" }).format(new Date());

for (const end of document.querySelectorAll("[data-until]")) {
  const state = document.createElement("strong");
  state.textContent = end.dataset.until < today ? end.dataset.over : end.dataset.open;
  end.append(" – ", state);
}
