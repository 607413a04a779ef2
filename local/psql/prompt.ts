/** A small prompt for SQL, where psql is not installed. */
import { TextLineStream } from "@std/streams/text-line-stream";
import pg from "pg";
import { tableOf } from "./table.ts";

/** Everything as the server writes it: dates without a time zone's guess, numbers of any size. */
const asText = { getTypeParser: () => (text: string) => text };

interface Result {
  readonly fields: readonly { readonly name: string }[];
  readonly rows: readonly (readonly unknown[])[];
  readonly command: string | null;
  readonly rowCount: number | null;
}
interface Failure {
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
}

const tables = `select n.nspname as schema, c.relname as table, obj_description(c.oid) as meaning
  from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v') and n.nspname in ('public', 'private') order by 1, 2`;

/** One connection, and what it is told. */
export class Prompt {
  private constructor(private readonly client: pg.Client) {}

  /** Connects to the database at `url`. */
  static async open(url: string): Promise<Prompt> {
    const client = new pg.Client({ connectionString: url, types: asText as never });
    // What breaks the connection makes the next statement fail, which is told then.
    client.on("error", () => {});
    await client.connect();
    return new Prompt(client);
  }

  /** Runs SQL, and returns what to print; errors as psql says them. */
  async run(sql: string): Promise<{ text: string; failed: boolean }> {
    try {
      const answer = await this.client.query({ text: sql, rowMode: "array" });
      const results = (Array.isArray(answer) ? answer : [answer]) as Result[];
      const texts = results.map(({ fields, rows, command, rowCount }) =>
        fields.length > 0
          ? tableOf(fields.map(({ name }) => name), rows)
          : [command, rowCount].filter((it) => it !== null).join(" ")
      );
      return { text: texts.join("\n"), failed: false };
    } catch (error) {
      const { message, detail, hint } = error as Failure;
      const lines = [`ERROR: ${message}`];
      if (detail !== undefined) lines.push(`DETAIL: ${detail}`);
      if (hint !== undefined) lines.push(`HINT: ${hint}`);
      return { text: lines.join("\n"), failed: true };
    }
  }

  /** Reads statements, each up to its semicolon at the end of a line, until the end or \\q. Returns whether all went well. */
  async converse(
    input: ReadableStream<Uint8Array>,
    print: (text: string) => void,
    ask: (text: string) => void,
  ): Promise<boolean> {
    const lines = input.pipeThrough(
      new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>,
    )
      .pipeThrough(new TextLineStream());
    let sql = "";
    let well = true;
    const tell = async (statement: string) => {
      const { text, failed } = await this.run(statement);
      print(text);
      if (failed) well = false;
    };
    ask("estate=> ");
    for await (const line of lines as ReadableStream<string>) {
      const word = sql === "" ? line.trim() : "";
      if (/^(\\q|quit|exit)$/.test(word)) return well;
      if (word === "\\d" || word === "\\dt") await tell(tables);
      else if (word.startsWith("\\")) {
        print("\\d lists tables, \\q ends; SQL ends with a semicolon.");
      } else if (line.trim() !== "" || sql !== "") {
        sql += `${line}\n`;
        if (/;\s*$/.test(line)) {
          await tell(sql);
          sql = "";
        }
      }
      ask(sql === "" ? "estate=> " : "estate-> ");
    }
    if (sql.trim() !== "") await tell(sql);
    return well;
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}
