// What of the page cannot be seen at its width: text that leaves the window, its block or a box
// that hides the rest. Regions that scroll by themselves may hold what is wider.
() => {
  const slack = 1.5;
  const width = document.documentElement.clientWidth;
  const style = (element) => getComputedStyle(element);
  const scrolls = (element) => ["auto", "scroll"].includes(style(element).overflowX);
  const hides = (element) => ["hidden", "clip"].includes(style(element).overflowX);
  // Meant for listeners alone, or shown to nobody; the layout of a drawing is its own.
  const unseen = (element) =>
    element.closest("script, style, noscript, template, svg, option, textarea") !== null ||
    !element.checkVisibility({visibilityProperty: true, opacityProperty: true}) ||
    style(element).clipPath === "inset(50%)" ||
    (element.parentElement !== null && element.parentElement !== document.body &&
      style(element.parentElement).clipPath === "inset(50%)");
  const holders = (element) => {
    const found = [];
    for (let each = element; each !== null; each = each.parentElement) found.push(each);
    return found;
  };
  const block = (element) =>
    holders(element).find((each) => !["inline", "contents"].includes(style(each).display));

  const problems = [];
  if (document.scrollingElement.scrollWidth > width) {
    problems.push(`the page is ${document.scrollingElement.scrollWidth} wide`);
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let seen = 0;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (node.data.trim() === "" || unseen(parent)) continue;
    seen += 1;
    const range = document.createRange();
    range.selectNodeContents(node);
    const around = holders(parent);
    const scroller = around.find((each) => scrolls(each) && each !== document.documentElement);
    const own = block(parent).getBoundingClientRect();
    // Lines that are kept as they were typed may be longer than what they scroll in.
    const typed = scroller !== undefined && style(parent).whiteSpace === "pre";
    const positioned = around.some((each) => ["absolute", "fixed"].includes(style(each).position));
    for (const line of range.getClientRects()) {
      if (line.width === 0) continue;
      const said = `${parent.tagName.toLowerCase()}.${parent.className}: ${node.data.trim().slice(0, 60)}`;
      if (around.some((each) => hides(each) && line.right > each.getBoundingClientRect().right + slack)) {
        problems.push(`is cut off: ${said}`);
        break;
      }
      if (!scroller && !positioned && (line.right > width + slack || line.left < -slack)) {
        problems.push(`leaves the window: ${said}`);
        break;
      }
      if (!positioned && !typed && line.right > own.right + slack) {
        problems.push(`leaves its block: ${said}`);
        break;
      }
    }
  }
  return {seen, problems};
}
