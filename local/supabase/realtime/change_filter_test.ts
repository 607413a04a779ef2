/** The filter language of `postgres_changes`. */
import { assertEquals, assertThrows } from "@std/assert";
import { FilterError, filterSql, parseFilters } from "./change_filter.ts";

Deno.test("a filter is read into conditions that are joined by and", () => {
  const condition = (column: string, operator: string, negated: boolean, ...values: string[]) => ({
    column,
    operator,
    negated,
    values,
  });
  const readings: [string, unknown[]][] = [
    ["", []],
    ["id=eq.1", [condition("id", "eq", false, "1")]],
    ["name=eq.a=b.c", [condition("name", "eq", false, "a=b.c")]],
    ["id=gt.1,id=lte.9", [condition("id", "gt", false, "1"), condition("id", "lte", false, "9")]],
    ["id=not.in.(1,2)", [condition("id", "in", true, "1", "2")]],
    ['name=in.("a,b","c\\"d")', [condition("name", "in", false, "a,b", 'c"d')]],
    ['name=eq."a,b",id=is.null', [
      condition("name", "eq", false, "a,b"),
      condition("id", "is", false, "null"),
    ]],
    ["name=like.Ada%", [condition("name", "like", false, "Ada%")]],
  ];
  for (const [filter, conditions] of readings) {
    assertEquals(parseFilters(filter) as unknown[], conditions, filter);
  }
});

Deno.test("a filter that makes no sense is refused", () => {
  const tooMany = Array.from({ length: 101 }, (_, index) => index).join(",");
  for (
    const filter of ["id", "id=1", "id=eq", "id=near.1", "id=constructor.1", "id=in.1"]
      .concat("id=is.1 or true", `id=in.(${tooMany})`)
  ) {
    assertThrows(() => parseFilters(filter), FilterError, "Error parsing `filter` params", filter);
  }
});

Deno.test("values of a filter reach SQL as parameters only", () => {
  const hostile = "1); drop table letters; --";
  const sql = (filter: string) =>
    parseFilters(filter).map((parsed) => filterSql(parsed, "changed.id", "bigint", 2));
  assertEquals(sql(`id=eq.${hostile}`), [
    { sql: "(changed.id = $2::text::bigint)", parameters: [hostile] },
  ]);
  assertEquals(sql("id=not.in.(1,2)"), [
    { sql: "not (changed.id in ($2::text::bigint, $3::text::bigint))", parameters: ["1", "2"] },
  ]);
  assertEquals(sql("id=is.not null"), [{ sql: "(changed.id is not null)", parameters: [] }]);
});
