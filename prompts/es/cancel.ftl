ahead-none = No veo ninguna cita próxima para { $patient-first }.
visit = Veo { $ahead-list }. ¿Cuál le gustaría cancelar?
    .again = ¿Qué cita es? Veo { $ahead-list }.
    .last = { $ahead-numbered }
spared_one = De acuerdo, esa queda como está.
ok = { $notice-late ->
        [yes] Es su cita para { $visit-kind } el { $visit-day } { $visit-time } con { $visit-with }. Faltan menos de { $notice-hours } horas, así que contaría como cancelación tardía. { $notice-fee } ¿La cancelo?
       *[no] Es su cita para { $visit-kind } el { $visit-day } { $visit-time } con { $visit-with }. ¿La cancelo?
    }
    .again = Su cita para { $visit-kind } el { $visit-day } { $visit-time }: diga sí para cancelarla, o no para conservarla. O marque 1 para sí, 2 para no.
    .last = Para cancelar su cita para { $visit-kind } el { $visit-day } { $visit-time }, marque 1. Para conservarla, marque 2.
outcome-changed = Lo siento, esa cita acaba de cambiarse en la oficina, así que no la he tocado.
outcome-failed = Lo siento, no pude cambiar la agenda. Su cita sigue en pie.
cancelled = Su cita para { $visit-kind } el { $visit-day } { $visit-time } quedó cancelada.
cancelled-later = Tengo su solicitud, pero la computadora de la oficina todavía no la ha confirmado. La oficina le avisará.
another_time = ¿Le gustaría que busquemos otra fecha?
    .again = ¿Busco otra fecha? Diga sí o no, o marque 1 para sí, 2 para no.
    .last = Para buscar otra fecha, marque 1. Para dejarlo así, marque 2.
left = De acuerdo, no se ha cancelado nada.
