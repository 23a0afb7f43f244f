// Put a long word before every name and number on the page that a record could fill with one.
(word) => {
  let put = 0;
  const places = "main :is(h1, h2, h3, h4, a, dt, dd, th, td, li, p, span), .crumbs :is(a, li)";
  for (const element of document.querySelectorAll(places)) {
    if (getComputedStyle(element).whiteSpace === "nowrap") continue;  // numbers and days
    const node = [...element.childNodes].find(
      (each) => each.nodeType === Node.TEXT_NODE && each.data.trim().length > 3);
    if (node === undefined || element.closest("svg, button, time, code, label") !== null) continue;
    node.data = `${word} ${node.data}`;
    put += 1;
  }
  return put;
}
