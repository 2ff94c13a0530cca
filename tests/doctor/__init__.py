"""The doctor finds what is wrong, and setting up leads to a bot that is well."""
