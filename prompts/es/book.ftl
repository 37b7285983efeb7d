reason = ¿Para qué le gustaría venir?
    .brief = ¿Para qué es?
    .again = ¿Qué tipo de cita es? Por ejemplo, { $kinds }.
    .last = Por favor, elija con el teclado. { $kinds-numbered }
    .help = Dígame qué tipo de cita necesita: { $kinds }. O con el teclado: { $kinds-numbered }
kind-message = Ese tipo de cita lo programa directamente la recepción.
another = Ya tiene una cita próxima para { $reason }. ¿Quiere hacer otra?
    .again = Ya tiene una cita para { $reason } en la agenda. Diga sí para hacer una más, o no para dejarlo así. O marque 1 para sí, 2 para no.
    .last = Para hacer una cita más para { $reason }, marque 1. Para dejar solo la que tiene, marque 2.
due = Su próxima cita para { $reason } le toca a partir del { $kind-due }. Si prefiere, puede venir antes.
when = ¿Cuándo le gustaría venir?
    .brief = ¿Para cuándo la quiere?
    .again = Puede decir un día y una parte del día, como el jueves por la mañana, o decir "la primera disponible".
    .last = Para la primera hora disponible, marque 1. O marque la fecha que desea con cuatro números: dos para el día y dos para el mes.
    .help = Dígame un día, una semana o una parte del día, como el próximo martes por la tarde. Para la primera disponible, dígalo o marque 1; o marque una fecha con cuatro números, día y mes.
as_planned = Veo la cita para { $reason } que le planearon.
instead = Su cita para { $missed-kind } del { $missed-day } quedó pendiente. ¿Busco otra fecha para esa?
    .again = Para buscar otra fecha para la cita para { $missed-kind } del { $missed-day }, diga sí. Para hacer una cita aparte, diga no. O marque 1 para sí, 2 para no.
    .last = Para otra fecha para la cita para { $missed-kind } del { $missed-day }, marque 1. Para hacer una cita aparte, marque 2.
offer-none = Lo siento, para entonces no tengo nada disponible.
offer-horizon = Puedo reservar hasta el { $until }.
opening = { $offer-exact ->
        [yes] { $offer-count ->
            [one] Tengo { $offer-times }. ¿Le queda bien?
           *[other] Tengo { $offer-times }. ¿Cuál prefiere?
        }
       *[no] { $offer-provider ->
            [no] Eso no lo tengo con la persona que pidió. Lo más cercano que tengo es { $offer-times }. { $offer-count ->
                [one] ¿Le sirve?
               *[other] ¿Le sirve alguna?
            }
           *[yes] { $offer-why ->
                [hours] { $offer-because }
                [today] Para hoy ya no tengo nada, pero tal vez la recepción sí: diga "recepción".
               *[other] Para entonces no tengo nada disponible.
            } Lo más cercano que tengo es { $offer-times }. { $offer-count ->
                [one] ¿Le sirve?
               *[other] ¿Le sirve alguna?
            }
        }
    }
    .again = Tengo { $offer-times }. Diga la que prefiere, o "más temprano", "más tarde" u "otro día".
    .last = { $offer-numbered } Marque 4 para más temprano, 5 para más tarde, 6 para otro día.
    .who = { $offer-each } ¿Cuál prefiere?
    .help = Elija una de estas horas: { $offer-times }. O diga "más temprano", "más tarde", "otro día", o un día que le convenga más. Con el teclado: { $offer-numbered } 4 para más temprano, 5 para más tarde, 6 para otro día.
opening-which = Más de una coincide. Tengo { $offer-times }. ¿Cuál exactamente?
    .again = { $offer-numbered }
    .last = { $offer-numbered } Marque 4 para más temprano, 5 para más tarde, 6 para otro día.
ok = Sería una cita para { $reason } el { $opening-day } { $opening-time } con { $opening-with }. ¿La reservo?
    .again = Una cita para { $reason } el { $opening-day } { $opening-time } con { $opening-with }. Por favor, diga sí para reservarla, o no. También puede marcar 1 para sí, 2 para no.
    .last = Para reservar la cita para { $reason } el { $opening-day } { $opening-time } con { $opening-with }, marque 1. Si no es correcto, marque 2.
claim-taken = Lo siento, esa hora acaba de ocuparse.
outcome-taken = Lo siento, esa hora acaba de ocuparse.
outcome-failed = Lo siento, no pude anotarlo en la agenda. No se ha reservado nada.
booked = Su cita quedó reservada: { $reason }, el { $opening-day } { $opening-time } con { $opening-with }.
booked-later = Tengo su solicitud, pero la computadora de la oficina todavía no la ha confirmado. La oficina le avisará si quedó reservada.
booked-asked = Pasé su solicitud a la oficina: { $reason }, el { $opening-day } { $opening-time } con { $opening-with }. Todavía no está reservada. La oficina le llamará para confirmarla.
left = De acuerdo, no se ha reservado nada.
