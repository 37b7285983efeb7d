listed = { $visits-count ->
        [one] I see { $visits-full }.
       *[other] I see { $visits-count } visits: { $visits-full }.
    }
listed-none = I don't see any upcoming visit for { $patient-first }.
