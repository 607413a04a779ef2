import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import { expectedFunctionsConfig, functionsConfig } from "../../local/tools/function_imports.ts";
import { hasSupabaseCli, runSupabaseCli } from "../../local/tools/official_cli.ts";
import { readProjectConfig } from "../../local/settings.ts";
import { startManagementApi, type UploadedFunction } from "./management_api.ts";
import { openRuntime, type Runtime } from "./runtime.ts";

/** Supabase's limits of one function in bytes: bundled on the developer's machine, and by the server. */
const mostBytes = 20_000_000;
const mostBytesByServer = 5_000_000;

/** Carry ImageMagick or pdf-lib whole, so only a bundle made with Docker fits. See docs/deploy.md. */
const tooLargeForServer = new Set(["jobs", "media", "reports"]);

const projectRef = "abcdefghijklmnopqrst";

/** What every function may need; none of it is used before a request. */
const env = {
  SUPABASE_URL: `https://${projectRef}.supabase.co`,
  SUPABASE_SECRET_KEYS: '{"default":"sb_secret_of_a_test"}',
  SUPABASE_PUBLISHABLE_KEYS: '{"default":"sb_publishable_of_a_test"}',
  PAYSTACK_SECRET_KEY: "sk_test_of_a_test",
  JOBS_SECRET: "a secret of at least sixteen",
  SEALING_KEYS: `test:${"A".repeat(43)}=`,
  APP_URL: "https://example.ng",
};

Deno.test("the functions' list of imports is the root's", async () => {
  assertEquals(
    await Deno.readTextFile(functionsConfig),
    await expectedFunctionsConfig(),
    "Run deno task functions:imports",
  );
});

Deno.test({
  name: "what the official CLI uploads starts on the runtime's Deno, within Supabase's limits",
  // It asks no database: once is enough.
  ignore: Deno.env.get("DATABASE_URL") !== undefined || !await hasSupabaseCli(),
  async fn(t) {
    const folder = await Deno.makeTempDir({ prefix: "estate-deploy-" });
    const api = startManagementApi();
    try {
      const declared = (await readProjectConfig()).functions;
      await t.step("it uploads every function", async () => {
        const profile = join(folder, "profile.yaml");
        await Deno.writeTextFile(
          profile,
          `name: loopback\napi_url: ${api.url}\ndashboard_url: ${api.url}\nproject_host: 127.0.0.1\n`,
        );
        const deployed = await runSupabaseCli(
          ["functions", "deploy", "--use-api", `--remote=${projectRef}`, "--yes"],
          { SUPABASE_PROFILE: profile, SUPABASE_ACCESS_TOKEN: `sbp_${"0".repeat(40)}` },
        );
        assert(deployed.success, deployed.stderr);
        assertEquals([...api.functions.keys()].sort(), Object.keys(declared).sort());
        assertEquals([...api.inForce].sort(), Object.keys(declared).sort());
      });
      const runtime = await openRuntime(join(folder, "cache"));
      for (const uploaded of api.functions.values()) {
        await t.step(uploaded.name, () =>
          check(
            runtime,
            uploaded,
            declared[uploaded.name]?.verify_jwt,
            join(folder, uploaded.name),
          ));
      }
    } finally {
      await api.close();
      await Deno.remove(folder, { recursive: true });
    }
  },
});

async function check(
  runtime: Runtime,
  uploaded: UploadedFunction,
  verifyJwt: boolean | undefined,
  folder: string,
) {
  const { name } = uploaded;
  assertEquals(uploaded.verifyJwt, verifyJwt);
  assertEquals(uploaded.entrypoint, `supabase/functions/${name}/index.ts`);
  assertEquals(uploaded.importMap, "supabase/functions/deno.json");
  for (const path of [uploaded.entrypoint, uploaded.importMap]) {
    assert(uploaded.files.has(path), `${path} is not among what was uploaded`);
  }
  const stray = [...uploaded.files.keys()].filter((path) =>
    !path.startsWith("supabase/functions/") || path.includes("_test.") || path.includes("/testing/")
  );
  assertEquals(stray, [], "nothing but the function's own files");

  const laidOut = await runtime.layOut(uploaded, folder);
  const started = await laidOut.start(`/${name}/openapi.json`, env);
  assert(started.success, started.stderr);
  const { status, body } = JSON.parse(started.stdout.trim().split("\n").at(-1) ?? "");
  assertEquals([status, body.openapi], [200, "3.1.0"]);
  assert(Object.keys(body.paths).length > 0, "it describes no route");

  const bytes = await laidOut.bundleBytes();
  assert(bytes < mostBytes, `${name} has ${bytes} bytes`);
  assertEquals(
    bytes > mostBytesByServer,
    tooLargeForServer.has(name),
    `${name} has ${bytes} bytes`,
  );

  if (name === "media") {
    // ImageMagick's WebAssembly is a file of its package, not a module: it must be found all the same.
    const developed = await laidOut.run(`
import { developPhoto } from "./supabase/functions/media/photo.ts";
const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC";
const { width, height } = await developPhoto(Uint8Array.from(atob(png), (c) => c.charCodeAt(0)), "image/png");
console.log(width, height);`);
    assertEquals([developed.success, developed.stdout.trim()], [true, "1 1"], developed.stderr);
  }
}
