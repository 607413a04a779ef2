import { assertEquals } from "@std/assert";
import { createGateway } from "./gateway.ts";

const ask = (path: string, method: string) =>
  new Request(`http://127.0.0.1${path}`, {
    method,
    headers: {
      origin: "https://app.example.ng",
      "access-control-request-method": "PUT",
      "access-control-request-headers": "x-anything",
    },
  });

Deno.test("what answers other origins itself is left alone; for the rest the gateway allows all", async () => {
  const handler = (request: Request) => new Response(request.method);
  const gateway = createGateway({
    "/functions/v1": { handler, ownCors: true },
    "/rest/v1": handler,
  }, () => {});
  const cors = async (path: string, method: string) => {
    const response = await gateway(ask(path, method));
    const allowed = ["origin", "headers"].map((it) =>
      response.headers.get(`access-control-allow-${it}`)
    );
    return [await response.text(), ...allowed];
  };
  assertEquals(await cors("/functions/v1/x", "OPTIONS"), ["OPTIONS", null, null]);
  assertEquals(await cors("/functions/v1/x", "PUT"), ["PUT", null, null]);
  assertEquals(await cors("/rest/v1/x", "OPTIONS"), ["", "*", "x-anything"]);
  assertEquals(await cors("/rest/v1/x", "PUT"), ["PUT", "*", null]);
});

Deno.test("the longest prefix is served, whole parts only; a handler that throws answers 500", async () => {
  const lines: string[] = [];
  const gateway = createGateway({
    "/a": () => new Response("a"),
    "/a/b": () => {
      throw new Error("crash");
    },
  }, (line) => lines.push(line));
  const status = async (path: string) => {
    const response = await gateway(new Request(`http://127.0.0.1${path}`));
    await response.body?.cancel();
    return response.status;
  };
  assertEquals(await status("/a/x"), 200);
  assertEquals(await status("/a/b/x"), 500);
  assertEquals(await status("/ab"), 404);
  assertEquals(lines.length, 1);
});
