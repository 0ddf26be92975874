// Sets the chosen theme before the first paint, so that a dark room never sees a white flash.
// A file of its own, because the content policy allows no inline script that it has not hashed.
try {
  const theme = localStorage.getItem('vigie.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; then the system's theme stands.
}
