greeting = Thank you for calling { $practice }. This is the automated assistant. You can say "a person" at any time, or press 0.
dry-run = This line is only being tried out. Even if it says that something is booked, nothing is written down.
other = For English, say "English".
wish = How can I help you today?
    .brief = How can I help?
    .again = You can say, for example: I'd like to book a cleaning, move my appointment, or cancel it. How can I help?
    .last = To book a visit, say "book" or press 1. To move one, say "move" or press 2. To cancel one, say "cancel" or press 3. For a person, press 0.
    .help = I can book, move or cancel an appointment, or put you through to the front desk. Say "book" or press 1, say "move" or press 2, say "cancel" or press 3, or say "a person" or press 0.
