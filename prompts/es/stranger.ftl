new_here = No encontré su expediente. ¿Es la primera vez que viene?
    .again = ¿Ya ha venido antes a nuestra oficina? Diga sí si es su primera vez, o no si ya ha venido. O marque 1 si es su primera vez, 2 si no.
    .last = Si es su primera vez aquí, marque 1. Si ya ha venido, marque 2.
to_desk = Entonces la recepción lo revisará con usted.
to_desk-new = Le damos la bienvenida. La recepción abrirá su expediente.
