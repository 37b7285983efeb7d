# Alguien llama por otra persona. Nada de este archivo puede decir quién es familia de quién.
behalf-child = ¿Y cuál es el nombre de su hijo o hija, o su fecha de nacimiento?
    .again = Por favor, diga solamente el nombre de su hijo o hija, o su fecha de nacimiento con el mes por su nombre.
    .last = Por favor, marque la fecha de nacimiento de su hijo o hija con ocho números: dos para el día, dos para el mes y cuatro para el año.
behalf-adult = ¿Y cuál es su nombre, o su fecha de nacimiento?
    .again = Por favor, diga solamente su nombre, o su fecha de nacimiento con el mes por su nombre.
    .last = Por favor, marque su fecha de nacimiento con ocho números: dos para el día, dos para el mes y cuatro para el año.
behalf-first = ¿Y cuál es el nombre?
    .again = Por favor, diga solamente el nombre.
    .last = Por favor, marque el nombre con las letras del teclado.
behalf-spell_first = Para estar seguros, deletree el nombre, letra por letra.
    .again = Por favor, deletree el nombre, una letra a la vez. Por ejemplo: J, U, A, N.
    .last = Por favor, marque el nombre con las letras del teclado.
behalf-unknown = No encontré ninguna coincidencia.
