// Runs before the first paint so that a dark session never flashes white. A file, not inline: the content policy allows no inline script.
(function () {
  var stored = null;
  try {
    stored = localStorage.getItem("pivotal.theme");
  } catch {
    /* storage can be blocked; the system preference stands in */
  }
  var dark = stored === "dark" || (stored !== "light" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.classList.toggle("dark", dark);
})();
