// Every text of the content that is for the eye, as it stands in its element.
() => {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const hidden = element.closest("script, noscript, template, svg, .visually-hidden");
    if (hidden === null && element.checkVisibility()) found.push(walker.currentNode.data);
  }
  return found;
}
