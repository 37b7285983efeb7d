kind-none = Welcome! The front desk will set you up.
welcome = Welcome! I can set up your chart and book your first visit, a { $kind-name }. It takes about a minute.
last = Please spell the patient's last name, letter by letter.
    .again = Please spell the last name, one letter at a time. For example: S, M, I, T, H.
    .last = Once more, slowly, please: the letters of the patient's last name. For a person instead, press 0.
    .help = I need the spelling of the last name for the chart. Say one letter at a time, or add a word: S as in Sam.
first = And please spell the patient's first name.
    .again = Please spell the first name, one letter at a time. For example: A, N, N, A.
    .last = Once more, slowly, please: the letters of the patient's first name. For a person instead, press 0.
    .help = I need the spelling of the first name for the chart. Say one letter at a time, or add a word: A as in apple.
own_number = Is the number you're calling from, { $calling }, the best one to reach you at?
    .again = Shall we call you at { $calling }? Say yes, or say another number. Or press 1 for yes, 2 for no.
    .last = To be reached at { $calling }, press 1. For another number, press 2.
phone = What number can we reach you at? Please say or key in all ten digits.
    .again = Please say the ten digits of your phone number, area code first, or key them in.
    .last = Please key in your ten-digit phone number now.
texts = Is { $phone } a mobile phone, and may we text you there about your visits?
    .again = May we send text messages about your visits to { $phone }? Say yes or no, or press 1 for yes, 2 for no.
    .last = To get text messages from us at { $phone }, press 1. For none, press 2.
ok = I have { $first } { $last }, spelled { $first-letters }; { $last-letters }. Born { $birthdate }. Phone { $phone }.{ $guarantor ->
        [0] {""}
       *[other] {" "}I'd put it in one family with the chart I opened before.
    } Is that right?
    .again = The name is { $first-letters }; { $last-letters }. The date of birth is { $birthdate }, the phone { $phone }. Say yes if all of it is right, or no. Or press 1 for yes, 2 for no.
    .last = { $first } { $last }, born { $birthdate }, phone { $phone }: if that is right, press 1. If not, press 2.
ok-wrong = Then let's go through it again.
outcome-failed = I'm sorry, I couldn't open a chart.
opened-later = I have your details, but the office's computer hasn't confirmed your chart yet. The office will call you to book your first visit.
left = All right, nothing has been set up.
