// What the content says, block by block: what is shown, and what is there for scripts to show. Not
// what a form is filled with, nor what a reader opens without a script.
() => {
  const blocks = [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dd, td, th, figcaption)")]
    .filter((element) => element.closest("form, output, noscript, details:not([open])") === null);
  const said = (shown) => blocks
    .filter((element) => element.checkVisibility() === shown)
    .map((element) => (shown ? element.innerText : element.textContent).trim())
    .filter((text) => text !== "");
  return {shown: said(true), hidden: said(false)};
}
