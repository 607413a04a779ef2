/** Words for each refusal, and the way to the screen that helps where there is one. */
import { t } from "@lingui/core/macro";
import type { ProblemWords } from "../problem_words.ts";
import type { Refusal } from "./refusal.ts";

/** What stands in the way, and what to do. */
export function refusalWords(refusal: Refusal): ProblemWords {
  switch (refusal) {
    case "right":
      return {
        title: t`You may not do this`,
        advice: t`Ask who owns the organization to let you.`,
        again: false,
      };
    case "proof":
      return {
        title: t`First show who you are`,
        advice: t`Nothing was done. This asks for proof that you have not given yet.`,
        again: true,
        way: { to: "/me/proof", words: t`What to prove` },
      };
    case "factor":
      return {
        title: t`This asks for your second factor`,
        advice: t`Nothing was done. Enter the code of your authenticator app and try again.`,
        again: true,
        way: { to: "/me/second-factor", words: t`Your second factor` },
      };
    case "stale":
      return {
        title: t`First sign in again`,
        advice: t`Nothing was done. You signed in too long ago for this.`,
        again: false,
      };
    case "suspended":
      return {
        title: t`Your account is suspended`,
        advice:
          t`Nothing was done. If this is wrong, tell the staff of Estate: they write down your appeal, and somebody else decides it.`,
        again: false,
      };
    case "organization_suspended":
      return {
        title: t`The organization is suspended`,
        advice: t`Nothing was done. Who runs it can appeal on its Today screen.`,
        again: false,
      };
    case "someone_else":
      return {
        title: t`Somebody else has to decide this`,
        advice: t`It is about you, you began it, or who began it is new here.`,
        again: false,
      };
    case "too_new":
      return {
        title: t`You are too new to decide this`,
        advice:
          t`Nothing was done. You may decide it once you have had that right for some days; who has had it for longer can do so now.`,
        again: false,
      };
    case "asker_too_new":
      return {
        title: t`Who asked for this is too new`,
        advice:
          t`Nothing was done. It can be approved once they have had that right for some days, or at once where somebody who has had it for longer asks for it anew.`,
        again: false,
      };
    case "mandate":
      return {
        title: t`Your mandate does not allow this`,
        advice: t`Ask the owner of the home for a mandate that does.`,
        again: false,
      };
    case "owner":
      return {
        title: t`The owner does this`,
        advice: t`No mandate to sign reaches so far. Ask the owner of the home to do it.`,
        again: false,
      };
    case "consent":
      return {
        title: t`You may not look at this now`,
        advice: t`The person has not agreed to it, or their consent is over. Ask them.`,
        again: false,
      };
    case "blocked":
      return {
        title: t`You cannot write here`,
        advice: t`Nothing was sent. One side does not wish to talk with the other.`,
        again: false,
      };
    case "staff_decide":
      return {
        title: t`Estate decides this now`,
        advice: t`One of those who pay disputes it. You are told what comes of it.`,
        again: false,
      };
    case "not_agreed":
      return {
        title: t`This was before your tenancy`,
        advice: t`Only who had accepted it by then can answer.`,
        again: false,
      };
    case "addressee":
      return {
        title: t`Somebody else is asked`,
        advice: t`Sign in with the number or e-mail address to which the link was sent.`,
        again: false,
      };
    case "author":
      return {
        title: t`Only who wrote it can change it`,
        again: false,
      };
  }
}
