greeting = Gracias por llamar a { $practice }. Le atiende el asistente automático. Puede decir "una persona" en cualquier momento, o marcar 0.
dry-run = Esta línea está solo a prueba. Aunque diga que algo queda reservado, no se anota nada.
other = Para español, diga "español".
wish = ¿En qué le puedo ayudar?
    .brief = ¿En qué le ayudo?
    .again = Puede decir, por ejemplo: quiero una cita para una limpieza, cambiar mi cita, o cancelarla. ¿En qué le puedo ayudar?
    .last = Para hacer una cita, diga "cita" o marque 1. Para cambiarla, diga "cambiar" o marque 2. Para cancelarla, diga "cancelar" o marque 3. Para hablar con una persona, marque 0.
    .help = Puedo hacer, cambiar o cancelar una cita, o comunicarle con la recepción. Diga "cita" o marque 1, diga "cambiar" o marque 2, diga "cancelar" o marque 3, o diga "una persona" o marque 0.
