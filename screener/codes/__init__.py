"""What people write down and type back."""
