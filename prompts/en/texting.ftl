may_ask-failed = That's all set.
text_ok = Shall I text you the details at the number you're calling from?
    .again = May I text the day and the time to the number you're calling from? Say yes or no, or press 1 for yes, 2 for no.
    .last = To get the day and the time by text, press 1. If not, press 2.
outcome-failed = I'm sorry, I couldn't send it.
sending = I'm sending it now.
