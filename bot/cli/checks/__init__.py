"""What `entente doctor` looks at: one file for each matter, each a function from a place to findings."""
