kind-none = ¡Bienvenido! La recepción abrirá su expediente.
welcome = ¡Qué gusto recibirle! Puedo abrir su expediente y reservar su primera cita: { $kind-name }. Toma más o menos un minuto.
last = Por favor, deletree el apellido del paciente, letra por letra.
    .again = Por favor, deletree el apellido, una letra a la vez. Por ejemplo: P, E, R, E, Z.
    .last = Una vez más, despacio, por favor: las letras del apellido del paciente. Si prefiere hablar con una persona, marque 0.
    .help = Necesito cómo se escribe el apellido para el expediente. Diga una letra a la vez, o añada una palabra: P de Pedro.
first = Y, por favor, deletree el nombre del paciente.
    .again = Por favor, deletree el nombre, una letra a la vez. Por ejemplo: J, U, A, N.
    .last = Una vez más, despacio, por favor: las letras del nombre del paciente. Si prefiere hablar con una persona, marque 0.
    .help = Necesito cómo se escribe el nombre para el expediente. Diga una letra a la vez, o añada una palabra: A de árbol.
own_number = ¿El número del que llama, { $calling }, es el mejor para llamarle?
    .again = ¿Le llamamos al { $calling }? Diga sí, o diga otro número. O marque 1 para sí, 2 para no.
    .last = Si le llamamos al { $calling }, marque 1. Para dar otro número, marque 2.
phone = ¿A qué número le podemos llamar? Por favor, diga o marque los diez números.
    .again = Por favor, diga los diez números de su teléfono, primero el código de área, o márquelos.
    .last = Por favor, marque ahora los diez números de su teléfono.
texts = ¿El { $phone } es un celular, y podemos enviarle ahí mensajes de texto sobre sus citas?
    .again = ¿Podemos enviar mensajes de texto sobre sus citas al { $phone }? Diga sí o no, o marque 1 para sí, 2 para no.
    .last = Para recibir mensajes de texto en el { $phone }, marque 1. Si no los quiere, marque 2.
ok = Tengo { $first } { $last }, que se escribe { $first-letters }; { $last-letters }. Fecha de nacimiento, { $birthdate }. Teléfono, { $phone }.{ $guarantor ->
        [0] {""}
       *[other] {" "}Quedaría en una misma familia con el expediente que abrí antes.
    } ¿Es correcto?
    .again = El nombre es { $first-letters }; { $last-letters }. La fecha de nacimiento es el { $birthdate }, y el teléfono { $phone }. Diga sí si todo es correcto, o no. O marque 1 para sí, 2 para no.
    .last = { $first } { $last }, { $birthdate }, teléfono { $phone }: si es correcto, marque 1. Si no, marque 2.
ok-wrong = Entonces vamos otra vez.
outcome-failed = Lo siento, no pude abrir el expediente.
opened-later = Tengo sus datos, pero la computadora de la oficina todavía no ha confirmado su expediente. La oficina le llamará para darle su primera cita.
left = De acuerdo, no se ha abierto nada.
