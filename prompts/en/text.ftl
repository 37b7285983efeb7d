booked = { $practice }: your visit is on { $opening-day } at { $opening-time }. Reply STOP for no more texts.
moved = { $practice }: your visit is now on { $opening-day } at { $opening-time }. Reply STOP for no more texts.
