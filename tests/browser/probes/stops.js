// Where the Tab key has to stop, in order: what can be seen, can be used and is no mere target.
() => {
  const usable = "a[href], area[href], button, input, select, textarea, summary, iframe, " +
    "[contenteditable], [tabindex]";
  // A region that scrolls is a stop of its own in Chromium if there is none inside it.
  const scrolls = (element) => {
    const {overflowX, overflowY} = getComputedStyle(element);
    const across = ["auto", "scroll"].includes(overflowX) && element.scrollWidth > element.clientWidth;
    const along = ["auto", "scroll"].includes(overflowY) && element.scrollHeight > element.clientHeight;
    return (across || along) && element.querySelector(usable) === null;
  };
  const chosen = (element) => element.type !== "radio" || element.checked ||
    document.querySelector(`input[type=radio][name="${element.name}"]:checked`) === null;
  window.stops = [...document.body.querySelectorAll("*")].filter((element) =>
    (element.matches(usable) ? element.tabIndex >= 0 && !element.disabled && chosen(element) : scrolls(element)) &&
    element.checkVisibility({visibilityProperty: true}));
  return window.stops.map((element) => ({
    said: `${element.tagName.toLowerCase()} ${element.textContent.trim().slice(0, 40)}`,
    inMain: element.closest("main") !== null,
    skips: element.classList.contains("skip"),
  }));
}
