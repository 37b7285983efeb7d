kept = De acuerdo, su cita queda como está.
