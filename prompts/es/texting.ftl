may_ask-failed = Todo listo.
text_ok = ¿Le envío los datos por mensaje de texto al número del que llama?
    .again = ¿Le puedo enviar el día y la hora por mensaje de texto al número del que llama? Diga sí o no, o marque 1 para sí, 2 para no.
    .last = Para recibir el día y la hora por mensaje de texto, marque 1. Si no, marque 2.
outcome-failed = Lo siento, no pude enviarlo.
sending = Se lo envío ahora.
