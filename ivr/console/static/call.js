// A call that is tried can be heard and spoken where the browser can do so; typed, it works without a script.
"use strict";
(function () {
  const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
  const can = { hear: Boolean(window.speechSynthesis && window.SpeechSynthesisUtterance), speak: Boolean(Recognition) };
  const on = { hear: false, speak: false };
  const REGION = { en: "en-US", es: "es-US" };
  let ear = null;

  function latest() {
    return Array.from(document.querySelectorAll("#call .turn")).pop();
  }

  function region(language) {
    return REGION[language] || language;
  }

  function hear(turn) {
    const sentences = on.hear ? Array.from(turn.querySelectorAll(":scope > .line > .sentence")) : [];
    if (!sentences.length) return listen(turn);
    sentences.forEach(function (sentence, n) {
      const spoken = new SpeechSynthesisUtterance(sentence.textContent);
      spoken.lang = region(sentence.lang);
      if (n === sentences.length - 1) spoken.onend = function () { listen(turn); };
      speechSynthesis.speak(spoken);
    });
  }

  function listen(turn) {
    const form = turn.querySelector(":scope > form.answer");
    if (!on.speak || ear || turn !== latest() || !form || !form.elements.text) return;
    let heard = "", trouble = "";
    ear = new Recognition();
    ear.lang = region(turn.dataset.language);
    ear.onresult = function (event) { heard = event.results[0][0].transcript; };
    ear.onerror = function (event) { if (event.error !== "no-speech") trouble = event.error; };
    ear.onend = function () {
      ear = null;
      if (trouble && trouble !== "aborted") return deaf();
      if (trouble || !on.speak || turn !== latest()) return;
      form.elements.text.value = heard;
      form.requestSubmit(form.querySelector("#say"));
    };
    ear.start();
  }

  function deaf() {
    turn("speak", false);
    document.getElementById("speak-trouble").textContent = "The browser cannot hear you now. Type instead.";
  }

  function quiet() {
    if (can.hear) speechSynthesis.cancel();
    if (ear) ear.abort();
  }

  function turn(what, to) {
    const button = document.getElementById(what);
    on[what] = to;
    button.setAttribute("aria-pressed", String(to));
    button.querySelector("span").textContent = to ? "on" : "off";
    if (!to) quiet();
  }

  document.addEventListener("DOMContentLoaded", function () {
    Object.keys(can).forEach(function (what) {
      const button = document.getElementById(what);
      button.hidden = !can[what];
      button.addEventListener("click", function () {
        turn(what, !on[what]);
        if (on[what] && latest()) hear(latest());
      });
    });
    document.getElementById("speak-note").hidden = !can.speak;
    document.getElementById("spoken").hidden = !can.hear && !can.speak;
  });
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (event.target.closest("main form")) quiet();
  });
  document.addEventListener("htmx:afterSettle", function (event) {
    if (document.getElementById("call").contains(event.target) && latest()) hear(latest());
  });
})();
