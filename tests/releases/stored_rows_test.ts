import { assertEquals } from "@std/assert";
import { openTestDatabase } from "../database/test_database.ts";
import { losses, readStoredRows, tablesOf, without } from "./stored_rows.ts";

Deno.test("what an upgrade loses is told: rows, tables, and changes of what is only added to", async () => {
  const { database, close } = await openTestDatabase();
  try {
    await database.exec(`
      create table public.kept (a text, b text, primary key (a, b));
      create table public.keyless (word text);
      create table public.written (id integer primary key, word text, gone text);
      create trigger refuse_change before update or delete on public.written
        for each row execute function private.refuse_change();
      insert into public.kept values ('a', 'rule');
    `);
    const rules = await readStoredRows(database);
    await database.exec(`
      insert into public.kept values ('a', 'b'), ('a', 'c');
      insert into public.keyless values ('one'), ('two');
      insert into public.written values (1, 'x', 'y'), (2, 'x', 'y');
    `);
    const data = without(await readStoredRows(database), rules);
    const after = async (sql: string, permitted?: Set<string>) => {
      await database.exec(sql);
      return losses(data, await readStoredRows(database), permitted);
    };
    const harmless = await after(`
      alter table public.kept rename to renamed;
      alter table public.renamed rename a to first;
      update public.keyless set word = 'changed';
      alter table public.written drop gone, add more text default 'more';
      delete from public.renamed where b = 'rule';
      insert into public.written values (3, 'z');
    `);
    assertEquals(harmless, []);
    const harmful = `
      delete from public.renamed where b = 'c';
      delete from public.keyless where ctid = (select min(ctid) from public.keyless);
      alter table public.written disable trigger all;
      update public.written set word = null where id = 1;
    `;
    assertEquals(await after(harmful), [
      "public.kept: 1 of 2 rows are missing",
      "public.keyless: 1 of 2 rows are missing",
      "public.written: 1 of 2 rows have changed",
    ]);
    const permitted = tablesOf([
      "rows:public.kept",
      "table:public.keyless",
      "column:public.written.word",
    ]);
    assertEquals(await after("drop table public.renamed, public.keyless", permitted), [
      "public.written: 1 of 2 rows have changed",
    ]);
    assertEquals(await after("select 1"), [
      "public.kept: 2 of 2 rows are missing",
      "public.keyless: 2 of 2 rows are missing",
      "public.written: 1 of 2 rows have changed",
    ]);
  } finally {
    await close();
  }
});
