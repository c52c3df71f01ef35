// A proxy that lets nothing through and writes down what was asked for: the tests' own server is reached
// without it, so each entry is a request that left the site.

import { createServer } from "node:http";

export async function startProxy() {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.writeHead(403, { "content-length": 0 });
    response.end();
  });
  server.on("connect", (request, socket) => {
    asked.push(`https://${request.url.replace(/:443$/, "")}`);
    socket.on("error", () => {});
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  server.on("clientError", (_, socket) => socket.destroy());
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  const close = () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
  return { port, asked, close };
}
