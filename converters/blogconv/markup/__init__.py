"""What is known of markup, shared by readers and writers."""
