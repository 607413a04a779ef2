/** Makes a code, has a hook send it, and keeps its hash: a code that was not sent is not kept. */
import type { Database } from "../../database/database.ts";
import type { ProjectConfig } from "../../../settings.ts";
import { codeHash, newCode } from "./code.ts";
import { type Account, columnOf, type Purpose } from "./code_table.ts";
import { AuthRefusal, callHook, type Hook } from "./hook_call.ts";

/** What sending needs. */
export interface SendingOptions {
  readonly database: Database;
  readonly auth: ProjectConfig["auth"];
  readonly hooks: { readonly sms: Hook; readonly email: Hook };
}

/** In Auth's words, the purposes whose codes go to a phone. */
const byPhone: ReadonlySet<Purpose> = new Set(["sms", "phone_change"]);

/** Sends codes. */
export interface CodeSender {
  /**
   * Sends a code to the account, or to the phone number that it is to have.
   * @throws {AuthRefusal} too soon after the one before, or what the hook refused
   */
  send(
    account: Account,
    purpose: Exclude<Purpose, "email_change">,
    redirectTo: string,
  ): Promise<void>;
  /** Sends both codes of a change of address that stands in the account. @throws {AuthRefusal} likewise */
  sendChange(account: Account, redirectTo: string): Promise<void>;
}

/** Creates it. */
export function createCodeSender({ database, auth, hooks }: SendingOptions): CodeSender {
  const length = auth.email.otp_length;
  const emailHook = (account: Account, data: Record<string, string>) =>
    callHook(hooks.email, {
      user: userOf(account),
      email_data: {
        token: "",
        token_hash: "",
        token_new: "",
        token_hash_new: "",
        site_url: auth.site_url,
        old_email: "",
        old_phone: "",
        provider: "",
        factor_type: "",
        ...data,
      },
    });

  /** Takes the turn to send, and gives it back when nothing was sent. */
  const inTurn = async (
    account: Account,
    sentAt: string,
    seconds: number,
    code: string,
    work: () => Promise<void>,
  ) => {
    const [turn] = await database.query<{ was: string | null }>(
      `with old as (select id, ${sentAt} from auth.users where id = $1 for update)
       update auth.users as u set ${sentAt} = now() from old
       where u.id = old.id and (old.${sentAt} is null or old.${sentAt} <= now() - $2 * interval '1 second')
       returning old.${sentAt}::text as was`,
      [account.id, seconds],
    );
    if (turn === undefined) {
      throw new AuthRefusal(
        429,
        code,
        `For security purposes, you can only request this after ${seconds} seconds.`,
      );
    }
    try {
      await work();
    } catch (error) {
      await database.query(`update auth.users set ${sentAt} = $2::timestamptz where id = $1`, [
        account.id,
        turn.was,
      ]);
      throw error;
    }
  };

  return {
    async send(account, purpose, redirectTo) {
      const { token, sentAt } = columnOf[purpose];
      const phone = purpose === "phone_change" ? account.phone_change : account.phone;
      const isByPhone = byPhone.has(purpose) || account.email === null;
      const recipient = (isByPhone ? phone : account.email) ?? "";
      const code = newCode(length);
      const hash = codeHash(recipient, code);
      const [seconds, tooSoon] = isByPhone
        ? [secondsOf(auth.sms.max_frequency), "over_sms_send_rate_limit"] as const
        : [secondsOf(auth.email.max_frequency), "over_email_send_rate_limit"] as const;
      await inTurn(account, sentAt, seconds, tooSoon, async () => {
        if (isByPhone) {
          await callHook(hooks.sms, {
            user: userOf(account),
            sms: { otp: code, phone: recipient },
          });
        } else {
          await emailHook(account, {
            token: code,
            token_hash: hash,
            redirect_to: redirectTo,
            email_action_type: purpose,
          });
        }
        await database.query(`update auth.users set ${token} = $2 where id = $1`, [
          account.id,
          hash,
        ]);
      });
    },

    async sendChange(account, redirectTo) {
      const seconds = secondsOf(auth.email.max_frequency);
      await inTurn(
        account,
        "email_change_sent_at",
        seconds,
        "over_email_send_rate_limit",
        async () => {
          const isDouble = auth.email.double_confirm_changes && account.email !== null;
          const [current, next] = [newCode(length), newCode(length)];
          const currentHash = isDouble ? codeHash(account.email ?? "", current) : "";
          const nextHash = codeHash(account.email_change ?? "", next);
          await emailHook(account, {
            email_action_type: "email_change",
            redirect_to: redirectTo,
            // Crosswise, as Auth names them: to the current address token and token_hash_new, to the new one the others.
            ...(isDouble
              ? {
                token: current,
                token_hash_new: currentHash,
                token_new: next,
                token_hash: nextHash,
              }
              : { token: next, token_hash: nextHash }),
          });
          await database.query(
            `update auth.users set email_change_token_current = $2, email_change_token_new = $3,
             email_change_confirm_status = 0 where id = $1`,
            [account.id, currentHash, nextHash],
          );
        },
      );
    },
  };
}

function userOf(account: Account): Record<string, unknown> {
  return {
    ...JSON.parse(account.user),
    ...(account.email_change === null ? {} : { new_email: account.email_change }),
    ...(account.phone_change === null ? {} : { new_phone: account.phone_change }),
  };
}

/** Of a duration as Go writes it, such as 60s or 1m. */
export function secondsOf(duration: string): number {
  const seconds = { h: 3600, m: 60, s: 1 } as const;
  return [...duration.matchAll(/([\d.]+)(h|m|s)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * seconds[unit as keyof typeof seconds],
    0,
  );
}
