ahead-none = I don't see any upcoming visit for { $patient-first }.
visit = I see { $ahead-list }. Which one would you like to cancel?
    .again = Which visit do you mean? I see { $ahead-list }.
    .last = { $ahead-numbered }
spared_one = All right, that one stays.
ok = { $notice-late ->
        [yes] That's your { $visit-kind } on { $visit-day } at { $visit-time } with { $visit-with }. It's less than { $notice-hours } hours away, so it would go down as a late cancellation. { $notice-fee } Shall I cancel it?
       *[no] That's your { $visit-kind } on { $visit-day } at { $visit-time } with { $visit-with }. Shall I cancel it?
    }
    .again = Your { $visit-kind } on { $visit-day } at { $visit-time }: say yes to cancel it, or no to keep it. Or press 1 for yes, 2 for no.
    .last = To cancel your { $visit-kind } on { $visit-day } at { $visit-time }, press 1. To keep it, press 2.
outcome-changed = I'm sorry, that visit has just been changed at the office, so I've left it alone.
outcome-failed = I'm sorry, I couldn't change the book. Your visit still stands.
cancelled = Your { $visit-kind } on { $visit-day } at { $visit-time } is cancelled.
cancelled-later = I've got your request, but the office's computer hasn't confirmed it yet. The office will let you know.
another_time = Would you like to find another time for it?
    .again = Shall I look for another time? Say yes or no, or press 1 for yes, 2 for no.
    .last = To find another time, press 1. To leave it, press 2.
left = All right, nothing has been cancelled.
