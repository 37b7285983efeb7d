# The small words sentences are put together with.
time = { $said }
at = { $day } at { $times }
or = { $first } or { $last }
or-days = { $first }, or { $last }
and = { $first }, and { $last }
number = { $number } for { $item }.
visit = visit
visit-at = your { $kind } on { $day } at { $time }
opening-with = { $day } at { $time } is with { $with }.
