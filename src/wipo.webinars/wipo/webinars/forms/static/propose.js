/* The propose form with JavaScript: themes one by one, long lists that can be searched. Without it
   the form works as it is: themes in a text area, one a line. */
(function () {
  "use strict";

  var MOST = 6;

  function make(tag, attributes, parent) {
    var element = document.createElement(tag);
    Object.keys(attributes).forEach(function (name) {
      if (name === "text") {
        element.textContent = attributes[name];
      } else {
        element.setAttribute(name, attributes[name]);
      }
    });
    if (parent) {
      parent.appendChild(element);
    }
    return element;
  }

  /* Themes: one input for a single webinar, two to six for a series, written back line by line. */
  function themes(area) {
    var words = area.dataset;
    var formats = area.form.querySelectorAll('[data-question="format"] input[type="radio"]');
    var values = area.value.split(/\r?\n/);
    var list = make("ol", { class: "ww-themes" });
    var add = make("button", {
      class: "btn btn-outline-primary ww-add",
      type: "button",
      text: words.addLabel,
    });

    function series() {
      return Array.prototype.some.call(formats, function (radio) {
        return radio.checked && radio.value === "series";
      });
    }

    function shown() {
      return series() ? Math.max(2, values.length) : 1;
    }

    function store() {
      area.value = values.slice(0, shown()).join("\n");
    }

    function button(row, label, mark, position, act) {
      var control = make(
        "button",
        {
          class: "btn btn-outline-secondary",
          type: "button",
          "aria-label": label + ": " + words.themeLabel + " " + (position + 1),
          title: label,
          text: mark,
        },
        row
      );
      control.addEventListener("click", act);
      return control;
    }

    function swap(from, to) {
      values.splice(to, 0, values.splice(from, 1)[0]);
      draw(to);
    }

    function draw(focus) {
      var count = shown();
      while (values.length < count) {
        values.push("");
      }
      list.textContent = "";
      values.slice(0, count).forEach(function (value, position) {
        var row = make("li", {}, list);
        var label = make("label", {}, row);
        make("span", { text: words.themeLabel + " " + (position + 1) }, label);
        var input = make("input", { class: "form-control", type: "text", dir: "auto" }, label);
        if (area.getAttribute("aria-describedby")) {
          input.setAttribute("aria-describedby", area.getAttribute("aria-describedby"));
        }
        input.value = value;
        input.addEventListener("input", function () {
          values[position] = input.value.replace(/[\r\n]+/g, " ");
          store();
        });
        if (count > 1) {
          button(row, words.upLabel, "↑", position, function () {
            swap(position, position - 1);
          }).disabled = position === 0;
          button(row, words.downLabel, "↓", position, function () {
            swap(position, position + 1);
          }).disabled = position === count - 1;
        }
        if (count > 2) {
          button(row, words.removeLabel, "×", position, function () {
            values.splice(position, 1);
            draw(Math.max(0, position - 1));
          });
        }
        if (position === focus) {
          input.focus();
        }
      });
      add.hidden = !series() || count >= MOST;
      store();
    }

    add.addEventListener("click", function () {
      values.push("");
      draw(values.length - 1);
    });
    formats.forEach(function (radio) {
      radio.addEventListener("change", function () {
        draw();
      });
    });
    area.hidden = true;
    area.after(list, add);
    /* The label and the error summary lead to the first input. */
    document.querySelectorAll('[href="#' + area.id + '"]').forEach(function (link) {
      link.addEventListener("click", function (event) {
        event.preventDefault();
        list.querySelector("input").focus();
      });
    });
    document.querySelectorAll('label[for="' + area.id + '"]').forEach(function (label) {
      label.removeAttribute("for");
    });
    draw();
  }

  /* A long list: words narrow it, and it says how many are chosen. */
  function search(box) {
    var bar = make("div", { class: "ww-narrow" });
    var input = make(
      "input",
      {
        class: "form-control",
        type: "search",
        placeholder: box.dataset.filterLabel,
        "aria-label": box.dataset.filterLabel,
      },
      bar
    );
    var count = make("span", { role: "status" }, bar);

    function tell() {
      count.textContent =
        box.dataset.chosenLabel + ": " + box.querySelectorAll("input:checked").length;
    }

    input.addEventListener("input", function () {
      var words = input.value.trim().toLocaleLowerCase();
      box.querySelectorAll(".form-check").forEach(function (row) {
        row.hidden = row.textContent.toLocaleLowerCase().indexOf(words) < 0;
      });
    });
    input.addEventListener("keydown", function (event) {
      if (event.key === "Enter") {
        event.preventDefault();
      }
    });
    box.addEventListener("change", tell);
    box.before(bar);
    tell();
  }

  function start() {
    var form = document.getElementById("propose");
    if (form) {
      form.querySelectorAll('[data-question="themes"] textarea').forEach(themes);
      form.querySelectorAll(".ww-choices.ww-long").forEach(search);
    }
    var summary = document.getElementById("error-summary");
    if (summary) {
      summary.focus();
    }
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
