# What any dialogue may say.
failed = I'm sorry, I can't get to the appointment book right now.
sorry_person = I'm sorry, I'm having trouble understanding.
nothing_heard = I'm sorry, I can't hear you.
language = Of course, let's continue in English.
hold = One moment, please.
    .again = I'm still looking. Thanks for your patience.
    .do = Thank you. One moment while I write that into the office's book.
    .do-again = The office's computer is busy just now. Please stay with me; I'll tell you as soon as I know that it's in the book.
take_your_time = Take your time. Just say "ready" when you are.
