/** docs/getting-started.md, run as it stands. */
import { assertEquals } from "@std/assert";
import { startTemporaryStack } from "../../local/temporary_stack.ts";

Deno.test("the guide for integrators leads from sign-up to a receipt with curl", async () => {
  const guide = await Deno.readTextFile(new URL("../../docs/getting-started.md", import.meta.url));
  const script = [...guide.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block).join("\n");
  const stack = await startTemporaryStack();
  try {
    const { success, stdout, stderr } = await new Deno.Command("bash", {
      args: ["-euo", "pipefail", "-c", script],
      env: { ESTATE_URL: stack.url, ESTATE_KEY: stack.publishableKey },
    }).output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
    const said = text(stdout).split("\n");
    assertEquals([success, text(stderr)], [true, ""]);
    const [published, found, code, advice, accepted, number, status] = said;
    assertEquals([published, found, code, accepted, status], [
      "published",
      "true",
      "search.off_the_earth",
      "active",
      "valid",
    ]);
    assertEquals((advice ?? "").length > 20, true, advice);
    assertEquals(/^\S*\d{4}-000001$/.test(number ?? ""), true, number);
  } finally {
    await stack.close();
  }
});
