call_911 = Si esto puede poner en peligro la vida, cuelgue ahora y marque 911, o vaya a la sala de emergencias más cercana.
