/** What Auth refuses when somebody signs in, in words of ours: it has none but English ones. */
import { EstateError } from "@estate/sdk/catalogue";
import { t } from "@lingui/core/macro";
import type { ProblemWords } from "../../ui/problem_words.ts";

/** Whether a code may be on its way already: so many are sent in a time, and no more. */
export function isSentOften(error: unknown): boolean {
  return error instanceof EstateError && /^over_(sms|email)_send_rate_limit$/.test(error.code);
}

/** Undefined: no refusal of Auth, or one that has words elsewhere. */
export function authWords(error: unknown): ProblemWords | undefined {
  if (!(error instanceof EstateError) || error.status === 0 || error.status >= 500) {
    return undefined;
  }
  switch (error.code) {
    case "otp_expired":
    case "token_expired":
      return {
        title: t`This code is wrong or too old`,
        advice: t`Look at the last message that we sent, or have a new code sent.`,
        again: false,
      };
    case "invalid_credentials":
    case "user_not_found":
      return {
        title: t`E-mail or password is wrong`,
        advice: t`Try again, or have a code sent instead.`,
        again: false,
      };
    case "email_not_confirmed":
    case "phone_not_confirmed":
      return {
        title: t`This number or address is not confirmed yet`,
        advice: t`Sign in by a code that we send there.`,
        again: false,
      };
    case "over_sms_send_rate_limit":
    case "over_email_send_rate_limit":
      return {
        title: t`No new code was sent so soon after another`,
        advice: t`A code that we sent you a moment ago is still good. Else wait a minute.`,
        again: false,
      };
    case "validation_failed":
    case "bad_json":
    case "email_address_invalid":
    case "email_address_not_authorized":
      return {
        title: t`Something in it is not right`,
        advice: t`Look at what you typed: every figure and every letter.`,
        again: false,
      };
    case "sms_send_failed":
    case "hook_timeout":
    case "hook_timeout_after_retry":
    case "hook_payload_invalid_content_type":
    case "hook_payload_over_size_limit":
      return {
        title: t`The message could not be sent`,
        advice: t`Try again in a moment, or use another number or an e-mail address.`,
        again: true,
      };
    case "signup_disabled":
    case "otp_disabled":
    case "provider_disabled":
    case "phone_provider_disabled":
    case "email_provider_disabled":
      return {
        title: t`This way of signing in is closed now`,
        advice: t`Try another one: a phone number, an e-mail address or a password.`,
        again: false,
      };
    // Words for these come with any refusal, or with any answer of the kind.
    case "user_banned":
      return undefined;
  }
  return error.status === 429
    ? undefined
    : { title: t`You could not be signed in`, advice: t`Try again in a moment.`, again: true };
}
