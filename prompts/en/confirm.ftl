ahead-none = I don't see any upcoming visit for { $patient-first }.
visit = I see { $ahead-list }. Which one would you like to confirm?
    .again = Which visit do you mean? I see { $ahead-list }.
    .last = { $ahead-numbered }
visit-which = I see { $ahead-list }. Which one would you like to confirm?
    .again = Which visit do you mean? I see { $ahead-list }.
    .last = { $ahead-numbered }
ok = { $several ->
        [yes] I see { $ahead-list }. Shall I confirm your { $visit-kind } on { $visit-day }, or which one?
       *[no] That's your { $visit-kind } on { $visit-day } at { $visit-time } with { $visit-with }. Shall I confirm that you're coming?
    }
    .again = Your { $visit-kind } on { $visit-day } at { $visit-time }: say yes to confirm it, or no. Or press 1 for yes, 2 for no.
    .last = To confirm your { $visit-kind } on { $visit-day } at { $visit-time }, press 1. If not, press 2.
ok-other = All right.
outcome-changed = I'm sorry, that visit has just been changed at the office, so I've left it alone.
outcome-failed = I'm sorry, I couldn't change the book. Your visit still stands.
confirmed = Your { $visit-kind } on { $visit-day } at { $visit-time } is confirmed. We look forward to seeing you.
confirmed-later = I've got that, but the office's computer hasn't confirmed it yet. The office will let you know if anything is missing.
left = All right, I haven't confirmed anything. Your visit still stands.
