"""What a rush of commands, and a socket that goes in the midst of it, cost on Slack: `python -m benchmarks.slack`."""
