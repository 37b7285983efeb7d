# Lo oye quien ha sido probado demasiadas veces, sea correcto o no lo que dijo.
to_desk = Para eso, le ayudará la recepción.
