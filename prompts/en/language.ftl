# The small words sentences are put together with.
time = { $said }
at = { $day } at { $times }
or = { $first } or { $last }
or-days = { $first }, or { $last }
and = { $first }, and { $last }
number = { $number } for { $item }.
visit = visit
visit-at = your { $kind } on { $day } at { $time }
visit-with = your { $kind } on { $day } at { $time } with { $with }
opening-with = { $day } at { $time } is with { $with }.
days = { $first } to { $last }
span = { $from } to { $to }
spans = { $first } and { $last }
open-days = { $days }, { $spans }
