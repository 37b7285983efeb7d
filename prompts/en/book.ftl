reason = What would you like to come in for?
    .brief = What is it for?
    .again = What kind of visit is it? For example, { $kinds }.
    .last = Please choose with the keypad. { $kinds-numbered }
    .help = Tell me what kind of visit you need: { $kinds }. Or with the keypad: { $kinds-numbered }
kind-message = The front desk books that kind of visit itself.
another = You already have { $reason-vowel ->
            [yes] an
           *[no] a
        } { $reason } coming up. Would you like to book another one?
    .again = You already have { $reason-vowel ->
            [yes] an
           *[no] a
        } { $reason } on the book. Say yes to book one more, or no to leave it. Or press 1 for yes, 2 for no.
    .last = To book one more { $reason }, press 1. To leave it at the one you have, press 2.
due = Your next { $reason } is due from { $kind-due }. You can come sooner if you like.
when = When would you like to come in?
    .brief = When should it be?
    .again = You can name a day and a time of day, such as Thursday morning, or say "the first available".
    .last = For the first available time, press 1. Or key in the date you'd like as four digits: two for the month and two for the day.
    .help = Tell me a day, a week or a time of day, such as next Tuesday afternoon. For the first available, say so or press 1; or key in a date as four digits, month and day.
as_planned = I see the { $reason } that was planned for you.
instead = Your { $missed-kind } on { $missed-day } didn't take place. Shall I find a new time for that one?
    .again = To find a new time for the { $missed-kind } of { $missed-day }, say yes. To book another one beside it, say no. Or press 1 for yes, 2 for no.
    .last = For a new time for the { $missed-kind } of { $missed-day }, press 1. To book another one, press 2.
offer-none = I'm sorry, I have nothing open then.
offer-horizon = I can book up to { $until }.
opening = { $offer-exact ->
        [yes] { $offer-count ->
            [one] I have { $offer-times }. Would that suit you?
           *[other] I have { $offer-times }. Which would you like?
        }
       *[no] { $offer-provider ->
            [no] I don't have that with the provider you asked for. The closest I have is { $offer-times }. Would one of these do?
           *[yes] { $offer-why ->
                [hours] { $offer-because }
                [today] I have nothing left for today, but the front desk might: just say "front desk".
               *[other] I don't have anything open then.
            } The closest I have is { $offer-times }. Would one of these do?
        }
    }
    .again = I have { $offer-times }. Say the one you'd like, or "earlier", "later", or "another day".
    .last = { $offer-numbered } Press 4 for earlier, 5 for later, 6 for another day.
    .who = { $offer-each } Which would you like?
    .help = Choose one of these times: { $offer-times }. Or say "earlier", "later", "another day", or name a day that suits you better. With the keypad: { $offer-numbered } 4 for earlier, 5 for later, 6 for another day.
opening-which = More than one of those fits. I have { $offer-times }. Which one exactly?
    .again = { $offer-numbered }
    .last = { $offer-numbered } Press 4 for earlier, 5 for later, 6 for another day.
ok = That would be { $reason-vowel ->
            [yes] an
           *[no] a
        } { $reason } on { $opening-day } at { $opening-time } with { $opening-with }. Shall I book it?
    .again = { $reason-vowel ->
            [yes] An
           *[no] A
        } { $reason } on { $opening-day } at { $opening-time } with { $opening-with }. Please say yes to book it, or no. You can also press 1 for yes, 2 for no.
    .last = To book the { $reason } on { $opening-day } at { $opening-time } with { $opening-with }, press 1. If it isn't right, press 2.
claim-taken = I'm sorry, that time has just been taken.
outcome-taken = I'm sorry, that time has just been taken.
outcome-failed = I'm sorry, I couldn't get that into the book. Nothing has been booked.
booked = You're booked: { $reason }, { $opening-day } at { $opening-time } with { $opening-with }.
booked-later = I've got your request, but the office's computer hasn't confirmed it yet. The office will let you know whether it's booked.
booked-asked = I've passed your request to the office: { $reason }, { $opening-day } at { $opening-time } with { $opening-with }. It is not booked yet. The office will call you to confirm it.
left = All right, nothing has been booked.
