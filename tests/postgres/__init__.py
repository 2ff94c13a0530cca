"""What only a server can show: several processes at once, its troubles, its upgrade. Left out where there is none."""
