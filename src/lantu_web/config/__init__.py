"""Settings, addresses and the application server."""
