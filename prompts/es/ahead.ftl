listed = { $visits-count ->
        [one] Veo su cita para { $visits-full }.
       *[other] Veo { $visits-count } citas: { $visits-full }.
    }
listed-none = No veo ninguna cita próxima para { $patient-first }.
