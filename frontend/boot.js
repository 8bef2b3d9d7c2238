// Runs before the first paint: theme, row height, sidebar and language as kept on this device.
// Then it starts the application, or says plainly why it cannot.
{
  const here = document.currentScript.src;
  const root = document.documentElement;
  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch (_) {
      return null; // storage may be forbidden
    }
  };
  for (const key of ["theme", "density", "sidebar"]) {
    const value = kept(key);
    if (value) root.dataset[key] = value;
  }
  root.lang = kept("language") || "zh-CN";

  const show = (id) => {
    document.getElementById(id).hidden = false;
  };
  const start = () => {
    if (!("WebAssembly" in window && "popover" in HTMLElement.prototype)) return show("unsupported");
    import("./app.js")
      .then((app) => app.default({ module_or_path: new URL("app_bg.wasm", here) }))
      .catch((error) => {
        console.error(error);
        show("failed");
      });
  };
  document.addEventListener("DOMContentLoaded", start);
}
