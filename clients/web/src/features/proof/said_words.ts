/**
 * What the project asks, why, what it keeps and what its staff look at, in the reader's words. The sentences are data and a
 * promise: one that was changed there has no words of ours, and stands as the project says it.
 */
import { t } from "@lingui/core/macro";

/** The reader's words for a sentence of the project; undefined: there are none, and it stays English. */
export function saidWords(sentence: string): string | undefined {
  switch (sentence) {
    case "A code that we send to your number":
      return t`A code that we send to your number`;
    case "So that whoever deals with you can reach you":
      return t`So that whoever deals with you can reach you`;
    case "The number, seen by nobody who does not deal with you":
      return t`The number, seen by nobody who does not deal with you`;
    case "A code that we send to your address":
      return t`A code that we send to your address`;
    case "So that what concerns you reaches you":
      return t`So that what concerns you reaches you`;
    case "The address, seen by nobody who does not deal with you":
      return t`The address, seen by nobody who does not deal with you`;
    case "Your bank and the ten figures of your account number":
      return t`Your bank and the ten figures of your account number`;
    case "So that nobody is paid under another name than yours":
      return t`So that nobody is paid under another name than yours`;
    case "The bank, the last four figures, and that the name is yours":
      return t`The bank, the last four figures, and that the name is yours`;
    case "Your name and the eleven figures of your BVN":
      return t`Your name and the eleven figures of your BVN`;
    case "Your name and the eleven figures of your NIN":
      return t`Your name and the eleven figures of your NIN`;
    case "So that there is one of you here, and nobody who takes your name":
      return t`So that there is one of you here, and nobody who takes your name`;
    case "The last four figures, and a fingerprint by which the same number is known again":
      return t`The last four figures, and a fingerprint by which the same number is known again`;
    case "Your name and a virtual NIN, made for us in the NIMC app or by *346*3#":
      return t`Your name and a virtual NIN, made for us in the NIMC app or by *346*3#`;
    case "As a NIN, without that we ever see it":
      return t`As a NIN, without that we ever see it`;
    case "Its last four characters, and a fingerprint of what it said":
      return t`Its last four characters, and a fingerprint of what it said`;
    case "Who licenses you, and under which number":
      return t`Who licenses you, and under which number`;
    case "So that people know an agent from somebody who says so":
      return t`So that people know an agent from somebody who says so`;
    case "Who licensed you, the number, and that we compared it":
      return t`Who licensed you, the number, and that we compared it`;
    case "Staff compare the name of a bank account with yours before money goes there":
      return t`Staff compare the name of a bank account with yours before money goes there`;
    case "Staff look at a bank account before money goes there":
      return t`Staff look at a bank account before money goes there`;
    case "Staff look at the proof of a payment before it is confirmed":
      return t`Staff look at the proof of a payment before it is confirmed`;
    case "Staff look at a title document before its property is shown as verified":
      return t`Staff look at a title document before its property is shown as verified`;
    case "Staff look at a telephone number":
      return t`Staff look at a telephone number`;
    case "Staff look at an identity":
      return t`Staff look at an identity`;
    default:
      return undefined;
  }
}
