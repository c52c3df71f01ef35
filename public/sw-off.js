// Published instead of the service worker by `newsstand.toml: offline = false`: removes what an earlier
// build of the site left in readers' browsers, and itself.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const path = new URL(self.registration.scope).pathname;
      await Promise.all(["shell", "read"].map((name) => caches.delete(`newsstand-${name} ${path}`)));
      await self.registration.unregister();
    })(),
  );
});
