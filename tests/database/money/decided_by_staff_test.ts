/** What staff decided between two sides stays decided, and a decision sent again is the same. */
import { assertEquals } from "@std/assert";
import { type Actor, problem } from "../actor.ts";
import { createUser } from "../world.ts";
import { actsOf } from "../operations/in_world.ts";
import { left, recordReturn } from "./deposits_back.ts";
import { openOffice, type Row } from "./offline_office.ts";
import { books, differences } from "./owed.ts";

Deno.test("no side opens again what staff decided", async (t) => {
  const office = await openOffice();
  const { database, world, call, today } = office;
  try {
    const { owner, accountant, manager, tenant, staff } = world.people;

    const disputed = async (by: Actor = owner, given: Record<string, unknown> = {}) => {
      const home = await left(database, world);
      const made = await recordReturn(database, by, home.id, given);
      await call(home.tenant, "dispute_deposit_return", made.id, "It never came");
      return { id: made.id, home };
    };
    const decide = (by: Actor, id: string, came: boolean) =>
      call(by, "decide_deposit_return", id, came, "The bank says so");

    await t.step(
      "that a deposit came back: not a tenant, a flatmate, nor the landlord",
      async () => {
        const { id, home } = await disputed();
        const flatmate = { user: await createUser(database, "flatmate") };
        await database.query(
          `with known as (
           insert into tenants (org_id, full_name, address, user_id) values ($1, 'Flatmate', '5 Commercial Avenue', $2) returning org_id, id)
         insert into tenancy_parties (org_id, tenancy_id, tenant_id, accepted_at)
         select org_id, $3, id, now() - interval '1 day' from known`,
          [world.org, flatmate.user, home.id],
        );
        assertEquals((await decide(staff, id, true)).status, "confirmed");
        const before = await books(database, world.org);
        for (const by of [home.tenant, flatmate]) {
          assertEquals(
            await problem(call(by, "dispute_deposit_return", id, "It never came")),
            ["PT409", "deposit_return.illegal_transition", "return_id"],
          );
        }
        assertEquals(
          await problem(call(owner, "withdraw_deposit_return", id, "It did not come")),
          ["PT409", "deposit_return.illegal_transition", "return_id"],
        );
        assertEquals((await call(home.tenant, "confirm_deposit_return", id)).status, "confirmed");
        assertEquals(await books(database, world.org), before);
        assertEquals(await differences(database, world.org), []);
      },
    );

    await t.step("that it did not: the same transfer is not recorded anew", async () => {
      const transfer = { bank_reference: "NIP/77-B", amount_kobo: 120_000 };
      const { id, home } = await disputed(owner, transfer);
      assertEquals((await decide(staff, id, false)).status, "reversed");
      for (const by of [owner, accountant]) {
        assertEquals(
          await problem(
            recordReturn(database, by, home.id, { ...transfer, bank_reference: "nip 77b" }),
          ),
          ["PT409", "deposit.return_decided", "bank_reference"],
        );
      }
      assertEquals(
        (await problem(call(accountant, "confirm_deposit_return", id)))[1],
        "deposit_return.illegal_transition",
      );
      assertEquals(
        (await recordReturn(database, owner, home.id)).status,
        "recorded",
        "another one",
      );
    });

    await t.step("what its own side withdrew may be recorded anew", async () => {
      const home = await left(database, world);
      const transfer = { bank_reference: "NIP/78-C" };
      const made = await recordReturn(database, owner, home.id, transfer);
      await call(owner, "withdraw_deposit_return", made.id, "Typed wrongly");
      assertEquals((await recordReturn(database, owner, home.id, transfer)).status, "recorded");
    });

    await t.step("sent again it is the same decision and one act; another is refused", async () => {
      for (const came of [true, false]) {
        const { id } = await disputed();
        const first = await decide(staff, id, came);
        assertEquals(await decide(staff, id, came), first);
        assertEquals(await actsOf(database, id, "decide_deposit_return"), 1);
        assertEquals(
          await problem(decide(staff, id, !came)),
          ["PT409", "deposit_return.illegal_transition", "return_id"],
        );
      }
    });

    await t.step("nor does staff find what nobody disputed", async () => {
      const home = await left(database, world);
      const { id } = await recordReturn(database, owner, home.id);
      await call(accountant, "confirm_deposit_return", id);
      assertEquals((await problem(decide(staff, id, true)))[1], "deposit.return_not_found");
    });

    const cash = async (kobo: number) => {
      const charge = await office.demand(kobo);
      const made = await call(
        manager,
        "record_offline_payment",
        `{${charge}}`,
        "cash",
        kobo,
        today,
        crypto.randomUUID(),
      );
      await call(tenant, "dispute_payment", made.id, "I gave less");
      return made.id;
    };
    const found = (by: Actor, id: string, kobo: number) =>
      call(by, "confirm_offline_payment", id, kobo, today, "Both signed the slip");
    const same = ({ id, status, decision }: Row) => ({ id, status, decision });

    await t.step("that a payment came: its payee does not take it back", async () => {
      const id = await cash(2_000);
      const first = await found(staff, id, 1_500);
      assertEquals(same(await found(staff, id, 1_500)), same(first));
      assertEquals(await actsOf(database, id, "decide_disputed_payment"), 1);
      assertEquals((await problem(found(staff, id, 2_000)))[1], "offline_payment.already_decided");
      assertEquals(
        (await problem(call(staff, "reject_offline_payment", id, "No slip")))[1],
        "offline_payment.already_decided",
      );
      assertEquals(
        await problem(call(owner, "take_back_payment", id, "We saw no money")),
        ["PT409", "offline_payment.already_decided", "offline_payment_id"],
      );
      assertEquals((await office.read(id)).status, "confirmed");
    });

    await t.step("that it did not: staff hear the same again, members that it stands", async () => {
      const id = await cash(2_100);
      const first = await call(staff, "reject_offline_payment", id, "No slip");
      assertEquals(
        same(await call(staff, "reject_offline_payment", id, "No slip")),
        same(first),
      );
      assertEquals(await actsOf(database, id, "decide_disputed_payment"), 1);
      for (const by of [staff, owner]) {
        assertEquals((await problem(found(by, id, 2_100)))[1], "offline_payment.already_decided");
      }
    });
  } finally {
    await office.close();
  }
});
