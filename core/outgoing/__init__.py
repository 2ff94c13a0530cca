"""What goes out without having been asked for: boards kept equal to what they show, and letters to one person."""
