# Answers to side questions that no table [answers] of the practice file answers.
hours = We're open { $week }.
hours-open = On { $day } we're open { $spans }.
hours-closed = We're closed on { $day }{ $why ->
        [none] .
       *[other] {" "}for { $why }.
    }
robot = I'm an automated assistant, not a person. You can reach a person at any time: say "a person", or press 0.
louder = I can't change how loud I am; your telephone can. I can say it again, or more slowly.
slower = Of course, more slowly.
