// What the keyboard is at: its place among the stops, and whether a reader can see it there.
() => {
  const element = document.activeElement;
  const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(element);
  const boxes = [...element.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
  const within = (box) => box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  // 2.4.11 of WCAG 2.2: nothing that the page puts on top hides all of it.
  const uncovered = (box) => {
    const x = Math.min(Math.max((box.left + box.right) / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max((box.top + box.bottom) / 2, 0), innerHeight - 1);
    const found = document.elementFromPoint(x, y);
    return found !== null && (element.contains(found) || found.contains(element));
  };
  return {
    place: window.stops.indexOf(element),
    outlined: (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none",
    seen: boxes.some((box) => within(box) && uncovered(box)),
  };
}
