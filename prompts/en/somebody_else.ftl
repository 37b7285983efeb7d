# The practice does not let this caller speak for that patient here; nothing is said of whether there is such a patient.
desk = For somebody else's visits I have to leave it to the front desk. Shall I put you through?
    .again = The front desk can help with somebody else's visits. Say yes to be put through, or no. Or press 1 for yes, 2 for no.
    .last = To be put through to the front desk, press 1. If not, press 2.
