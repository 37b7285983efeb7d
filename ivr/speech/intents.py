"""What a call is about, by the words that say so."""

import re

PATTERNS = (
    ("operator", r"\b(person|operator|human|someone|somebody|representative|front desk|receptionist|speak to|talk to)\b"),
    ("spanish", r"\b(español|spanish|espanol)\b"),
    ("repeat", r"\b(repeat|say (that|it) again|pardon|what did you say|come again)\b|^what\??$"),
    ("goodbye", r"\b(goodbye|good bye|bye|that's all|that is all|nothing else)\b"),
    ("reschedule", r"\b(reschedul\w*|move|change|shift|switch|push)\b"),
    ("cancel", r"\b(cancel\w*|call off|can't make)\b"),
    ("book", r"\b(book|appointment|schedule|make|set up|come in|see the)\b"),
)
FLAGS = re.compile(r"can'?t (breathe|swallow)|trouble (breathing|swallowing)|bleeding won'?t stop|won'?t stop bleeding|chest pain")


def intent(text, locale, context=None):
    said = text.lower()
    return next((name for name, pattern in PATTERNS if re.search(pattern, said)), "unclear")


def red_flag(text, locale, extra=()):
    return bool(FLAGS.search(text.lower())) or any(phrase in text.lower() for phrase in extra)


def universal(text, locale):
    said = text.lower()
    if re.search(r"\bhelp\b|what can i say", said):
        return "help"
    return "never_mind" if re.search(r"never ?mind|forget it|leave it|keep it", said) else ""
