/** What somebody has begun to say of a payment, as it is kept on the phone: a killed tab finds it again. */

/** What is not there was not said yet. The proof itself no browser gives back: it is chosen again. */
export interface ReportDraft {
  readonly amountKobo?: number;
  /** What was ticked then: of other charges it says nothing. */
  readonly ofKobo?: number;
  readonly paidOn?: string;
  readonly method?: string;
  readonly reference?: string;
  readonly note?: string;
}

/** Reads what was kept; what makes no sense in it is left out. */
export function readReportDraft(kept: string): ReportDraft {
  try {
    const raw = JSON.parse(kept === "" ? "{}" : kept) as Readonly<Record<string, unknown>>;
    const text = (name: string) => {
      const value = raw[name];
      return typeof value === "string" ? { [name]: value } : {};
    };
    const kobo = (name: string) => {
      const value = raw[name];
      return typeof value === "number" && value > 0 ? { [name]: value } : {};
    };
    return {
      ...kobo("amountKobo"),
      ...kobo("ofKobo"),
      ...(/^\d{4}-\d{2}-\d{2}$/.test(String(raw["paidOn"])) ? text("paidOn") : {}),
      ...text("method"),
      ...text("reference"),
      ...text("note"),
    };
  } catch {
    return {};
  }
}
