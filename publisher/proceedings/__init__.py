"""What happened in a meeting, out of the words that tell it: motions, votes, recusals, outcome."""
