"""From observations to what is on track and what is not: progress by the form of the target, honest states, outlook."""
