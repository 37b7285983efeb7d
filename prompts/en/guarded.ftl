# Whoever has been tried too often hears this, whether what they said was right or wrong.
to_desk = To look into this, I'll have the front desk help you.
