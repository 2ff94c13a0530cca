"""What is written for readers, held to what the program does."""
