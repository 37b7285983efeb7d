call_911 = If this may be life-threatening, hang up now and dial 911, or go to the nearest emergency room.
