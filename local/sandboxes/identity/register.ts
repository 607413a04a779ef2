/** The registers that a sandbox of an identity company looks into: people by number, everything in memory. */

/** Registers. */
export const registers = ["bvn", "nin", "vnin"] as const;

/** One of them. */
export type RegisterName = typeof registers[number];

/** Somebody as a register has them. */
export interface RegisteredPerson {
  readonly firstName: string;
  readonly middleName?: string | undefined;
  readonly lastName: string;
  /** YYYY-MM-DD. */
  readonly dateOfBirth: string;
}

/** One question that was carried out, and so is billed. */
export interface BilledQuestion {
  readonly register: RegisterName;
  readonly number: string;
  readonly at: string;
  /** Whether the register knew anybody of that number. */
  readonly found: boolean;
}

/** Somebody under a number. */
export interface Entry {
  readonly register: RegisterName;
  readonly number: string;
  readonly person: RegisteredPerson;
}

/** The documented test numbers of Dojah, which Prembly's sandbox takes too. */
const documented: readonly [RegisterName, string, RegisteredPerson][] = [
  ["bvn", "22222222222", {
    firstName: "JOHN",
    middleName: "ANON",
    lastName: "DOE",
    dateOfBirth: "1997-05-16",
  }],
  ["nin", "70123456789", {
    firstName: "JOHN",
    middleName: "ANON",
    lastName: "DOE",
    dateOfBirth: "1997-05-16",
  }],
  ["vnin", "AB012345678910YZ", {
    firstName: "JOHN",
    middleName: "ANON",
    lastName: "DOE",
    dateOfBirth: "1997-05-16",
  }],
];

/** People by number, what was asked, and what the account that asks still has. */
export class Register {
  readonly #people = new Map<string, Entry>();
  #billed: BilledQuestion[] = [];
  /** Whether the register itself is down: the company is there, and says so. */
  isDown = false;
  /** Whether the account that asks has no money left. */
  walletIsEmpty = false;

  constructor(readonly now: () => Date) {
    this.reset();
  }

  /** Writes somebody in. */
  add(register: RegisterName, number: string, person: RegisteredPerson): void {
    this.#people.set(`${register} ${number}`, { register, number, person });
  }

  /** Looks somebody up, and puts it on the bill whether there is anybody or not. */
  look(register: RegisterName, number: string): RegisteredPerson | undefined {
    const known = this.#people.get(`${register} ${number}`);
    this.#billed.push({
      register,
      number,
      at: this.now().toISOString(),
      found: known !== undefined,
    });
    return known?.person;
  }

  /** Everybody, in the order in which they came. */
  people(): Entry[] {
    return [...this.#people.values()];
  }

  /** What is on the bill, oldest first; with a number, about that. */
  billed(number?: string): BilledQuestion[] {
    return this.#billed.filter((it) => number === undefined || it.number === number);
  }

  /** Only the documented people, nothing asked, everything well. */
  reset(): void {
    this.#people.clear();
    this.#billed = [];
    this.isDown = false;
    this.walletIsEmpty = false;
    for (const [register, number, person] of documented) {
      this.add(register, number, person);
    }
  }
}
