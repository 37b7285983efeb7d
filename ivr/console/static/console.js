// New urgent tasks are heard, said to screen readers, and counted in the title.  Everything else works without a script.
"use strict";
(function () {
  const known = new Set();

  function soundOn() {
    return localStorage.getItem("sound") !== "off";
  }

  function showSound(button) {
    button.setAttribute("aria-pressed", String(soundOn()));
    button.querySelector("span").textContent = soundOn() ? "on" : "off";
  }

  function ring() {
    const Audio = window.AudioContext || window.webkitAudioContext;
    if (!Audio || !soundOn()) return;
    const audio = new Audio();
    [0, 0.25].forEach(function (at) {
      const tone = audio.createOscillator(), loudness = audio.createGain();
      tone.frequency.value = 880;
      loudness.gain.setValueAtTime(0.2, audio.currentTime + at);
      loudness.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + at + 0.2);
      tone.connect(loudness).connect(audio.destination);
      tone.start(audio.currentTime + at);
      tone.stop(audio.currentTime + at + 0.2);
    });
    setTimeout(function () { audio.close(); }, 1000);
    document.documentElement.dataset.rang = String(Number(document.documentElement.dataset.rang || 0) + 1);
  }

  function look() {
    const tasks = document.getElementById("tasks");
    if (!tasks) return;
    const total = Number(tasks.dataset.total);
    document.title = document.title.replace(/^(\(\d+\) )?/, total ? "(" + total + ") " : "");
    const fresh = tasks.dataset.urgent.split(" ").filter(function (id) { return id && !known.has(id); });
    if (!fresh.length) return;
    fresh.forEach(function (id) { known.add(id); });
    sessionStorage.setItem("urgent", Array.from(known).join(" "));
    document.getElementById("announce").textContent = fresh.length === 1 ? "A new urgent task." : fresh.length + " new urgent tasks.";
    ring();
  }

  document.addEventListener("DOMContentLoaded", function () {
    (sessionStorage.getItem("urgent") || "").split(" ").filter(Boolean).forEach(function (id) { known.add(id); });
    const button = document.getElementById("sound");
    if (button) {
      showSound(button);
      button.addEventListener("click", function () {
        localStorage.setItem("sound", soundOn() ? "off" : "on");
        showSound(button);
      });
    }
    look();
  });
  document.addEventListener("htmx:afterSwap", look);
  document.addEventListener("htmx:afterSettle", function () {
    const next = document.querySelector("#call form.answer input[name=text], #call form.answer button");
    if (next && document.activeElement !== next && !document.querySelector("#tasks")) next.focus();
  });
})();
