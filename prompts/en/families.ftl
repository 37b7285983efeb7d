# Somebody calls for somebody else.  Nothing in this file may say who belongs to whom.
behalf-child = And what is the child's first name, or the child's date of birth?
    .again = Please say just the child's first name, or the child's date of birth with the month by name.
    .last = Please key in the child's date of birth as eight digits: two for the month, two for the day, and four for the year.
behalf-adult = And what is their first name, or their date of birth?
    .again = Please say just their first name, or their date of birth with the month by name.
    .last = Please key in their date of birth as eight digits: two for the month, two for the day, and four for the year.
behalf-first = And what is the first name?
    .again = Please say just the first name.
    .last = Please spell the first name on the keypad, using the letters on the keys.
behalf-spell_first = To be sure, please spell the first name, letter by letter.
    .again = Please spell the first name, one letter at a time. For example: A, N, N, A.
    .last = Please spell the first name on the keypad, using the letters on the keys.
behalf-unknown = I couldn't find a match.
