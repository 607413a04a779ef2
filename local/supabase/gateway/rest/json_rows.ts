/**
 * Lets the database write each row as JSON, as PostgREST does: numbers as numbers, times in ISO form, composites as
 * objects, geometry as GeoJSON. @supabase/lite serializes what the driver gives it, which is often text.
 */
import {
  AliasNode,
  DeleteQueryNode,
  FromNode,
  IdentifierNode,
  InsertQueryNode,
  type KyselyPlugin,
  ListNode,
  type QueryId,
  RawNode,
  ReturningNode,
  type RootOperationNode,
  SelectAllNode,
  SelectionNode,
  SelectQueryNode,
  TableNode,
  UpdateQueryNode,
} from "kysely";
import { parseExactly } from "./exact_json.ts";

/** The plugin; it goes after every other one, so that it sees the query that runs. */
export function jsonRows(): KyselyPlugin {
  const wrapped = new WeakSet<QueryId>();
  return {
    transformQuery({ node, queryId }) {
      const json = asJsonRows(node);
      if (json === undefined) return node;
      wrapped.add(queryId);
      return json;
    },
    transformResult({ result, queryId }) {
      if (!wrapped.has(queryId)) return Promise.resolve(result);
      const rows = result.rows.map((row) => parseExactly(String(row["__row"])));
      return Promise.resolve({ ...result, rows: rows as Record<string, unknown>[] });
    },
  };
}

/** The same query with one column, the row's JSON; undefined for what returns no rows, and for text of lite's own. */
function asJsonRows(node: RootOperationNode): RootOperationNode | undefined {
  if (SelectQueryNode.is(node)) {
    return {
      kind: "SelectQueryNode",
      from: FromNode.create([AliasNode.create(node, IdentifierNode.create("__rows"))]),
      selections: [rowColumn(RawNode.createWithSql("row_to_json(__rows)::text"))],
    };
  }
  const writes = InsertQueryNode.is(node) || UpdateQueryNode.is(node) || DeleteQueryNode.is(node);
  if (!writes || node.returning === undefined) return undefined;
  const table = InsertQueryNode.is(node)
    ? node.into
    : UpdateQueryNode.is(node)
    ? node.table
    : node.from.froms[0];
  if (table === undefined || !TableNode.is(table)) return undefined;
  const columns = node.returning.selections.map(({ selection }) =>
    SelectAllNode.is(selection) ? allOf(table) : selection
  );
  const row = RawNode.create(
    ["(select row_to_json(__rows)::text from (select ", ") as __rows)"],
    [ListNode.create(columns)],
  );
  return { ...node, returning: ReturningNode.create([rowColumn(row)]) };
}

function rowColumn(row: RawNode): SelectionNode {
  return SelectionNode.create(AliasNode.create(row, IdentifierNode.create("__row")));
}

/** `"table".*`: inside the subquery a star alone would have no table to stand for. */
function allOf(table: TableNode): RawNode {
  return RawNode.create(["", ".*"], [table.table.identifier]);
}
