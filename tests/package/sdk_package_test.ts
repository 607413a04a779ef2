/** The npm package of the SDK, installed as others install it: in Node, in Deno, in a browser, and by its types. */
import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { buildSdkPackage } from "../../local/tools/sdk_package.ts";
import { startTemporaryStack } from "../../local/temporary_stack.ts";
import { chromiumPath, launchBrowser } from "../e2e/browser.ts";

/** The package for those who only show listings, gzipped, with all that it loads. */
const mostOfCatalogue = 2048;

const expected = {
  found: true,
  shown: true,
  title: "Two-bedroom flat",
  refusals: ["search.off_the_earth", "listing.not_found"],
  oneError: true,
  heard: "Is it still free?",
  receipt: {
    moveIn: 132_000_000,
    paid: 120_000_000,
    status: "valid",
    landlord: "Adeyemi Homes",
  },
};

async function run(folder: string, command: string, args: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(command, {
    args: [...args],
    cwd: folder,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  assert(success, `${command} ${args.join(" ")}: ${text(stdout)}${text(stderr)}`);
  return text(stdout);
}

Deno.test({
  name: "the npm package of the SDK works where it is installed",
  // It is the same over either engine.
  ignore: Deno.env.get("DATABASE_URL") !== undefined,
  // Chromium's pipes close a moment after the browser does.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const folder = await Deno.makeTempDir({ prefix: "estate-package-" });
    const [made, project] = [join(folder, "made"), join(folder, "project")];
    await Deno.mkdir(project);
    const stack = await startTemporaryStack();
    try {
      await t.step("it is built, and small", async () => {
        for (const { entry, bytes, gzippedBytes } of await buildSdkPackage(made)) {
          console.log(`@estate/sdk ${entry}: ${bytes} bytes, ${gzippedBytes} gzipped`);
          if (entry === "catalogue") assert(gzippedBytes <= mostOfCatalogue, `${gzippedBytes}`);
        }
      });

      await t.step("npm packs modules, types and a page about it, and nothing else", async () => {
        const [packed] = JSON.parse(
          await run(made, "npm", ["pack", "--json", "--silent", "--pack-destination", folder]),
        ) as [{ name: string; filename: string; files: { path: string }[] }];
        assertEquals(
          packed.files.map(({ path }) => path.replace(/-[\w-]{8}\./, "-*.")).sort(),
          [
            "README.md",
            "catalogue-*.d.ts",
            "catalogue.d.ts",
            "catalogue.js",
            "chunk-*.js",
            "index.d.ts",
            "index.js",
            "package.json",
          ],
        );
        await Deno.writeTextFile(
          join(project, "package.json"),
          JSON.stringify({
            private: true,
            type: "module",
            dependencies: {
              "@estate/sdk": `file:${join(folder, packed.filename)}`,
              "@types/ws": "8.18.1",
              "esbuild": "0.25.12",
              "typescript": "5.9.3",
              "ws": "8.18.3",
            },
          }),
        );
        await run(project, "npm", ["install", "--no-audit", "--no-fund", "--silent"]);
        await Deno.copyFile(new URL("example.mjs", import.meta.url), join(project, "example.mjs"));
        const page = await Deno.readTextFile(join(project, "node_modules/@estate/sdk/README.md"));
        await Deno.writeTextFile(
          join(project, "readme.mjs"),
          /^```js\n(.*?)^```$/ms.exec(page)?.[1] ?? "",
        );
      });

      const call = (transport: string) => `
import { run } from "./example.mjs";
import { fromSignUpToReceipt } from "./readme.mjs";
${transport}
console.log(JSON.stringify(await run(${
        JSON.stringify({ url: stack.url, key: stack.publishableKey }).slice(0, -1)
      }, transport, fromSignUpToReceipt })));
process.exit(0);`;

      await t.step("Node runs it, live channels by a transport", async () => {
        await Deno.writeTextFile(join(project, "node.mjs"), call('import transport from "ws";'));
        assertEquals(JSON.parse(await run(project, "node", ["node.mjs"])), expected);
      });

      await t.step("without one, Node does all the rest and says what is missing", async () => {
        await Deno.writeTextFile(
          join(project, "bare.mjs"),
          // Newer Nodes have a WebSocket: this is as it is in Node 20.
          call("delete globalThis.WebSocket; const transport = undefined;"),
        );
        assertEquals(JSON.parse(await run(project, "node", ["bare.mjs"])), {
          ...expected,
          heard: "realtime.no_transport",
        });
      });

      await t.step("Deno runs it", async () => {
        await Deno.writeTextFile(
          join(project, "deno.mjs"),
          `import process from "node:process";${call("const transport = undefined;")}`,
        );
        await Deno.writeTextFile(join(project, "deno.json"), '{ "nodeModulesDir": "manual" }');
        assertEquals(
          JSON.parse(await run(project, Deno.execPath(), ["run", "-A", "--quiet", "deno.mjs"])),
          expected,
        );
      });

      await t.step("its types are right, for bundlers and for Node", async () => {
        await Deno.copyFile(new URL("types.ts", import.meta.url), join(project, "types.ts"));
        for (const resolution of ["nodenext", "bundler"]) {
          await run(project, "npx", [
            "tsc",
            "--noEmit",
            "--strict",
            "--target",
            "es2022",
            "--module",
            resolution === "bundler" ? "esnext" : "nodenext",
            "--moduleResolution",
            resolution,
            "--lib",
            "es2023,dom,dom.iterable",
            "types.ts",
          ]);
        }
      });

      await t.step({
        name: "a browser runs its bundle",
        ignore: chromiumPath === undefined,
        async fn() {
          await Deno.writeTextFile(
            join(project, "page.js"),
            `import { run } from "./example.mjs";
import { fromSignUpToReceipt } from "./readme.mjs";
globalThis.run = (project) => run({ ...project, fromSignUpToReceipt });`,
          );
          await run(project, "npx", [
            "esbuild",
            "page.js",
            "--bundle",
            "--format=esm",
            "--outfile=bundle.js",
          ]);
          const bundle = await Deno.readTextFile(join(project, "bundle.js"));
          const server = Deno.serve(
            { hostname: "127.0.0.1", port: 0, onListen: () => {} },
            (request) =>
              new URL(request.url).pathname === "/bundle.js"
                ? new Response(bundle, { headers: { "content-type": "text/javascript" } })
                : new Response('<script type="module" src="/bundle.js"></script>', {
                  headers: { "content-type": "text/html" },
                }),
          );
          const browser = await launchBrowser();
          try {
            const page = await browser.newPage();
            await page.goto(`http://127.0.0.1:${server.addr.port}/`);
            await page.waitForFunction("globalThis.run !== undefined");
            const seen = await page.evaluate(
              `run(${JSON.stringify({ url: stack.url, key: stack.publishableKey })})`,
            );
            assertEquals(seen, expected);
          } finally {
            await browser.close();
            await server.shutdown();
          }
        },
      });
    } finally {
      await stack.close();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
