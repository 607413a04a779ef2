/** Why a match has its score, in codes that a database can count and a screen can put in words. */

export type NameReasonCode =
  /** Both have this word: as written, in another spelling of the name, or as it sounds. */
  | "same"
  | "variant"
  | "spelling"
  /** One has what people call those of the other's name: Seun for Oluwaseun. */
  | "short_form"
  /** One has the first letter alone. */
  | "initial"
  /** The bank cut its name there. */
  | "cut_off"
  /** A slip of the keys. */
  | "typing"
  /** Two words of one are one word of the other. */
  | "joined"
  /** The words stand in another order. */
  | "order"
  /** A title that the other has not. */
  | "title"
  /** One has a man's title and the other a woman's. */
  | "titles_differ"
  /** Junior and senior, or one of them alone. */
  | "generation"
  /** A word that the other has not, where the other has none of its own. */
  | "left_over"
  /** The name that she had before she married. */
  | "maiden_name"
  /** Each has a word there that the other has not. */
  | "given_name_differs"
  | "middle_name_differs"
  | "surname_differs"
  /** One word alone says who it is. */
  | "one_name"
  /** Only names in common that very many people have, and more on one side. */
  | "common_names"
  /** An account of two people. */
  | "joint_account"
  /** One is a business and the other a person, or may be. */
  | "business_and_person"
  /** Two businesses of one name with different trades. */
  | "trade_differs"
  | "nothing_in_common"
  /** One of them has no letters that are read. */
  | "no_name";

/** One reason. The official word is personal data of whose name it is: for staff, not for who claims it. */
export interface NameReason {
  readonly code: NameReasonCode;
  readonly claimed?: string;
  readonly official?: string;
}

/** How well two names fit, 0…100, and why. */
export interface NameMatch {
  readonly score: number;
  readonly reasons: readonly NameReason[];
}
