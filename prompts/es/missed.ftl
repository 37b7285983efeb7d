parked-none = No veo ninguna cita pendiente de { $patient-first }. Hagamos una nueva.
