kept = All right, your visit stays as it is.
