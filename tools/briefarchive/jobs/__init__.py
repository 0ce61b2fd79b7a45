"""Work that is divided: among the processors of this machine, or among machines."""
