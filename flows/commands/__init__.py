"""What the console commands do. Each function prints, and returns the exit code."""
