told = Your next { $due-name } is due from { $due-day }.
told-now = You're due for your { $due-name } now.
told-unknown = I don't see a date for your next { $due-name }.
told-ahead = Your next { $due-name } is on { $visit-day } at { $visit-time } with { $visit-with }.
due-none = The office keeps no date for that.
find_time = Shall I find you a time?
    .again = Would you like me to find a time for your { $due-name }? Say yes or no, or press 1 for yes, 2 for no.
    .last = To find a time for your { $due-name }, press 1. To leave it, press 2.
