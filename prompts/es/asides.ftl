# Respuestas a preguntas aparte que ninguna tabla [answers] de la práctica contesta.
hours = Este es el horario: { $week }.
hours-open = El { $day } { $spans }.
hours-closed = El { $day } está cerrado{ $why ->
        [none] .
       *[other] {" "}por { $why }.
    }
robot = Soy un asistente automático, no una persona. Puede hablar con una persona en cualquier momento: diga "una persona" o marque 0.
louder = No puedo cambiar mi volumen, pero su teléfono sí. Puedo repetirlo, o decirlo más despacio.
slower = Claro, más despacio.
