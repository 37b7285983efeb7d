# El consultorio no permite que quien llama hable aquí por ese paciente; no se dice si existe tal paciente.
desk = Las citas de otra persona las atiende la recepción. ¿Le comunico?
    .again = La recepción le puede ayudar con las citas de otra persona. Diga sí para que le comunique, o no. O marque 1 para sí, 2 para no.
    .last = Para que le comunique con la recepción, marque 1. Si no, marque 2.
