# Las palabras pequeñas con las que se arman las frases.
at = el { $day } a las { $times }
or = { $first } o { $last }
or-days = { $first }, o { $last }
and = { $first }, y { $last }
number = { $number } para { $item }.
visit = cita
visit-at = { $kind } el { $day } a las { $time }
opening-with = El { $day } a las { $time } es con { $with }.
