anything = Is there anything else I can help you with?
    .brief = Anything else?
    .again = Would you like anything else? You can say yes or no, or press 1 for yes, 2 for no.
    .last = To go on, press 1. To finish, press 2, or simply hang up.
