ahead-none = No veo ninguna cita de { $patient-first } para hoy.
visit = Para hoy veo { $ahead-list }. ¿Para cuál se le hace tarde?
    .again = ¿Qué cita es? Veo { $ahead-list }.
    .last = { $ahead-numbered }
minutes = ¿Como cuántos minutos tarde va a llegar?
    .again = Dígame más o menos cuántos minutos, por ejemplo diez, o media hora. Si no lo sabe, también está bien.
    .last = Por favor, marque cuántos minutos tarde va a llegar, por ejemplo 1 5 para quince.
    .help = Le aviso a la oficina cuánto se va a retrasar. Diga los minutos, por ejemplo diez o media hora, o márquelos.
outcome-failed = Lo siento, no pude pasar el aviso.
told = Ya le avisé a la oficina que va a llegar { $minutes ->
        [0] tarde
       *[other] unos { $minutes } minutos tarde
    } a su cita para { $visit-kind } de hoy { $visit-time }. Su cita no se ha movido.
