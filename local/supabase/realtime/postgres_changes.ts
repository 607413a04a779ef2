/**
 * `postgres_changes`: row changes for subscribers who may see the row. A trigger on the published
 * tables keeps each change in realtime.changes and notifies; from there it goes to every subscriber
 * whose request matches and whose role and claims pass the table's row-level security.
 */
import type { Database } from "../database/database.ts";
import type { Access } from "./access.ts";
import {
  BindingError,
  type ChangeRequest,
  describeBinding,
  parseBinding,
} from "./change_binding.ts";
import { FilterError } from "./change_filter.ts";
import { type Change, dataFor, isVisible, matchesFilters, takeChanges } from "./change_record.ts";
import type { ChangeBinding } from "./join_payload.ts";
import { type NotificationQueue, startNotificationQueue } from "./notification_queue.ts";
import { detachTables, prepareTables } from "./published_tables.ts";
import { reasonOf } from "./services.ts";

/** A listener with the number its client knows it by. */
export interface NumberedBinding {
  readonly id: number;
  readonly binding: ChangeBinding;
}

/** A channel with listeners. */
export interface ChangeSubscriber {
  /** Changes when the client refreshes its token. */
  readonly access: Access;
  readonly bindings: readonly NumberedBinding[];
  sendChange(ids: readonly number[], data: Record<string, unknown>): void;
  sendSubscriptionStatus(status: "ok" | "error", message: string): void;
}

let lastId = 0;

/** Numbers the listeners of a channel; listeners that are the same get the same number. */
export function numberBindings(bindings: readonly ChangeBinding[]): NumberedBinding[] {
  const ids = new Map<string, number>();
  return bindings.map((binding) => {
    const same = JSON.stringify(binding);
    const id = ids.get(same) ?? ++lastId;
    ids.set(same, id);
    return { id, binding };
  });
}

/** One attempt after another to serve a subscriber, until it succeeds or the subscriber leaves. */
interface Subscription {
  /** Served requests; those of the earlier subscription until this one stands. */
  requests: readonly ChangeRequest[];
  retry?: ReturnType<typeof setTimeout>;
}

const retryMs = 5_000;

export class PostgresChanges {
  private readonly subscriptions = new Map<ChangeSubscriber, Subscription>();
  private readonly underWay = new Set<Promise<void>>();
  private queue: NotificationQueue | undefined;
  private closed = false;

  private constructor(
    private readonly database: Database,
    private readonly log: (message: string) => void,
  ) {}

  /** Starts with nobody subscribed. Changes left over from an earlier run are dropped. */
  static async start(
    database: Database,
    log: (message: string) => void,
  ): Promise<PostgresChanges> {
    const changes = new PostgresChanges(database, log);
    await database.exec("delete from realtime.changes");
    changes.queue = await startNotificationQueue(
      database,
      "realtime_changes",
      (ids) => changes.deliver(ids),
      (error) => log(`Cannot deliver row changes: ${reasonOf(error)}`),
    );
    return changes;
  }

  /** Subscribes, or subscribes again after a new token. The outcome goes to the subscriber. */
  subscribe(subscriber: ChangeSubscriber): void {
    if (this.closed) return;
    const before = this.subscriptions.get(subscriber);
    clearTimeout(before?.retry);
    const subscription: Subscription = { requests: before?.requests ?? [] };
    this.subscriptions.set(subscriber, subscription);
    this.attempt(subscriber, subscription);
  }

  unsubscribe(subscriber: ChangeSubscriber): void {
    clearTimeout(this.subscriptions.get(subscriber)?.retry);
    this.subscriptions.delete(subscriber);
  }

  /** Stops delivering and takes the triggers off the tables. */
  async close(): Promise<void> {
    this.closed = true;
    for (const subscriber of [...this.subscriptions.keys()]) this.unsubscribe(subscriber);
    await this.queue?.stop();
    await Promise.all(this.underWay);
    await detachTables(this.database, this.log).catch((error) => {
      this.log(`Cannot take the triggers off the tables: ${reasonOf(error)}`);
    });
  }

  private attempt(subscriber: ChangeSubscriber, subscription: Subscription): void {
    const attempt = this.prepare(subscriber, subscription)
      .finally(() => this.underWay.delete(attempt));
    this.underWay.add(attempt);
  }

  private async prepare(subscriber: ChangeSubscriber, subscription: Subscription): Promise<void> {
    const current = () => this.subscriptions.get(subscriber) === subscription;
    const again = (message: string) => {
      if (!current()) return;
      subscriber.sendSubscriptionStatus("error", message);
      subscription.retry = setTimeout(() => this.attempt(subscriber, subscription), retryMs);
    };
    const requests: ChangeRequest[] = [];
    for (const { id, binding } of subscriber.bindings) {
      if (!current()) return;
      const unable = "Unable to subscribe to changes with given parameters.";
      try {
        const request = parseBinding(id, binding);
        if (!await prepareTables(this.database, request, subscriber.access)) {
          return again(
            `${unable} Please check Realtime is enabled for the given connect parameters: ${
              describeBinding(binding)
            }`,
          );
        }
        requests.push(request);
      } catch (error) {
        if (error instanceof BindingError || error instanceof FilterError) {
          if (current()) subscriber.sendSubscriptionStatus("error", error.message);
          return;
        }
        return again(
          `${unable} An exception happened so please check your connect parameters: ${
            describeBinding(binding)
          }. Exception: ${reasonOf(error)}`,
        );
      }
    }
    if (!current()) return;
    subscription.requests = requests;
    subscriber.sendSubscriptionStatus("ok", "Subscribed to PostgreSQL");
  }

  private async deliver(payloads: readonly string[]): Promise<void> {
    // Any role may notify: a payload that is no id must not take its batch with it.
    const ids = payloads.filter((payload) => /^\d{1,18}$/.test(payload));
    for (const change of await takeChanges(this.database, ids)) {
      try {
        await this.deliverChange(change);
      } catch (error) {
        this.log(`Cannot deliver a change of ${change.schema}.${change.table}: ${reasonOf(error)}`);
      }
    }
  }

  private async deliverChange(change: Change): Promise<void> {
    // Subscribers with the same filters, or the same claims, share one question to the database.
    const filtered = new Map<string, Promise<boolean>>();
    const seen = new Map<string, Promise<boolean>>();
    for (const [subscriber, { requests }] of [...this.subscriptions]) {
      const matching: ChangeRequest[] = [];
      for (const request of requests) {
        if (!concerns(request, change)) continue;
        const { filters } = request;
        const matches = once(
          filtered,
          JSON.stringify(filters),
          () => matchesFilters(this.database, change, filters),
        );
        if (await this.answered(matches, "filter", change)) matching.push(request);
      }
      if (matching.length === 0) continue;
      const { access } = subscriber;
      const visible = once(
        seen,
        JSON.stringify([access.role, access.claims]),
        () => isVisible(this.database, change, access),
      );
      if (!await this.answered(visible, "policy", change)) continue;
      if (!this.subscriptions.has(subscriber)) continue;
      for (const [select, group] of bySelection(matching)) {
        subscriber.sendChange(group, dataFor(change, access.role, select));
      }
    }
  }

  /** A question that fails counts as a no, for this subscriber and those who share it. */
  private async answered(question: Promise<boolean>, what: string, { schema, table }: Change) {
    try {
      return await question;
    } catch (error) {
      this.log(`A ${what} on ${schema}.${table} failed: ${reasonOf(error)}`);
      return false;
    }
  }
}

function concerns({ event, schema, table }: ChangeRequest, change: Change): boolean {
  return (event === "*" || event === change.type) &&
    (schema === "*" || schema === change.schema) && (table === "*" || table === change.table);
}

/** The ids of requests by the columns they select: one event for each selection. */
function bySelection(
  requests: readonly ChangeRequest[],
): Map<readonly string[] | undefined, number[]> {
  const groups = new Map<string, { select: readonly string[] | undefined; ids: number[] }>();
  for (const { id, select } of requests) {
    const key = JSON.stringify(select ?? null);
    const group = groups.get(key) ?? { select, ids: [] };
    group.ids.push(id);
    groups.set(key, group);
  }
  return new Map([...groups.values()].map(({ select, ids }) => [select, ids]));
}

function once(
  answers: Map<string, Promise<boolean>>,
  question: string,
  ask: () => Promise<boolean>,
): Promise<boolean> {
  const answer = answers.get(question) ?? ask();
  answers.set(question, answer);
  return answer;
}
