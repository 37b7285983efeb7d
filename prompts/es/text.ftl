booked = { $practice }: su cita es el { $opening-day } { $opening-time }. Responda ALTO para no recibir mensajes.
moved = { $practice }: su cita ahora es el { $opening-day } { $opening-time }. Responda ALTO para no recibir mensajes.
