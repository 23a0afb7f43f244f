// What a runtime at the edge does around the module: HTTP on one side, files as they are on the other.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { join, normalize } from "node:path";
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";

const [, , module, root, port] = process.argv;
const { default: handler } = await import(pathToFileURL(module));

const ASSETS = {
  async fetch(request) {
    const path = normalize(join(root, decodeURIComponent(new URL(request.url).pathname)));
    const found = path.startsWith(root) ? await stat(path).catch(() => undefined) : undefined;
    if (!found?.isFile()) return new Response(null, { status: 404 });
    const headers = { ETag: `"${found.size}-${found.mtimeMs}"`, "Content-Length": found.size };
    if (request.headers.get("if-none-match") === headers.ETag) {
      return new Response(null, { status: 304, headers: { ETag: headers.ETag } });
    }
    const body = request.method === "HEAD" ? null : Readable.toWeb(createReadStream(path));
    return new Response(body, { status: 200, headers });
  },
};

createServer(async (incoming, outgoing) => {
  const request = new Request(`http://127.0.0.1:${port}${incoming.url}`, {
    method: incoming.method,
    headers: incoming.headers,
  });
  const answer = await handler.fetch(request, { ASSETS });
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
  if (!answer.body || incoming.method === "HEAD") {
    outgoing.end();
  } else {
    Readable.fromWeb(answer.body).pipe(outgoing);
  }
}).listen(Number(port), "127.0.0.1");
