goodbye = Gracias por llamar a { $practice }. Hasta luego.
