"""What callers put right after it was taken: (the question they begin at, what they say, the item that changes)."""

CORRECTED = {
    "en": [
        ("book.when", ("actually a checkup",), "reason"),
        ("book.opening", ("actually Friday",), "when"),
        ("book.opening", ("the first one", "no, the second one"), "opening"),
        ("book.ok", ("could we do Monday instead",), "when"),
        ("cancel.visit", ("the checkup", "no, I meant the filling"), "visit"),
        ("move.visit", ("the checkup", "no, I meant the cleaning"), "visit"),
        ("move.opening", ("actually Friday",), "when"),
        ("move.ok", ("no, Thursday",), "when"),
        ("confirm.visit", ("the checkup", "no, the cleaning"), "visit"),
        ("sooner.visit", ("the checkup", "no, the cleaning"), "visit"),
        ("late.visit", ("the filling", "no, the checkup"), "visit"),
    ],
    "es": [
        ("book.when", ("mejor una revisión",), "reason"),
        ("book.opening", ("mejor el viernes",), "when"),
        ("book.opening", ("la primera", "no, la segunda"), "opening"),
        ("book.ok", ("mejor el lunes",), "when"),
        ("cancel.visit", ("la revisión", "no, el empaste"), "visit"),
        ("move.visit", ("la revisión", "no, la limpieza"), "visit"),
        ("move.opening", ("mejor el viernes",), "when"),
        ("move.ok", ("no, el jueves",), "when"),
        ("confirm.visit", ("la revisión", "no, la limpieza"), "visit"),
        ("sooner.visit", ("la revisión", "no, la limpieza"), "visit"),
        ("late.visit", ("el empaste", "no, la revisión"), "visit"),
    ],
}
