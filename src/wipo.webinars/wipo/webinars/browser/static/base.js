/* The moment of a webinar in the reader's own zone, which only the browser knows. Without JavaScript
   the page gives it in the zone in which it is announced. */
(function () {
  "use strict";

  function show(box) {
    var start = new Date(box.dataset.start);
    var end = new Date(box.dataset.end);
    var value = box.querySelector(".ww-your-time-value");
    if (!value || isNaN(start)) {
      return;
    }
    var language = document.documentElement.lang || undefined;
    if (language === "en") {
      language = "en-GB";
    }
    var format = new Intl.DateTimeFormat(language, {
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      numberingSystem: "latn",
    });
    // Apart: a range leaves the name of the zone out or shortens it.
    var zone = new Intl.DateTimeFormat(language, { timeZoneName: "long" })
      .formatToParts(start)
      .find(function (part) {
        return part.type === "timeZoneName";
      });
    var when =
      end > start && format.formatRange ? format.formatRange(start, end) : format.format(start);
    value.textContent = zone ? when + " (" + zone.value + ")" : when;
    box.hidden = false;
  }

  function ready() {
    document.querySelectorAll(".ww-your-time").forEach(show);
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", ready);
  } else {
    ready();
  }
})();
