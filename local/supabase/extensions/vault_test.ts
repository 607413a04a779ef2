import { assertEquals, assertMatch, assertNotEquals, assertRejects } from "@std/assert";
import { installExtensions } from "./install.ts";
import { openTestDatabase } from "./test_database.ts";

Deno.test("the vault stand-in keeps secrets as Supabase Vault does", async (t) => {
  await using opened = await openTestDatabase();
  const { database } = opened;
  await installExtensions(database);
  const decrypted = async (name: string) =>
    await database.query<{ decrypted_secret: string; description: string }>(
      "select decrypted_secret, description from vault.decrypted_secrets where name = $1",
      [name],
    );
  const create = async (secret: string, name: string | null): Promise<string> => {
    const [row] = await database.query<{ id: string }>(
      "select vault.create_secret($1::text, $2::text) as id",
      [secret, name],
    );
    return row?.id ?? "";
  };

  await t.step("a secret is stored encrypted and read back", async () => {
    const id = await create("sk_test_1", "key");
    assertMatch(id, /^[0-9a-f-]{36}$/);
    assertEquals(await decrypted("key"), [{ decrypted_secret: "sk_test_1", description: "" }]);
    const [stored] = await database.query<{ secret: string }>(
      "select secret from vault.secrets where id = $1::uuid",
      [id],
    );
    assertEquals(atob((stored?.secret ?? "").replaceAll("\n", "")).includes("sk_test_1"), false);
    assertNotEquals(stored?.secret, "");
  });

  await t.step("an empty secret is a secret", async () => {
    await create("", "empty");
    assertEquals((await decrypted("empty"))[0]?.decrypted_secret, "");
  });

  await t.step("an update changes what it names and keeps the rest", async () => {
    const id = await create("before", "changing");
    await database.query("select vault.update_secret($1::uuid, 'after')", [id]);
    assertEquals((await decrypted("changing"))[0]?.decrypted_secret, "after");
    await database.query(
      "select vault.update_secret($1::uuid, new_name := 'changed', new_description := 'why')",
      [id],
    );
    assertEquals(await decrypted("changing"), []);
    assertEquals(await decrypted("changed"), [{ decrypted_secret: "after", description: "why" }]);
  });

  await t.step("a name is taken once, and no name any number of times", async () => {
    await create("one", "single");
    await assertRejects(() => create("two", "single"), Error, "duplicate key");
    assertNotEquals(await create("one", null), await create("two", null));
  });

  await t.step("another key cannot read it", async () => {
    const read = (key: string) =>
      database.transaction(async (tx) => {
        await tx.query("select set_config('vault.stand_in_key', $1, true)", [key]);
        return await tx.query(
          "select decrypted_secret from vault.decrypted_secrets where name = $1",
          ["key"],
        );
      });
    await assertRejects(() => read("another"), Error, "Wrong key");
    assertEquals(await read(""), [{ decrypted_secret: "sk_test_1" }]);
  });

  await t.step("service_role creates, reads and updates", async () => {
    await database.transaction(async (tx) => {
      await tx.exec("set local role service_role");
      await tx.query("select vault.create_secret($1, 'service')", ["first"]);
      await tx.query(
        "select vault.update_secret((select id from vault.secrets where name = 'service'), $1)",
        ["second"],
      );
      assertEquals(
        await tx.query(
          "select decrypted_secret from vault.decrypted_secrets where name = $1",
          ["service"],
        ),
        [{ decrypted_secret: "second" }],
      );
    });
  });
});
