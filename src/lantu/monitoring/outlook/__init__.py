"""Where a target will end if it goes on like this: several methods side by side, and whether they agree.

==================  =====================================================================================
history             what is known: states at the ends of years, and the year to date
asked               what the end is asked to be, and whether a value meets it
methods             the ways of going on, one a file
projection          what one method expects
limits              what is possible at all
needing             what it would take
record              the outlook, and a person's decision about it
looking             from history and asked to the outlook
==================  =====================================================================================

Everything is a pure function of its arguments, in Decimals, and the same on every machine. An outlook is shown to
people inside the house with all its parts; no document prints it before a person has decided what it is.
"""
