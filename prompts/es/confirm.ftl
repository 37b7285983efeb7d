ahead-none = No veo ninguna cita próxima para { $patient-first }.
visit = Veo { $ahead-list }. ¿Cuál le gustaría confirmar?
    .again = ¿Qué cita es? Veo { $ahead-list }.
    .last = { $ahead-numbered }
visit-which = Veo { $ahead-list }. ¿Cuál le gustaría confirmar?
    .again = ¿Qué cita es? Veo { $ahead-list }.
    .last = { $ahead-numbered }
ok = { $several ->
        [yes] Veo { $ahead-list }. ¿Le confirmo la del { $visit-day }, o cuál?
       *[no] Es su cita para { $visit-kind } el { $visit-day } { $visit-time } con { $visit-with }. ¿Confirmo que viene?
    }
    .again = Su cita para { $visit-kind } el { $visit-day } { $visit-time }: diga sí para confirmarla, o no. O marque 1 para sí, 2 para no.
    .last = Para confirmar su cita para { $visit-kind } el { $visit-day } { $visit-time }, marque 1. Si no, marque 2.
ok-other = De acuerdo.
outcome-changed = Lo siento, esa cita acaba de cambiarse en la oficina, así que no la he tocado.
outcome-failed = Lo siento, no pude cambiar la agenda. Su cita sigue en pie.
confirmed = Su cita para { $visit-kind } el { $visit-day } { $visit-time } quedó confirmada. Aquí le esperamos.
confirmed-later = Lo tengo, pero la computadora de la oficina todavía no lo ha confirmado. La oficina le avisará si falta algo.
left = De acuerdo, no he confirmado nada. Su cita sigue en pie.
