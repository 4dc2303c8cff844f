"""Documents of the guidance, composed as trees of neutral blocks from a school's facts."""
