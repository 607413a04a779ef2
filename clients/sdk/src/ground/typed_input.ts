/**
 * What a person types, read: amounts, dates, telephone numbers, as people in Nigeria write them. The project itself
 * takes only what is exact; this says what was understood, so that a form can show it before anything is sent, and
 * where something could be meant in more than one way it does not choose.
 */

/** One way to read what was typed. */
export interface Reading<Value> {
  /** In the form that the project takes. */
  readonly value: Value;
  /** For the person who typed it: "₦1,200,000", "5 December 2026". */
  readonly says: string;
}

/** What was typed, read; or why not, with what it could have meant. */
export type TypedInput<Value> =
  | { readonly understood: true } & Reading<Value>
  | {
    readonly understood: false;
    /** Why, for the person who typed it. */
    readonly reason: string;
    /** What could be meant; empty when nobody can tell. */
    readonly readings: readonly Reading<Value>[];
  };

/** What the database takes as an amount: private.read_kobo. */
const mostKobo = 1_000_000_000_000_000;

/**
 * Reads naira: `1,200,000`, `₦1.2m`, `1.2 million`, `500k`, `N800,000.50`. The value is kobo.
 * `1.200.000` and `1,2` are not chosen between.
 */
export function readAmount(typed: string): TypedInput<number> {
  const text = plain(typed).toLowerCase();
  if (text === "") return refused("Type an amount, such as 1,200,000 or 1.2m.");
  const parts =
    /^(?:₦|#|=n=|ngn|n)?([0-9][0-9.,' ]*?)(k|thousand|m|mil|million|bn|billion)?(?:naira|ngn)?(?:only)?(?:\/?[-=]+)?$/
      .exec(text.replace(/(?<=\D) | (?=\D)/g, ""));
  const digits = parts?.[1]?.trim();
  if (digits === undefined) {
    return refused(`"${typed.trim()}" is not an amount. Write it like 1,200,000 or 1.2m.`);
  }
  const times = scale[parts?.[2] ?? ""] ?? 1;
  const grouped = /^[0-9]{1,3}([, '])[0-9]{3}(?:\1[0-9]{3})*(?:\.[0-9]{1,2})?$/;
  const bare = times === 1 ? /^[0-9]+(?:\.[0-9]{2})?$/ : /^[0-9]+(?:\.[0-9]{1,6})?$/;
  if (grouped.test(digits) || bare.test(digits)) {
    return asAmount(digits.replace(/[, ']/g, ""), times) ??
      refused("That is more, or a smaller part of a kobo, than can be written.");
  }
  // Without its marks, and with the last of them as the point.
  const candidates = new Set([digits.replace(/[.,' ]/g, "")]);
  const last = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  const fraction = digits.slice(last + 1);
  if (/^[0-9]{1,3}$/.test(fraction) && digits.search(/[.,]/) === last) {
    const pointed = `${digits.slice(0, last).replace(/[' ]/g, "")}.${fraction}`;
    if (times === 1 && fraction.length < 3) candidates.add(pointed);
    if (times !== 1) candidates.add(pointed);
  }
  const readings = [...candidates].flatMap((candidate) => {
    const reading = asAmount(candidate, times);
    return reading?.understood === true ? [bareReading(reading)] : [];
  });
  if (times === 1 && /^[0-9]{1,2}[.,][0-9]$/.test(digits)) {
    const millions = asAmount(digits.replace(",", "."), 1_000_000);
    if (millions?.understood === true) readings.push(bareReading(millions));
  }
  return refused(
    `"${typed.trim()}" could mean different amounts. Write commas between thousands and a point before kobo.`,
    readings.sort((one, other) => one.value - other.value),
  );
}

const scale: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mil: 1e6,
  million: 1e6,
  bn: 1e9,
  billion: 1e9,
};

/** Digits with a point, times a power of ten, in whole kobo: by moving the point, for a float would lose some. */
function asAmount(digits: string, times: number): TypedInput<number> | undefined {
  const [whole = "", fraction = ""] = digits.split(".");
  const places = Math.round(Math.log10(times)) + 2;
  if (fraction.slice(places).replace(/0+$/, "") !== "") return undefined;
  const kobo = BigInt(whole + fraction.slice(0, places).padEnd(places, "0"));
  if (kobo > BigInt(mostKobo)) return undefined;
  return { understood: true, value: Number(kobo), says: sayAmount(Number(kobo)) };
}

/** Kobo as people write naira. */
export function sayAmount(kobo: number): string {
  const naira = Math.trunc(kobo / 100).toLocaleString("en-NG");
  const rest = Math.abs(kobo % 100);
  return `₦${naira}${rest === 0 ? "" : `.${String(rest).padStart(2, "0")}`}`;
}

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/**
 * Reads a date as it is written here, the day first: `05/12/2026` is 5 December. Also `5 Dec 2026`, `December 5th, 2026`
 * and `2026-12-05`. The value is YYYY-MM-DD. A day that no month has is not moved to another one.
 */
export function readDate(typed: string): TypedInput<string> {
  const text = plain(typed).toLowerCase().replace(/\s*,\s*/g, " ");
  if (text === "") return refused("Type a date, such as 5/12/2026.");
  const iso = /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$/.exec(text);
  if (iso !== null) return asDate(Number(iso[3]), Number(iso[2]), Number(iso[1]), typed);
  const numbers = /^([0-9]{1,2})\s*[/.\- ]\s*([0-9]{1,2})\s*[/.\- ]\s*([0-9]{4}|[0-9]{2})$/.exec(
    text,
  );
  if (numbers !== null) {
    return asDate(Number(numbers[1]), Number(numbers[2]), yearOf(numbers[3] ?? ""), typed);
  }
  const named =
    /^(?:the )?([0-9]{1,2})(?:st|nd|rd|th)?(?: day)?(?: of)?[ \-/]*([a-z]+)\.?[ \-/]*([0-9]{4}|[0-9]{2})?$/
      .exec(text);
  const american = /^([a-z]+)\.? *([0-9]{1,2})(?:st|nd|rd|th)?(?: +([0-9]{4}))?$/.exec(text);
  const [day, name, year] = named !== null
    ? [named[1], named[2], named[3]]
    : [american?.[2], american?.[1], american?.[3]];
  const month = monthOf(name);
  if (day === undefined || month === 0) {
    return refused(`"${typed.trim()}" is not a date. Write it like 5/12/2026 or 5 December 2026.`);
  }
  if (year === undefined) {
    const now = new Date(Date.now() + 3_600_000).getUTCFullYear();
    return refused(
      `Which year? Write it like ${Number(day)} ${months[month - 1]} ${now}.`,
      [now, now + 1].flatMap((one) => soundDate(Number(day), month, one)),
    );
  }
  return asDate(Number(day), month, yearOf(year), typed);
}

/** Two digits are of this century: homes are let for days to come. */
function yearOf(written: string): number {
  return written.length === 2 ? 2000 + Number(written) : Number(written);
}

function monthOf(name: string | undefined): number {
  if (name === undefined || name.length < 3) return 0;
  return months.findIndex((month) =>
    month.toLowerCase().startsWith(name === "sept" ? "sep" : name)
  ) + 1;
}

function daysIn(month: number, year: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The date as a reading, when there is such a date. */
function soundDate(day: number, month: number, year: number): Reading<string>[] {
  if (year < 1861 || year > 2199 || month < 1 || month > 12) return [];
  if (day < 1 || day > daysIn(month, year)) return [];
  const two = (part: number) => String(part).padStart(2, "0");
  return [{
    value: `${year}-${two(month)}-${two(day)}`,
    says: `${day} ${months[month - 1]} ${year}`,
  }];
}

function asDate(day: number, month: number, year: number, typed: string): TypedInput<string> {
  const [sound] = soundDate(day, month, year);
  if (sound !== undefined) return { understood: true, ...sound };
  if (year < 1861 || year > 2199) return refused("A date here is from 1861 to 2199.");
  if (month >= 1 && month <= 12 && day >= 1) {
    const most = daysIn(month, year);
    const next = month === 12 ? [1, year + 1] as const : [month + 1, year] as const;
    return refused(
      `${months[month - 1]} ${year} has ${most} days.`,
      day > 31 ? [] : [...soundDate(most, month, year), ...soundDate(day - most, next[0], next[1])],
    );
  }
  // The month first, as Americans write it; or a digit too many.
  const swapped = soundDate(month, day, year);
  const slips = [...new Set(String(month))].flatMap((digit) => soundDate(day, Number(digit), year));
  return refused(
    `"${typed.trim()}" has no month ${month}. The day comes first, then the month.`,
    swapped.length > 0 ? swapped : slips,
  );
}

/**
 * Reads a telephone number: `0803 123 4567`, `+234 803…`, `234803…`, `00234…`. The value is E.164, as +2348031234567.
 * Numbers of other countries begin with their plus.
 */
export function readPhone(typed: string): TypedInput<string> {
  const text = plain(typed);
  if (text === "") return refused("Type a number, such as 0803 123 4567.");
  const several = text.split(/[,;/]| or /).map((part) => part.trim()).filter((part) => part !== "");
  if (several.length > 1) {
    const readings = several.map(readPhone).flatMap((one) =>
      one.understood ? [bareReading(one)] : []
    );
    return refused("Type one number.", readings);
  }
  if (!/^\+?[0-9 ().\-]+$/.test(text)) {
    return refused(`"${typed.trim()}" is not a telephone number. Write it like 0803 123 4567.`);
  }
  const digits = text.replace(/\(0\)/, "").replace(/[^0-9+]/g, "").replace(/^00/, "+");
  const abroad = digits.startsWith("+") && !digits.startsWith("+234");
  if (abroad) {
    return /^\+[1-9][0-9]{7,14}$/.test(digits)
      ? { understood: true, value: digits, says: digits }
      : refused("A number abroad has 8 to 15 digits after its plus.");
  }
  // After the country or the nought: ten digits of a mobile, seven to nine of a landline with its area.
  const national = digits.replace(/^\+?234(?=[0-9]{7,})/, "").replace(/^0/, "");
  const isMobile = /^[789][01][0-9]{8}$/.test(national);
  const isLandline = /^(?![789][01])[1-9][0-9]{7,8}$/.test(national) && digits !== national;
  if (isMobile || isLandline) {
    const value = `+234${national}`;
    return { understood: true, value, says: isMobile ? sayMobile(national) : `0${national}` };
  }
  const missing = 10 - national.length;
  if (/^[789]/.test(national) && missing !== 0) {
    return refused(
      missing > 0
        ? `${missing} ${
          missing === 1 ? "digit is" : "digits are"
        } missing: a mobile number has 11, beginning with 0.`
        : "There are digits too many: a mobile number has 11, beginning with 0.",
    );
  }
  return refused(
    "That is no number of a Nigerian network. Write numbers of other countries with their plus.",
  );
}

function sayMobile(national: string): string {
  return `0${national.slice(0, 3)} ${national.slice(3, 6)} ${national.slice(6)}`;
}

/** Composed alike, without what cannot be seen, with plain spaces: what is pasted from elsewhere brings others. */
function plain(typed: string): string {
  return typed.normalize("NFKC").replace(
    /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g,
    "",
  )
    .replace(/[\u2010-\u2015\u2212]/g, "-").replace(/\s+/g, " ").trim();
}

function bareReading<Value>({ value, says }: Reading<Value>): Reading<Value> {
  return { value, says };
}

function refused<Value>(
  reason: string,
  readings: readonly Reading<Value>[] = [],
): TypedInput<Value> {
  return { understood: false, reason, readings };
}
