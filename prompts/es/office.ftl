# Lo que lee el personal: notas de comunicación y tareas.
commlog-book = El paciente llamó a la línea automática y reservó { $reason } el { $opening-day } { $opening-time } con { $opening-with }. { $mark }
commlog-cancel = El paciente llamó a la línea automática y canceló { $visit-kind } del { $visit-day } { $visit-time }, con aviso. { $mark }
commlog-cancel-late = El paciente llamó a la línea automática y canceló { $visit-kind } del { $visit-day } { $visit-time }, tarde. { $mark }
commlog-move = El paciente llamó a la línea automática y cambió { $visit-kind } del { $visit-day } { $visit-time } al { $opening-day } { $opening-time } con { $opening-with }. { $mark }
message = Llamada sobre: { $topic }. Mensaje: { $message }
approve = Desea { $reason } el { $opening-day } { $opening-time } con { $opening-with }. Aprobar o devolver la llamada: se le dijo que todavía no está reservada.
doubt-book = No se pudo comprobar si se reservó { $reason } el { $opening-day } { $opening-time } con { $opening-with }. Busque { $mark } en la nota de la cita, corrija la agenda y llame al paciente.
doubt-cancel = No se pudo comprobar si se canceló { $visit-kind } del { $visit-day } { $visit-time }. Corrija la agenda y llame al paciente. { $mark }
doubt-move = No se pudo comprobar si se cambió { $visit-kind } del { $visit-day } { $visit-time } al { $opening-day } { $opening-time } con { $opening-with }. Corrija la agenda y llame al paciente. { $mark }
told-book-done = Reservado después de que colgara: { $reason } el { $opening-day } { $opening-time } con { $opening-with }. Llame o escriba para confirmarlo.
told-book-not = NO reservado: { $reason } el { $opening-day } { $opening-time }. Colgó esperando noticias. Devuelva la llamada y busque otra hora.
told-cancel-done = Cancelado después de que colgara: { $visit-kind } del { $visit-day } { $visit-time }. Llame o escriba para confirmarlo.
told-cancel-not = NO cancelado: { $visit-kind } del { $visit-day } { $visit-time }. Colgó esperando noticias. Devuelva la llamada.
told-move-done = Cambiado después de que colgara: { $visit-kind }, ahora el { $opening-day } { $opening-time } con { $opening-with }. Llame o escriba para confirmarlo.
told-move-not = NO cambiado: { $visit-kind } del { $visit-day } { $visit-time }. Colgó esperando noticias. Devuelva la llamada.
spooled = A esta persona no se le pudo atender porque la línea misma había fallado, y se le prometió una llamada.
