new_here = I couldn't find your chart. Are you a new patient here?
    .again = Have you been to our office before? Say yes if you are new here, no if you are not. Or press 1 for new, 2 for not.
    .last = If you are a new patient, press 1. If not, press 2.
to_desk = Then let's have the front desk look for it.
to_desk-new = Welcome! The front desk will set you up.
