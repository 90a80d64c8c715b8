"""What an SMM manager is: the ground floor that the other rooms stand on."""
