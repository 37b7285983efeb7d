movable-none = No veo ninguna cita de { $patient-first } que se pueda cambiar.
visit = { $movable-status ->
        [Scheduled] Veo { $movable-list }. ¿Cuál le gustaría cambiar?
       *[other] Veo { $movable-list }. ¿Para cuál busco otra fecha?
    }
    .again = ¿Qué cita es? Veo { $movable-list }.
    .last = { $movable-numbered }
when = { $visit-status ->
        [Scheduled] Es su cita para { $visit-kind } el { $visit-day } { $visit-time }. ¿Cuándo le gustaría venir en su lugar?
       *[other] Es su cita para { $visit-kind }, la que era el { $visit-day }. ¿Cuándo le gustaría venir?
    }
    .again = ¿Qué día u hora le convendría más? También puede decir "la primera disponible".
    .last = Para la primera hora disponible, marque 1. O marque la fecha que desea con cuatro números: dos para el día y dos para el mes.
    .help = Dígame un día, una semana o una parte del día. Para la primera disponible, dígalo o marque 1; o marque una fecha con cuatro números, día y mes. Para dejar todo como está, diga "olvídelo".
offer-none = Lo siento, para entonces no tengo nada disponible. No se ha cambiado nada.
offer-horizon = Puedo reservar hasta el { $until }.
opening = { $offer-exact ->
        [yes] { $offer-count ->
            [one] Tengo { $offer-times }. ¿Le queda bien?
           *[other] Tengo { $offer-times }. ¿Cuál prefiere?
        }
       *[no] { $offer-why ->
                [hours] { $offer-because }
                [today] Para hoy ya no tengo nada, pero tal vez la recepción sí: diga "recepción".
               *[other] Para entonces no tengo nada disponible.
            } Lo más cercano que tengo es { $offer-times }. { $offer-count ->
                [one] ¿Le sirve?
               *[other] ¿Le sirve alguna?
            }
    }
    .again = Tengo { $offer-times }. Diga la que prefiere, o "más temprano", "más tarde" u "otro día".
    .last = { $offer-numbered } Marque 4 para más temprano, 5 para más tarde, 6 para otro día.
    .who = { $offer-each } ¿Cuál prefiere?
    .help = Elija una de estas horas: { $offer-times }. O diga "más temprano", "más tarde", "otro día", u "olvídelo" para dejar todo como está. Con el teclado: { $offer-numbered } 4 para más temprano, 5 para más tarde, 6 para otro día.
opening-which = Más de una coincide. Tengo { $offer-times }. ¿Cuál exactamente?
    .again = { $offer-numbered }
    .last = { $offer-numbered } Marque 4 para más temprano, 5 para más tarde, 6 para otro día.
ok = { $visit-status ->
        [Scheduled] Cambiaría su cita para { $visit-kind } del { $visit-day } { $visit-time } al { $opening-day } { $opening-time } con { $opening-with }. ¿La cambio?
       *[other] Sería su cita para { $visit-kind } el { $opening-day } { $opening-time } con { $opening-with }. ¿La reservo?
    }
    .again = Su cita para { $visit-kind } el { $opening-day } { $opening-time } con { $opening-with }: diga sí para tomarla, o no. También puede marcar 1 para sí, 2 para no.
    .last = Para tomar la cita del { $opening-day } { $opening-time } con { $opening-with }, marque 1. Si no es correcto, marque 2.
claim-taken = Lo siento, esa hora acaba de ocuparse.
outcome-taken = Lo siento, esa hora acaba de ocuparse. No se ha cambiado nada.
outcome-changed = Lo siento, esa cita acaba de cambiarse en la oficina, así que no la he tocado.
outcome-failed = Lo siento, no pude cambiar la agenda. No se ha cambiado nada.
moved = Listo: su cita para { $visit-kind } es ahora el { $opening-day } { $opening-time } con { $opening-with }.
moved-later = Tengo su solicitud, pero la computadora de la oficina todavía no la ha confirmado. La oficina le avisará.
left = De acuerdo, no se ha cambiado nada.
