/* The list of the public page after Patternslib has put a new one in its place: a keyboard or screen
   reader goes on where it was. Without JavaScript the page is simply loaded anew. */
(function () {
  "use strict";

  function opened(event) {
    var list = document.getElementById("ww-list");
    if (!list || !(event.target === document || list.contains(event.target) || event.target.contains(list))) {
      return;
    }
    var found = list.querySelector(".ww-found");
    if (found && !list.contains(document.activeElement)) {
      found.tabIndex = -1;
      found.focus({ preventScroll: true });
    }
  }

  document.addEventListener("patterns-injected", opened);
  if (window.jQuery) {
    window.jQuery(document).on("patterns-injected", opened);
  }

  /* A menu of values closes like a menu: by Escape, or by a click elsewhere. */
  document.addEventListener("keydown", function (event) {
    var menu = event.key === "Escape" && event.target.closest && event.target.closest(".ww-filter[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", function (event) {
    document.querySelectorAll(".ww-filter[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
  });
})();
