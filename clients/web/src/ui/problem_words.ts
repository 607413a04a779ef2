/** What the project refused, in words of the reader's language; what has no words here keeps the project's own. */
import { EstateError } from "@estate/sdk/catalogue";
import { t } from "@lingui/core/macro";

/** What happened and what to do. */
export interface ProblemWords {
  readonly title: string;
  readonly advice?: string;
  /** Whether to do the same again makes sense. */
  readonly again: boolean;
  /** The screen of the app that helps. */
  readonly way?: { readonly to: "/me/proof" | "/me/second-factor"; readonly words: string };
}

/** Words for anything that was thrown. */
export function problemWords(error: unknown): ProblemWords {
  if (!(error instanceof EstateError)) {
    return navigator.onLine
      ? {
        title: t`Something went wrong here`,
        advice:
          t`It is not your doing. If you were sending something, look whether it arrived before you send it again.`,
        again: true,
      }
      : offline();
  }
  // Auth and Storage have codes of their own for it; what has no status had no answer.
  if (error.code === "http.unreachable" || error.status === 0) {
    return navigator.onLine
      ? {
        title: t`Estate does not answer`,
        advice:
          t`Your connection may be weak. If you were sending something, look whether it arrived before you send it again.`,
        again: true,
      }
      : offline();
  }
  switch (error.status) {
    case 401:
      return { title: t`You are signed out`, advice: t`Sign in again to go on.`, again: false };
    case 404:
    case 410:
      return { title: t`It is not here any more`, advice: error.message, again: false };
    case 429:
      return {
        title: t`That was too often`,
        advice: waitFor(error.retryAfterSeconds),
        again: true,
      };
  }
  if (error.status >= 500) {
    return {
      title: t`Something went wrong at Estate`,
      advice: t`It is not your doing. Try again in a moment.`,
      again: true,
    };
  }
  return { title: error.message, again: error.status === 409 };
}

function offline(): ProblemWords {
  return {
    title: t`You are offline`,
    advice: t`What you have seen before stays readable. Try again when the line is back.`,
    again: true,
  };
}

function waitFor(seconds: number | undefined): string {
  if (seconds === undefined || seconds < 60) return t`Wait a minute and try again.`;
  const minutes = Math.ceil(seconds / 60);
  return t`Try again in ${minutes} min.`;
}

/** The messages for the fields of a form, by name; empty where the refusal names none. */
export function fieldErrors(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof EstateError) || error.field === undefined) return {};
  return { [error.field]: error.message };
}
