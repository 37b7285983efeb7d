ahead-none = I don't see any upcoming visit for { $patient-first }.
visit = I see { $ahead-list }. Which one would you like sooner?
    .again = Which visit do you mean? I see { $ahead-list }.
    .last = { $ahead-numbered }
visit-which = I see { $ahead-list }. Which one would you like sooner?
    .again = Which visit do you mean? I see { $ahead-list }.
    .last = { $ahead-numbered }
ok = { $several ->
        [yes] I see { $ahead-list }. Shall I put you on the list for your { $visit-kind } on { $visit-day }, or for which one?
       *[no] That's your { $visit-kind } on { $visit-day } at { $visit-time } with { $visit-with }. You'd keep that time, and the office would call you if something sooner opens up. Shall I put you on the list?
    }
    .again = Your { $visit-kind } on { $visit-day } at { $visit-time }: say yes to be called if something sooner opens up, or no. Or press 1 for yes, 2 for no.
    .last = To be called if something sooner opens up for your { $visit-kind } on { $visit-day } at { $visit-time }, press 1. If not, press 2.
ok-other = All right.
outcome-changed = I'm sorry, that visit has just been changed at the office, so I've left it alone.
outcome-failed = I'm sorry, I couldn't put you on the list. Your visit still stands.
listed = You're on the list. Your { $visit-kind } on { $visit-day } at { $visit-time } stays yours, and the office will call you if something sooner opens up.
listed-later = I've got your request, but the office's computer hasn't confirmed it yet. Your visit stays as it is, and the office will let you know.
left = All right, I haven't put you on the list. Your visit still stands.
