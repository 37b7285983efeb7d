told = Su próxima cita para { $due-name } le toca a partir del { $due-day }.
told-now = Ya le toca su cita para { $due-name }.
told-unknown = No veo fecha para su próxima cita para { $due-name }.
told-ahead = Su próxima cita para { $due-name } es el { $visit-day } { $visit-time } con { $visit-with }.
due-none = La oficina no lleva fecha para eso.
find_time = ¿Le busco una fecha?
    .again = ¿Le busco una fecha para su cita para { $due-name }? Diga sí o no, o marque 1 para sí, 2 para no.
    .last = Para buscar una fecha para su cita para { $due-name }, marque 1. Para dejarlo así, marque 2.
