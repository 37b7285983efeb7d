sympathy = Lo siento mucho. Voy a ver quién le puede ayudar de inmediato.
