# Lo que lee el personal: notas de comunicación y tareas.
commlog-book = El paciente llamó a la línea automática y reservó { $reason } el { $opening-day } { $opening-time } con { $opening-with }. { $mark }
commlog-cancel = El paciente llamó a la línea automática y canceló { $visit-kind } del { $visit-day } { $visit-time }, con aviso. { $mark }
commlog-cancel-late = El paciente llamó a la línea automática y canceló { $visit-kind } del { $visit-day } { $visit-time }, tarde. { $mark }
commlog-move = El paciente llamó a la línea automática y cambió { $visit-kind } del { $visit-day } { $visit-time } al { $opening-day } { $opening-time } con { $opening-with }. { $mark }
commlog-register = Expediente abierto por la línea automática para un paciente nuevo que llamó. Por favor, revíselo y complételo. { $mark }
message = Llamada sobre: { $topic }. Mensaje: { $message }
approve = Desea { $reason } el { $opening-day } { $opening-time } con { $opening-with }. Aprobar o devolver la llamada: se le dijo que todavía no está reservada.
doubt-book = No se pudo comprobar si se reservó { $reason } el { $opening-day } { $opening-time } con { $opening-with }. Busque { $mark } en la nota de la cita, corrija la agenda y llame al paciente.
doubt-cancel = No se pudo comprobar si se canceló { $visit-kind } del { $visit-day } { $visit-time }. Corrija la agenda y llame al paciente. { $mark }
doubt-move = No se pudo comprobar si se cambió { $visit-kind } del { $visit-day } { $visit-time } al { $opening-day } { $opening-time } con { $opening-with }. Corrija la agenda y llame al paciente. { $mark }
doubt-register = No se pudo comprobar si se abrió un expediente para { $first } { $last }, con fecha de nacimiento { $birthdate }. Búsquelo, ábralo si no está, y llame al paciente para darle su primera cita. { $mark }
told-book-done = Reservado, pero quien llamó aún no lo sabe: { $reason } el { $opening-day } { $opening-time } con { $opening-with }. Llame o escriba para confirmarlo.
told-book-not = NO reservado: { $reason } el { $opening-day } { $opening-time }. Quien llamó aún no lo sabe. Devuelva la llamada y busque otra hora.
told-cancel-done = Cancelado, pero quien llamó aún no lo sabe: { $visit-kind } del { $visit-day } { $visit-time }. Llame o escriba para confirmarlo.
told-cancel-not = NO cancelado: { $visit-kind } del { $visit-day } { $visit-time }. Quien llamó aún no lo sabe. Devuelva la llamada.
told-move-done = Cambiado, pero quien llamó aún no lo sabe: { $visit-kind }, ahora el { $opening-day } { $opening-time } con { $opening-with }. Llame o escriba para confirmarlo.
told-move-not = NO cambiado: { $visit-kind } del { $visit-day } { $visit-time }. Quien llamó aún no lo sabe. Devuelva la llamada.
told-register-done = Se abrió un expediente para { $first } { $last }, pero quien llamó aún no lo sabe. Llame para darle su primera cita.
told-register-not = NO se abrió expediente para { $first } { $last }, con fecha de nacimiento { $birthdate }. Quien llamó aún no lo sabe. Devuelva la llamada.
spooled = A esta persona no se le pudo atender porque la línea misma había fallado, y se le prometió una llamada.
commlog-confirm = El paciente llamó a la línea automática y confirmó { $visit-kind } del { $visit-day } { $visit-time }. { $mark }
commlog-sooner = El paciente llamó a la línea automática y vendría antes de { $visit-kind } del { $visit-day } { $visit-time }, que sigue en pie. { $mark }
commlog-late = El paciente llamó a la línea automática: llega { $minutes ->
        [0] tarde
       *[other] unos { $minutes } minutos tarde
    } a { $visit-kind } del { $visit-day } { $visit-time }. { $mark }
late = { $patient-first } { $patient-last } llega { $minutes ->
        [0] tarde, sin poder decir cuánto,
       *[other] unos { $minutes } minutos tarde
    } a { $visit-kind } hoy { $visit-time } con { $visit-with }. No se ha cambiado nada.
doubt-confirm = No se pudo comprobar si { $visit-kind } del { $visit-day } { $visit-time } quedó marcada como confirmada; el paciente la ha confirmado. { $mark }
doubt-sooner = No se pudo comprobar si { $visit-kind } del { $visit-day } { $visit-time } quedó en la lista ASAP. El paciente vendría antes. { $mark }
doubt-late = No se pudo anotar en el expediente que el paciente llega tarde a { $visit-kind } del { $visit-day } { $visit-time }. { $mark }
told-confirm-done = Confirmado, pero quien llamó aún no lo sabe: { $visit-kind } del { $visit-day } { $visit-time }.
told-confirm-not = NO marcado como confirmado: { $visit-kind } del { $visit-day } { $visit-time }. El paciente la confirmó por teléfono.
told-sooner-done = Puesto en la lista ASAP, pero quien llamó aún no lo sabe: { $visit-kind } del { $visit-day } { $visit-time }.
told-sooner-not = NO puesto en la lista ASAP: { $visit-kind } del { $visit-day } { $visit-time }. El paciente vendría antes.
told-late-done = El paciente llega tarde a { $visit-kind } del { $visit-day } { $visit-time }.
told-late-not = El paciente llega tarde a { $visit-kind } del { $visit-day } { $visit-time }.
commlog-text = El paciente aceptó en la línea automática recibir mensajes de texto en el número del que llamó, y se le envió la cita del { $opening-day } { $opening-time }. { $mark }
doubt-text = No se pudo comprobar si se envió por mensaje de texto la cita del { $opening-day } { $opening-time } al paciente, que la había pedido. { $mark }
told-text-done = Se envió al paciente por mensaje de texto la cita del { $opening-day } { $opening-time }.
told-text-not = NO se envió por mensaje de texto la cita del { $opening-day } { $opening-time } al paciente, que la había pedido.
