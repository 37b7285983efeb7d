# Lo que oye quien contesta antes de que se le comunique. También lo oye un buzón de voz: por eso el nombre se dice después del 1.
take = { $urgent ->
        [yes] Llamada urgente de la línea automática. Marque 1 para tomarla.
       *[no] Una llamada de la línea automática, sobre { $about ->
            [book] una cita
            [cancel] cancelar una cita
            [move] cambiar una cita
            [missed] una cita que quedó pendiente
            [due] cuándo toca la próxima cita
            [confirm] confirmar una cita
            [late] llegar tarde hoy
            [sooner] venir antes
            [ahead] cuándo es una cita
            [somebody_else] la cita de otra persona
            [new_patient] un paciente nuevo
            [stranger] un expediente que no se encontró
           *[other] un asunto para la recepción
        }. Marque 1 para tomarla.
    }
taken = { $known ->
        [yes] Es { $patient-first } { $patient-last }.
       [guarded] Varias veces se ha intentado probar la identidad sin éxito. Por favor, compruebe usted quién llama.
       *[no] No se ha identificado a quien llama.
    }
anyone = Una llamada de la línea automática. Marque 1 para tomarla.
connected = Conectando.
