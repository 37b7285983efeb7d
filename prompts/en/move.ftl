movable-none = I don't see any visit for { $patient-first } that could be moved.
visit = { $movable-status ->
        [Scheduled] I see { $movable-list }. Which one would you like to move?
       *[other] I see { $movable-list }. Which one shall I find a new time for?
    }
    .again = Which visit do you mean? I see { $movable-list }.
    .last = { $movable-numbered }
when = { $visit-status ->
        [Scheduled] That's your { $visit-kind } on { $visit-day } at { $visit-time }. When would you like to come instead?
       *[other] That's for your { $visit-kind } that was on { $visit-day }. When would you like to come?
    }
    .again = What day or time would suit you better? You can also say "the first available".
    .last = For the first available time, press 1. Or key in the date you'd like as four digits: two for the month and two for the day.
    .help = Tell me a day, a week or a time of day. For the first available, say so or press 1; or key in a date as four digits, month and day. To keep things as they are, say "never mind".
offer-none = I'm sorry, I have nothing open then. Nothing has been changed.
offer-horizon = I can book up to { $until }.
opening = { $offer-exact ->
        [yes] { $offer-count ->
            [one] I have { $offer-times }. Would that suit you?
           *[other] I have { $offer-times }. Which would you like?
        }
       *[no] { $offer-why ->
                [hours] { $offer-because }
                [today] I have nothing left for today, but the front desk might: just say "front desk".
               *[other] I don't have anything open then.
            } The closest I have is { $offer-times }. Would one of these do?
    }
    .again = I have { $offer-times }. Say the one you'd like, or "earlier", "later", or "another day".
    .last = { $offer-numbered } Press 4 for earlier, 5 for later, 6 for another day.
    .who = { $offer-each } Which would you like?
    .help = Choose one of these times: { $offer-times }. Or say "earlier", "later", "another day", or "never mind" to keep things as they are. With the keypad: { $offer-numbered } 4 for earlier, 5 for later, 6 for another day.
opening-which = More than one of those fits. I have { $offer-times }. Which one exactly?
    .again = { $offer-numbered }
    .last = { $offer-numbered } Press 4 for earlier, 5 for later, 6 for another day.
ok = { $visit-status ->
        [Scheduled] I'd move your { $visit-kind } from { $visit-day } at { $visit-time } to { $opening-day } at { $opening-time } with { $opening-with }. Shall I?
       *[other] That's your { $visit-kind } on { $opening-day } at { $opening-time } with { $opening-with }. Shall I book it?
    }
    .again = Your { $visit-kind } on { $opening-day } at { $opening-time } with { $opening-with }: say yes to take it, or no. You can also press 1 for yes, 2 for no.
    .last = To take { $opening-day } at { $opening-time } with { $opening-with }, press 1. If it isn't right, press 2.
claim-taken = I'm sorry, that time has just been taken.
outcome-taken = I'm sorry, that time has just been taken. Nothing has been changed.
outcome-changed = I'm sorry, that visit has just been changed at the office, so I've left it alone.
outcome-failed = I'm sorry, I couldn't change the book. Nothing has been changed.
moved = Done: your { $visit-kind } is now on { $opening-day } at { $opening-time } with { $opening-with }.
moved-later = I've got your request, but the office's computer hasn't confirmed it yet. The office will let you know.
left = All right, nothing has been changed.
