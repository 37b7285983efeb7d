ahead-none = No veo ninguna cita próxima para { $patient-first }.
visit = Veo { $ahead-list }. ¿Cuál le gustaría adelantar?
    .again = ¿Qué cita es? Veo { $ahead-list }.
    .last = { $ahead-numbered }
visit-which = Veo { $ahead-list }. ¿Cuál le gustaría adelantar?
    .again = ¿Qué cita es? Veo { $ahead-list }.
    .last = { $ahead-numbered }
ok = { $several ->
        [yes] Veo { $ahead-list }. ¿Le pongo en la lista para la del { $visit-day }, o para cuál?
       *[no] Es su cita para { $visit-kind } el { $visit-day } { $visit-time } con { $visit-with }. Conserva esa hora, y la oficina le llama si se abre un lugar antes. ¿Le pongo en la lista?
    }
    .again = Su cita para { $visit-kind } el { $visit-day } { $visit-time }: diga sí para que le llamen si se abre un lugar antes, o no. O marque 1 para sí, 2 para no.
    .last = Para que le llamen si se abre un lugar antes de su cita para { $visit-kind } el { $visit-day } { $visit-time }, marque 1. Si no, marque 2.
ok-other = De acuerdo.
outcome-changed = Lo siento, esa cita acaba de cambiarse en la oficina, así que no la he tocado.
outcome-failed = Lo siento, no pude ponerle en la lista. Su cita sigue en pie.
listed = Ya está en la lista. Su cita para { $visit-kind } el { $visit-day } { $visit-time } sigue siendo suya, y la oficina le llamará si se abre un lugar antes.
listed-later = Tengo su solicitud, pero la computadora de la oficina todavía no la ha confirmado. Su cita queda como está, y la oficina le avisará.
left = De acuerdo, no le he puesto en la lista. Su cita sigue en pie.
