"""Keys: their files, what they seal, and how they are changed."""
