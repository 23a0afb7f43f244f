// Texts that have the colour of their ground.
() => {
  const ground = (element) => {
    for (let each = element; each !== null; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (!colour.endsWith(", 0)")) return colour;
    }
    return "none";
  };
  const says = (element) => [...element.childNodes].some(
    (node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "");
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.checkVisibility() && element.closest("svg") === null)
    .filter((element) => says(element) && getComputedStyle(element).color === ground(element))
    .map((element) => element.textContent.trim());
}
