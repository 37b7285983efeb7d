new_here = No encontré su expediente. ¿Es la primera vez que viene?
    .again = ¿Ya ha venido antes a nuestra oficina? Diga sí si es paciente nuevo, no si ya ha venido. O marque 1 si es nuevo, 2 si no.
    .last = Si es paciente nuevo, marque 1. Si no, marque 2.
to_desk = Entonces, la recepción lo buscará.
to_desk-new = ¡Bienvenido! La recepción le dará de alta.
