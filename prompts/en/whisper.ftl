# What those who are rung hear before they are put through.  A voicemail hears it too, so who is calling is told only after the 1.
take = { $urgent ->
        [yes] Urgent call from the automated line. Press 1 to take it.
       *[no] A call from the automated line, about { $about ->
            [book] booking a visit
            [cancel] cancelling a visit
            [move] moving a visit
            [missed] a visit that didn't take place
            [due] when a visit is due
            [confirm] confirming a visit
            [late] running late today
            [sooner] coming sooner
            [ahead] when a visit is
            [somebody_else] somebody else's visit
            [new_patient] a new patient
            [stranger] a chart that wasn't found
           *[other] something for the front desk
        }. Press 1 to take it.
    }
taken = { $known ->
        [yes] It's { $patient-first } { $patient-last }.
       [guarded] Somebody has tried several times to prove who they are, and failed. Please make sure yourself who this is.
       *[no] The caller has not been identified.
    }
anyone = A call from the automated line. Press 1 to take it.
connected = Connecting.
