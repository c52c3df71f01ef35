// Runs before the first paint, so that a reader's chosen theme never flashes in the other one, nor the
// whole list where the address asks for a part of it (style/plain.css).
if (/[?&](article|tag|not|category|author|year|sort|q)=/.test(location.search)) document.documentElement.dataset.asked = "";
try {
  const theme = localStorage.getItem("newsstand.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch { /* Storage is blocked: the system's theme holds. */ }
