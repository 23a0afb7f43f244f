"""What a § holds, whatever system printed it: heading, labelled parts, people, outcome."""
