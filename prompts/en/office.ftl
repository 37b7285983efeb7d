# What the staff read: commlogs, and tasks.
commlog-book = Patient called the automated line and booked { $reason } on { $opening-day } at { $opening-time } with { $opening-with }. { $mark }
commlog-cancel = Patient called the automated line and cancelled the { $visit-kind } of { $visit-day } at { $visit-time }, with notice. { $mark }
commlog-cancel-late = Patient called the automated line and cancelled the { $visit-kind } of { $visit-day } at { $visit-time }, late. { $mark }
commlog-move = Patient called the automated line and moved the { $visit-kind } of { $visit-day } at { $visit-time } to { $opening-day } at { $opening-time } with { $opening-with }. { $mark }
message = Call about: { $topic }. Message: { $message }
approve = Wishes { $reason } on { $opening-day } at { $opening-time } with { $opening-with }. Approve or call back: the caller was told it is not booked yet.
doubt-book = Could not make sure whether { $reason } on { $opening-day } at { $opening-time } with { $opening-with } was booked. Look for { $mark } in the appointment's note, put the book right, and call the patient.
doubt-cancel = Could not make sure whether the { $visit-kind } of { $visit-day } at { $visit-time } was cancelled. Put the book right and call the patient. { $mark }
doubt-move = Could not make sure whether the { $visit-kind } of { $visit-day } at { $visit-time } was moved to { $opening-day } at { $opening-time } with { $opening-with }. Put the book right and call the patient. { $mark }
told-book-done = Booked after the caller had rung off: { $reason } on { $opening-day } at { $opening-time } with { $opening-with }. Call or text to confirm it.
told-book-not = NOT booked: { $reason } on { $opening-day } at { $opening-time }. The caller rang off expecting to hear. Call back and find another time.
told-cancel-done = Cancelled after the caller had rung off: { $visit-kind } of { $visit-day } at { $visit-time }. Call or text to confirm it.
told-cancel-not = NOT cancelled: { $visit-kind } of { $visit-day } at { $visit-time }. The caller rang off expecting to hear. Call back.
told-move-done = Moved after the caller had rung off: { $visit-kind }, now { $opening-day } at { $opening-time } with { $opening-with }. Call or text to confirm it.
told-move-not = NOT moved: { $visit-kind } of { $visit-day } at { $visit-time }. The caller rang off expecting to hear. Call back.
spooled = This caller could not be served because the line itself had failed, and was promised a call back.
