ahead-none = I don't see a visit for { $patient-first } today.
visit = Today I see { $ahead-list }. Which one are you running late for?
    .again = Which visit do you mean? I see { $ahead-list }.
    .last = { $ahead-numbered }
minutes = About how many minutes late will you be?
    .again = Please tell me roughly how many minutes, such as ten, or half an hour. If you can't say, that's all right too.
    .last = Please key in how many minutes late you'll be, such as 1 5 for fifteen.
    .help = I'll let the office know how late you'll be. Say the minutes, such as ten or half an hour, or key them in.
outcome-failed = I'm sorry, I couldn't pass that on.
told = I've told the office you'll be { $minutes ->
        [0] late
       *[other] about { $minutes } minutes late
    } for your { $visit-kind } today at { $visit-time }. Your visit hasn't been moved.
