# Lo que puede decir cualquier diálogo.
failed = Lo siento, en este momento no puedo abrir la agenda.
sorry_person = Disculpe, me cuesta entenderle.
nothing_heard = Lo siento, no le escucho.
language = Claro, sigamos en español.
hold = Un momento, por favor.
    .again = Sigo buscando. Gracias por su paciencia.
    .do = Gracias. Un momento, por favor, lo estoy anotando en la agenda de la oficina.
    .do-again = La computadora de la oficina está ocupada en este momento. Por favor, no cuelgue; le aviso en cuanto sepa que está en la agenda.
take_your_time = Tómese su tiempo. Cuando pueda, diga "listo".
