"""What is known of human languages, shared by readers."""
