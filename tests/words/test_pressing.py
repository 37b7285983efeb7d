"""What a person takes at once, and what sounds like it and can wait."""

import pytest

from ivr.speech.pressing import pressing

MUST = {
    "en-US": ["my son got his front tooth knocked out", "I fell and knocked out my tooth", "his tooth was knocked out at soccer",
              "she got hit and her tooth came out", "I'm holding my tooth in my hand", "the pain is unbearable", "I have severe tooth pain",
              "I can't sleep my tooth hurts so bad", "it's a ten out of ten toothache pain", "I'm in agony with this tooth",
              "I'm in so much pain I can't think", "my tooth is killing me", "I can't take this pain anymore", "nothing helps the pain",
              "this is the worst toothache of my life", "tooth hanging by a thread", "my tooth is hanging", "I'm crying from the pain"],
    "es-US": ["se me cayó un diente de un golpe", "a mi hijo le tumbaron un diente jugando", "me pegaron y se me salió el diente",
              "tengo un dolor de muela insoportable", "ya no aguanto el dolor", "no puedo dormir del dolor de muela",
              "me duele muchísimo la muela", "el dolor es diez de diez", "estoy llorando del dolor", "me está matando la muela",
              "tengo el diente en la mano", "las pastillas no me quitan el dolor, nada me calma el dolor"],
}
MUST_NOT = {
    "en-US": ["my tooth hurts", "I have a toothache", "my gums are sore", "I chipped a tooth", "my filling fell out", "a little sensitive to cold",
              "I'd like a cleaning", "it's not severe pain", "I'm not in a lot of pain", "his baby tooth was knocked out", "I have no pain",
              "the pain went away, I want a checkup", "I had a tooth knocked out years ago", "can I knock it out before lunch",
              "your prices are killing me", "Thursday at ten", "ten out of ten service", "the crown came off"],
    "es-US": ["me duele una muela", "tengo dolor de muelas", "se me cayó la corona", "se me cayó un empaste", "quiero una limpieza",
              "no tengo dolor", "no es tan fuerte", "se le cayó un diente de leche", "me duele un poco", "a las diez"],
}
CASES = {True: MUST, False: MUST_NOT}


@pytest.mark.parametrize(("locale", "text", "is_so"),
                         [(locale, text, is_so) for is_so, said in CASES.items() for locale, texts in said.items() for text in texts])
def test_what_presses(locale, text, is_so):
    assert pressing(text, locale) is is_so
