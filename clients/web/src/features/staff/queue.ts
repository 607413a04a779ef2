/** What a queue is: what it reads, how a case of it looks in the list, and the case itself. */
import type { ComponentType } from "react";
import type { Meaning } from "../../ui/status_chip.tsx";
import type { StaffQuery } from "./staff_query.ts";

/** A case in the list. */
export interface Line {
  readonly id: string;
  readonly title: string;
  readonly more?: string;
  /** Since when it waits. */
  readonly since: string;
  readonly chip?: { readonly meaning: Meaning; readonly words: string };
}

/** What a case is given. `onDone` once it is decided: the next one comes. */
export interface CaseProps<Row> {
  readonly row: Row;
  readonly onDone: () => void;
}

/** A queue. */
export interface Queue<Row> {
  readonly title: () => string;
  readonly lead: () => string;
  readonly query: () => StaffQuery<Row>;
  readonly line: (row: Row) => Line;
  readonly Case: ComponentType<CaseProps<Row>>;
}

/** A word of the database as people read it: "name_unclear" as "name unclear". */
export const plain = (word: string): string => word.replaceAll("_", " ");

/** The same at the head of a line: "Name unclear". */
export const headed = (word: string): string =>
  plain(word).replace(/^\p{L}/u, (letter) => letter.toUpperCase());
