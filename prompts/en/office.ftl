# What the staff read: commlogs, and tasks.
commlog-book = Patient called the automated line and booked { $reason } on { $opening-day } at { $opening-time } with { $opening-with }. { $mark }
commlog-cancel = Patient called the automated line and cancelled the { $visit-kind } of { $visit-day } at { $visit-time }, with notice. { $mark }
commlog-cancel-late = Patient called the automated line and cancelled the { $visit-kind } of { $visit-day } at { $visit-time }, late. { $mark }
commlog-move = Patient called the automated line and moved the { $visit-kind } of { $visit-day } at { $visit-time } to { $opening-day } at { $opening-time } with { $opening-with }. { $mark }
commlog-register = Chart opened by the automated line for a new patient who called. Please check it, and complete it. { $mark }
message = Call about: { $topic }. Message: { $message }
approve = Wishes { $reason } on { $opening-day } at { $opening-time } with { $opening-with }. Approve or call back: the caller was told it is not booked yet.
doubt-book = Could not make sure whether { $reason } on { $opening-day } at { $opening-time } with { $opening-with } was booked. Look for { $mark } in the appointment's note, put the book right, and call the patient.
doubt-cancel = Could not make sure whether the { $visit-kind } of { $visit-day } at { $visit-time } was cancelled. Put the book right and call the patient. { $mark }
doubt-move = Could not make sure whether the { $visit-kind } of { $visit-day } at { $visit-time } was moved to { $opening-day } at { $opening-time } with { $opening-with }. Put the book right and call the patient. { $mark }
doubt-register = Could not make sure whether a chart was opened for { $first } { $last }, born { $birthdate }. Look for it, open it if it is not there, and call the patient to book a first visit. { $mark }
told-book-done = Booked, but the caller has not heard so: { $reason } on { $opening-day } at { $opening-time } with { $opening-with }. Call or text to confirm it.
told-book-not = NOT booked: { $reason } on { $opening-day } at { $opening-time }. The caller has not heard so. Call back and find another time.
told-cancel-done = Cancelled, but the caller has not heard so: { $visit-kind } of { $visit-day } at { $visit-time }. Call or text to confirm it.
told-cancel-not = NOT cancelled: { $visit-kind } of { $visit-day } at { $visit-time }. The caller has not heard so. Call back.
told-move-done = Moved, but the caller has not heard so: { $visit-kind }, now { $opening-day } at { $opening-time } with { $opening-with }. Call or text to confirm it.
told-move-not = NOT moved: { $visit-kind } of { $visit-day } at { $visit-time }. The caller has not heard so. Call back.
told-register-done = A chart was opened for { $first } { $last }, but the caller has not heard so. Call to book a first visit.
told-register-not = NO chart was opened for { $first } { $last }, born { $birthdate }. The caller has not heard so. Call back.
spooled = This caller could not be served because the line itself had failed, and was promised a call back.
commlog-confirm = Patient called the automated line and confirmed the { $visit-kind } on { $visit-day } at { $visit-time }. { $mark }
commlog-sooner = Patient called the automated line and would come sooner than the { $visit-kind } on { $visit-day } at { $visit-time }, which stands. { $mark }
commlog-late = Patient called the automated line: { $minutes ->
        [0] late
       *[other] about { $minutes } minutes late
    } for the { $visit-kind } on { $visit-day } at { $visit-time }. { $mark }
late = { $patient-first } { $patient-last } is running { $minutes ->
        [0] late, and cannot say how late,
       *[other] about { $minutes } minutes late
    } for the { $visit-kind } today at { $visit-time } with { $visit-with }. Nothing has been moved.
doubt-confirm = Could not make sure whether the { $visit-kind } of { $visit-day } at { $visit-time } was marked as confirmed; the patient has confirmed it. { $mark }
doubt-sooner = Could not make sure whether the { $visit-kind } of { $visit-day } at { $visit-time } was put on the ASAP list. The patient would come sooner. { $mark }
doubt-late = Could not note on the chart that the patient is late for the { $visit-kind } of { $visit-day } at { $visit-time }. { $mark }
told-confirm-done = Confirmed, but the caller has not heard so: { $visit-kind } of { $visit-day } at { $visit-time }.
told-confirm-not = NOT marked as confirmed: { $visit-kind } of { $visit-day } at { $visit-time }. The patient has confirmed it by telephone.
told-sooner-done = Put on the ASAP list, but the caller has not heard so: { $visit-kind } of { $visit-day } at { $visit-time }.
told-sooner-not = NOT put on the ASAP list: { $visit-kind } of { $visit-day } at { $visit-time }. The patient would come sooner.
told-late-done = The patient is late for the { $visit-kind } of { $visit-day } at { $visit-time }.
told-late-not = The patient is late for the { $visit-kind } of { $visit-day } at { $visit-time }.
commlog-text = Patient agreed on the automated line to be texted at the number they called from, and was texted the visit on { $opening-day } at { $opening-time }. { $mark }
doubt-text = Could not make sure whether the visit on { $opening-day } at { $opening-time } was texted to the patient, who had asked for it. { $mark }
told-text-done = The visit on { $opening-day } at { $opening-time } was texted to the patient.
told-text-not = The visit on { $opening-day } at { $opening-time } was NOT texted to the patient, who had asked for it.
