"""Balance: years, indicators and areas brought to agree with the least change from what is wished."""
