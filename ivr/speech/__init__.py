"""
What callers say, and what they hear.  Pure: no clock, no network, no log.

The modules in groups, each of which builds on those above it and on nothing below; a test compares this list with the
imports, and holds that none of them go in a circle.

    words and phrases   tables words automaton phrases patterns
    days and times      language numbers tokens grammar almanac windows day_names months weeks simple_days spans days
                        clocks times items clauses combine providers preferred
    dates of birth      digits birth_pieces birth_solving dob
    names               spelling variants name_row names
    choosing            choice_said places fitting choice
    what is wished      tongue leanings yes_no universals danger pressing intents beside side_questions
    one question each   free understand telephone_number
    in a call           listening placing anywhere agreement first_wish answered keys hearing hints
    beside the office   same_name same_birth evidence wishes
    what is said        hours render
"""
