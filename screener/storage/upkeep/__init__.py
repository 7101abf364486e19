"""What keeps a database whole: migrations, copies, removal."""
