// Elements that move by themselves or take time to change, and a page that glides to its parts.
() => {
  const lasts = (times) => times.split(",").some((each) => parseFloat(each) > 0);
  const moves = (element, part) => {
    const style = getComputedStyle(element, part);
    return style.scrollBehavior === "smooth" || lasts(style.transitionDuration) ||
      (style.animationName !== "none" && lasts(style.animationDuration));
  };
  return [...document.querySelectorAll("*")]
    .filter((element) => [null, "::before", "::after"].some((part) => moves(element, part)))
    .map((element) => element.tagName);
}
