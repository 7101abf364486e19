"""What a process of the server is: how it serves, what it does one at a time, and what it leaves nowhere."""
