# Se dice cuando la línea misma ha fallado; nada de aquí puede necesitar la base de datos ni la oficina.
sorry = Lo siento, algo falló de nuestro lado. Le comunico con la recepción.
nobody = Nadie pudo atender su llamada. La oficina le llamará al número del que nos llama. Hasta luego.
nobody_no_number = Nadie pudo atender su llamada. Por favor, llame de nuevo un poco más tarde. Hasta luego.
