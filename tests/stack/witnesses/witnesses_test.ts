/** The providers' packages as witnesses: the sandboxes answer what real clients expect. docs/decisions/0022. */
import { assert, assertEquals, assertObjectMatch } from "@std/assert";
import { fromFileUrl } from "@std/path";
import { createFlutterwaveSandbox } from "../../../local/sandboxes/flutterwave/app.ts";
import { createPaystackSandbox } from "../../../local/sandboxes/paystack/app.ts";
import { mounted } from "../../../local/supabase/gateway/gateway.ts";
import { parseFlutterwaveEvent } from "../../../supabase/functions/webhooks/flutterwave_event.ts";
import { parsePaystackEvent } from "../../../supabase/functions/webhooks/paystack_event.ts";

Deno.test("paystack-sdk and flutterwave-node-v3 go through the sandboxes", async (t) => {
  const hooks: { path: string; body: Uint8Array<ArrayBuffer> }[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith("/hook/")) {
        hooks.push({ path: pathname, body: new Uint8Array(await request.arrayBuffer()) });
        return new Response(null, { status: 200 });
      }
      return await (pathname.startsWith("/paystack")
        ? toPaystack(request)
        : toFlutterwave(request));
    },
  );
  const url = `http://127.0.0.1:${server.addr.port}`;
  const paystack = createPaystackSandbox({
    secretKey: "sk_test_witness",
    publicUrl: `${url}/paystack`,
    webhookUrl: () => `${url}/hook/paystack`,
  });
  const flutterwave = createFlutterwaveSandbox({
    secretKey: "FLWSECK_TEST-witness-X",
    webhookHash: "a-hash-of-a-witness",
    publicUrl: `${url}/flutterwave`,
    webhookUrl: () => `${url}/hook/flutterwave`,
  });
  const toPaystack = mounted("/paystack", (request) => paystack.app.fetch(request));
  const toFlutterwave = mounted("/flutterwave", (request) => flutterwave.app.fetch(request));
  const state = await Deno.makeTempFile();
  try {
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-check",
        "--quiet",
        "--allow-net=127.0.0.1",
        "--allow-read",
        "--allow-env",
        "--allow-sys",
        fromFileUrl(new URL("./process.ts", import.meta.url)),
        `${url}/paystack`,
        `${url}/flutterwave`,
      ],
      env: { FLW_SDK_STATE_PATH: state },
    }).output();
    assert(success, new TextDecoder().decode(stderr));
    // deno-lint-ignore no-explicit-any -- what the packages print
    const told = JSON.parse(new TextDecoder().decode(stdout)) as Record<string, any>;

    const match = (name: string, expected: Record<PropertyKey, unknown>) =>
      t.step(name, () => {
        assertObjectMatch(told[name] as Record<PropertyKey, unknown>, expected);
      });
    await match("paystack initialize", { status: true, data: { reference: "WITNESS-1" } });
    await match("paystack initialize again", {
      name: "PaystackHttpError",
      status: 400,
      body: { status: false, code: "duplicate_reference" },
    });
    await match("paystack verify", {
      data: {
        status: "success",
        amount: 150_050,
        currency: "NGN",
        domain: "test",
        channel: "card",
      },
    });
    await match("paystack verify unknown", { status: 404 });
    await match("paystack list", {
      data: [{ reference: "WITNESS-1", status: "success" }],
      meta: { total: 1, page: 1 },
    });
    await match("paystack refund", { data: { amount: 50, status: "pending", currency: "NGN" } });
    await match("paystack recipient", {
      data: { type: "nuban", details: { account_name: "WES GIBBONS", bank_code: "063" } },
    });
    await match("paystack transfer", { data: { status: "pending", amount: 100_000 } });
    await match("paystack transfer again", {
      status: 400,
      body: { status: false, code: "duplicate_reference" },
    });
    await match("paystack transfer verify unknown", { status: 404 });
    await match("paystack transfer verify", {
      data: { status: "success", reference: "witness-transfer-1" },
    });
    await match("paystack subaccount", {
      status: true,
      data: { account_name: "WES GIBBONS", active: true, settlement_schedule: "AUTO" },
    });
    await match("paystack subaccounts", { data: [{ account_number: "0022728151" }] });
    await match("paystack subaccount of no account", { status: 400, body: { status: false } });
    await match("paystack banks", { status: true, data: [{ code: "044", name: "Access Bank" }] });
    await match("paystack resolve", { data: { account_name: "WES GIBBONS" } });
    await match("paystack resolve unknown", { status: 422, body: { status: false } });

    await match("flutterwave payments", { status: "success", message: "Hosted Link" });
    for (const name of ["flutterwave verify by reference", "flutterwave verify"]) {
      await match(name, {
        status: "success",
        data: { tx_ref: "WITNESS-2", status: "successful", amount: 1500.5, currency: "NGN" },
      });
    }
    await match("flutterwave verify unknown", {
      status: "error",
      message: "No transaction was found for this id",
    });
    await match("flutterwave list", {
      status: "success",
      data: [{ tx_ref: "WITNESS-2" }],
      meta: { page_info: { total: 1, current_page: 1, total_pages: 1 } },
    });
    await match("flutterwave refund", { status: "success", data: { amount_refunded: 500.5 } });
    await match("flutterwave subaccount", {
      status: "success",
      data: { account_number: "0690000040", full_name: "Alexis Sanchez" },
    });
    await match("flutterwave subaccount again", { status: "error" });
    await match("flutterwave subaccounts", { status: "success", data: [{ account_bank: "044" }] });
    await match("flutterwave subaccount deleted", { status: "success" });
    await match("flutterwave transfer", {
      status: "success",
      data: { status: "NEW", amount: 1000 },
    });
    await match("flutterwave transfer again", { status: "error" });
    await match("flutterwave transfers", {
      data: [{ reference: "witness-transfer-2_PMCK", status: "SUCCESSFUL" }],
    });
    await match("flutterwave transfer fetched", { data: { status: "SUCCESSFUL" } });
    await match("flutterwave banks", { data: [{ code: "044", name: "Access Bank" }] });
    await match("flutterwave resolve", { data: { account_name: "Pastor Bright" } });
    await match("flutterwave resolve unknown", { status: "error" });

    await t.step("what flutterwave-node-v3 reports to its maker goes nowhere", () => {
      assert((told["hosts that were to be told"] as string[]).length > 0);
    });

    await t.step("the webhooks that came are events to us", async () => {
      await paystack.control.deliveriesSettled();
      await flutterwave.control.deliveriesSettled();
      const read = hooks.map(({ path, body }) =>
        (path === "/hook/paystack" ? parsePaystackEvent : parseFlutterwaveEvent)(body)
      );
      assertEquals(read.map((it) => [it?.type, it?.reference]).sort(), [
        ["charge.completed", "WITNESS-2"],
        ["charge.success", "WITNESS-1"],
        ["refund.completed", undefined],
        ["refund.pending", "WITNESS-1"],
        ["transfer.completed", "witness-transfer-2_PMCK"],
        ["transfer.success", "witness-transfer-1"],
      ]);
    });
  } finally {
    await paystack.close();
    await flutterwave.close();
    await server.shutdown();
    await Deno.remove(state);
  }
});
