call_911 = Si esto puede poner en peligro la vida, cuelgue ahora y marque el 9 1 1, o vaya a la sala de emergencias más cercana.
