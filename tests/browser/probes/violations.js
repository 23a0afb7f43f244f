// What axe-core, which has been put into the page, finds, by all rules of some tags or by some rules.
async (only) => {
  const found = await axe.run(document, {runOnly: only});
  const nodes = (rule) => rule.nodes.map(
    (node) => [rule.id, node.target.join(" "), node.failureSummary]);
  return {passed: found.passes.length, violations: found.violations.flatMap(nodes)};
}
