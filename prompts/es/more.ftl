anything = ¿Le puedo ayudar en algo más?
    .brief = ¿Algo más?
    .again = ¿Necesita algo más? Puede decir sí o no, o marcar 1 para sí, 2 para no.
    .last = Para seguir, marque 1. Para terminar, marque 2, o simplemente cuelgue.
