// Starts the application, or says plainly that the browser is too old for it.
if ("WebAssembly" in globalThis && "popover" in HTMLElement.prototype) {
  const { default: start } = await import("./app.js");
  await start();
} else {
  document.getElementById("unsupported").hidden = false;
}
