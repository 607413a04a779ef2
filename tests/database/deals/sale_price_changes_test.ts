import { assertEquals } from "@std/assert";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { type Actor, as, problem, refusal } from "../actor.ts";
import { agreeSale, call, type Sale } from "./deals.ts";
import { openWorld } from "../test_database.ts";

Deno.test("another price of a sale binds when who made the offer agrees, and never before", async (t) => {
  const { database, world, close } = await openWorld();
  try {
    const { people } = world;
    const buyer = people.stranger;
    const on = <Row = Sale & { proposed_price_kobo: string | null }>(
      by: Actor,
      name: string,
      given: Record<string, unknown>,
    ) => call<Row>(database, by, name, given);
    const today = nigerianDate(0);
    const prices = (sale: { price_kobo: unknown; proposed_price_kobo: unknown }) => [
      Number(sale.price_kobo),
      sale.proposed_price_kobo === null ? null : Number(sale.proposed_price_kobo),
    ];
    const demanded = async (sale: string) => {
      const [row] = await database.query<{ kobo: number }>(
        "select coalesce(sum(amount_kobo), 0)::float8 as kobo from charges where sale_id = $1",
        [sale],
      );
      return row?.kobo;
    };
    const news = (sale: string, kind: string) =>
      database.query<{ user_id: string; title: string; payload: Record<string, unknown> }>(
        "select user_id, title, payload from notifications where subject_id = $1 and kind = $2 order by id",
        [sale, kind],
      );

    await t.step("a member's word alone closes at the agreed price and no other", async () => {
      const { sale } = await agreeSale(database, world, buyer);
      await on(people.owner, "sign_sale", { sale_id: sale, signed_on: today });
      for (const price of [50_000_000_000, 8_999_999_999]) {
        const refused = await refusal(
          on(people.owner, "close_sale", { sale_id: sale, price_kobo: price, closed_on: today }),
        );
        assertEquals([refused.code, refused.hint], ["PT409", "sale.price_differs"]);
        assertEquals(JSON.parse(refused.detail), {
          field: "price_kobo",
          price_kobo: 9_000_000_000,
          proposed_price_kobo: null,
        });
      }
      assertEquals(await demanded(sale), 9_000_000_000);
      const closed = { sale_id: sale, price_kobo: 9_000_000_000, closed_on: today };
      assertEquals((await on(people.owner, "close_sale", closed)).status, "closed");
      const [told] = await news(sale, "sale_closed");
      assertEquals(told?.title, "A sale was closed at ₦90,000,000");
    });

    await t.step("proposed, it changes nothing; agreed to, it is price and demand", async () => {
      const { sale } = await agreeSale(database, world, buyer);
      await on(people.owner, "sign_sale", { sale_id: sale, signed_on: today });
      const less = { sale_id: sale, price_kobo: 8_500_000_000 };
      assertEquals(prices(await on(people.agent, "propose_sale_price", less)), [
        9_000_000_000,
        8_500_000_000,
      ]);
      await on(people.owner, "propose_sale_price", less);
      assertEquals(await demanded(sale), 9_000_000_000);
      const asked = await news(sale, "sale_price_proposed");
      assertEquals(asked.map((it) => it.user_id), [buyer.user]);
      assertEquals(
        asked[0]?.title,
        "₦85,000,000 instead of ₦90,000,000 is proposed for the home that you are buying",
      );
      assertEquals(
        [asked[0]?.payload["price_kobo"], asked[0]?.payload["proposed_price_kobo"]],
        [9_000_000_000, 8_500_000_000],
      );
      assertEquals(
        (await problem(on(people.owner, "close_sale", { ...less, closed_on: today })))[1],
        "sale.price_differs",
      );
      const yes = { ...less, agree: true };
      assertEquals(prices(await on(buyer, "answer_sale_price", yes)), [8_500_000_000, null]);
      assertEquals(prices(await on(buyer, "answer_sale_price", yes)), [8_500_000_000, null]);
      assertEquals(await demanded(sale), 8_500_000_000);
      const answered = await news(sale, "sale_price_answered");
      assertEquals(
        answered.map((it) => it.user_id).sort(),
        [people.owner.user, people.manager.user, people.agent.user].sort(),
      );
      assertEquals(answered[0]?.title, "The buyer agreed to ₦85,000,000 instead of ₦90,000,000");
      const closed = await on(people.owner, "close_sale", { ...less, closed_on: today });
      assertEquals([closed.status, Number(closed.price_kobo)], ["closed", 8_500_000_000]);
    });

    await t.step("declined or taken back, all stays as agreed", async () => {
      const { sale } = await agreeSale(database, world, buyer);
      const more = { sale_id: sale, price_kobo: 9_500_000_000 };
      await on(people.owner, "propose_sale_price", more);
      const no = { ...more, agree: false };
      assertEquals(prices(await on(buyer, "answer_sale_price", no)), [9_000_000_000, null]);
      assertEquals(prices(await on(buyer, "answer_sale_price", no)), [9_000_000_000, null]);
      const [told] = await news(sale, "sale_price_answered");
      assertEquals(told?.title, "The buyer declined ₦95,000,000 instead of ₦90,000,000");
      await on(people.owner, "propose_sale_price", more);
      await on(people.owner, "propose_sale_price", { sale_id: sale, price_kobo: 9_400_000_000 });
      const late = await problem(on(buyer, "answer_sale_price", { ...more, agree: true }));
      assertEquals(late, ["PT409", "sale.superseded", "price_kobo"]);
      const asAgreed = { sale_id: sale, price_kobo: 9_000_000_000 };
      assertEquals(prices(await on(people.owner, "propose_sale_price", asAgreed)), [
        9_000_000_000,
        null,
      ]);
      assertEquals(
        (await problem(on(buyer, "answer_sale_price", { ...more, agree: true })))[1],
        "sale.superseded",
      );
      await on(people.owner, "propose_sale_price", more);
      const closed = await on(people.owner, "close_sale", { ...asAgreed, closed_on: today });
      assertEquals([closed.status, ...prices(closed)], ["closed", 9_000_000_000, null]);
      assertEquals(
        (await problem(on(buyer, "answer_sale_price", { ...more, agree: true })))[1],
        "sale.closed",
      );
      assertEquals((await problem(on(people.owner, "propose_sale_price", more)))[1], "sale.closed");
    });

    await t.step("nobody answers for who made the offer, and no one else proposes", async () => {
      const { sale } = await agreeSale(database, world, buyer);
      const more = { sale_id: sale, price_kobo: 9_500_000_000 };
      // A buyer whom the seller names is no voice of the one who is bound.
      await on(people.owner, "add_sale_party", {
        sale_id: sale,
        role: "buyer",
        full_name: "Second",
        profile_id: people.manager.user,
      });
      await on(people.owner, "propose_sale_price", more);
      for (const other of [people.manager, people.owner, people.otherOwner]) {
        assertEquals(
          await problem(on(other, "answer_sale_price", { ...more, agree: true })),
          ["PT404", "sale.not_found", "sale_id"],
        );
      }
      assertEquals(
        await problem(on(buyer, "answer_sale_price", { ...more, agree: null })),
        ["PT400", "sale.bad_answer", "agree"],
      );
      assertEquals((await problem(on(buyer, "propose_sale_price", more)))[1], "auth.forbidden");
      assertEquals(
        (await problem(on(people.otherOwner, "propose_sale_price", more)))[1],
        "sale.not_found",
      );
      for (const price of [0, null, 10_000_000_000_001]) {
        assertEquals(
          await problem(on(people.owner, "propose_sale_price", { ...more, price_kobo: price })),
          ["PT400", "sale.bad_price", "price_kobo"],
        );
      }
      await on(people.owner, "fail_sale", { sale_id: sale, reason: "A caveat" });
      const [fallen] = await as<{ proposed_price_kobo: null }>(
        database,
        buyer,
        "select proposed_price_kobo from sales where id = $1",
        [sale],
      );
      assertEquals(fallen?.proposed_price_kobo, null);
    });
  } finally {
    await close();
  }
});

Deno.test("who made the offer and joined the seller answers, and does nothing for the seller", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, stranger: buyer } = world.people;
    const { sale } = await agreeSale(database, world, buyer);
    await database.query(
      "insert into memberships (org_id, user_id, role) values ($1, $2, 'manager')",
      [world.org, buyer.user],
    );
    const less = { sale_id: sale, price_kobo: 8_000_000_000 };
    const today = nigerianDate(0);
    for (
      const [name, given] of [
        ["propose_sale_price", less],
        ["sign_sale", { sale_id: sale, signed_on: today, deposit_kobo: 0 }],
        ["close_sale", { sale_id: sale, price_kobo: 9_000_000_000, closed_on: today }],
        ["fail_sale", { sale_id: sale, reason: "A caveat" }],
        ["add_sale_party", { sale_id: sale, role: "seller", full_name: "Somebody" }],
      ] as const
    ) {
      assertEquals(
        await problem(call(database, buyer, name, given)),
        ["PT409", "offer.wrong_side", "sale_id"],
        name,
      );
    }
    await call(database, owner, "propose_sale_price", less);
    const agreed = await call<Sale>(database, buyer, "answer_sale_price", { ...less, agree: true });
    assertEquals(Number(agreed.price_kobo), 8_000_000_000);
  } finally {
    await close();
  }
});

Deno.test("the contract said again is the same one, with the same deposit", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, stranger } = world.people;
    const { sale } = await agreeSale(database, world, stranger);
    const sign = { sale_id: sale, signed_on: nigerianDate(0), deposit_kobo: 500_000_000 };
    const record = (changes: Record<string, unknown>) =>
      call<Sale>(database, owner, "sign_sale", { ...sign, ...changes });
    await record({});
    assertEquals((await record({})).status, "contract_signed");
    assertEquals((await record({ deposit_kobo: null })).status, "contract_signed");
    const other = await refusal(record({ deposit_kobo: 600_000_000 }));
    assertEquals(other.hint, "sale.deposit_recorded");
    assertEquals(JSON.parse(other.detail), { field: "deposit_kobo", deposit_kobo: 500_000_000 });
    for (const deposit_kobo of [-1, 9_000_000_001]) {
      assertEquals(
        await problem(record({ deposit_kobo })),
        ["PT400", "sale.bad_deposit", "deposit_kobo"],
      );
    }
  } finally {
    await close();
  }
});

Deno.test("a sale without a recorded contract closes by whom the trust rule lets sign", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, stranger } = world.people;
    const { sale } = await agreeSale(database, world, stranger);
    await database.query(
      "update trust_rules set level_before = level, holds_from = now() where act = 'sign'",
    );
    const close = { sale_id: sale, price_kobo: 9_000_000_000, closed_on: nigerianDate(0) };
    assertEquals(
      await problem(call(database, owner, "close_sale", close)),
      ["PT403", "trust.level_missing", "sale_id"],
    );
  } finally {
    await close();
  }
});

Deno.test("a price that is raised after the contract asks the trust of the new price", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { owner, stranger } = world.people;
    const { sale } = await agreeSale(database, world, stranger);
    await call(database, owner, "sign_sale", { sale_id: sale, signed_on: nigerianDate(0) });
    await database.query(
      `insert into trust_rules (act, from_kobo, level, level_before, holds_from, reason)
       values ('sign', 9000000001, 'identity', 'identity', now(), 'Only of more than was agreed')`,
    );
    const propose = (price_kobo: number) =>
      call<Sale>(database, owner, "propose_sale_price", { sale_id: sale, price_kobo });
    assertEquals(
      await problem(propose(9_500_000_000)),
      ["PT403", "trust.level_missing", "price_kobo"],
    );
    assertEquals((await propose(8_500_000_000)).id, sale);
    // What takes a proposal back asks nothing.
    assertEquals((await propose(9_000_000_000)).id, sale);
  } finally {
    await close();
  }
});
