# Las palabras pequeñas con las que se arman las frases.
# La hora lleva su artículo: "a la una y media de la tarde", "a las ocho de la mañana", "a las doce del mediodía".
time = { $hour ->
        [1] a la una
        [2] a las dos
        [3] a las tres
        [4] a las cuatro
        [5] a las cinco
        [6] a las seis
        [7] a las siete
        [8] a las ocho
        [9] a las nueve
        [10] a las diez
        [11] a las once
       *[12] a las doce
    }{ $minute ->
        [0] {""}
        [5] {" "}y cinco
        [10] {" "}y diez
        [15] {" "}y cuarto
        [20] {" "}y veinte
        [25] {" "}y veinticinco
        [30] {" "}y media
        [35] {" "}y treinta y cinco
        [40] {" "}y cuarenta
        [45] {" "}y cuarenta y cinco
        [50] {" "}y cincuenta
        [55] {" "}y cincuenta y cinco
       *[other] {" "}y { $minute }
    } { $said }
at = el { $day } { $times }
or = { $sound ->
        [o] { $first } u { $last }
       *[other] { $first } o { $last }
    }
or-days = { $first }, o { $last }
and = { $sound ->
        [i] { $first } e { $last }
       *[other] { $first } y { $last }
    }
number = Marque { $number } para { $item }.
visit = consulta
visit-at = { $kind } el { $day } { $time }
visit-with = { $kind } el { $day } { $time } con { $with }
opening-with = El { $day } { $time } es con { $with }.
days = de { $first } a { $last }
span = abrimos { $from } y cerramos { $to }
spans = { $first }, y { $last }
open-days = { $days } { $spans }
