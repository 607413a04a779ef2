/** Nigerian banks as the provider lists them: numeric id, bank code and name. */
export interface Bank {
  readonly id: number;
  readonly code: string;
  readonly name: string;
}

/** Code of the test bank; it resolves any account number and is never listed. */
export const TEST_BANK_CODE = "001";

/** The listed banks, by name. */
export const BANKS: readonly Bank[] = [
  { id: 1, code: "044", name: "Access Bank" },
  { id: 3, code: "063", name: "Access Bank (Diamond)" },
  { id: 27, code: "035A", name: "ALAT by WEMA" },
  { id: 2, code: "023", name: "Citibank Nigeria" },
  { id: 4, code: "050", name: "Ecobank Nigeria" },
  { id: 6, code: "070", name: "Fidelity Bank" },
  { id: 7, code: "011", name: "First Bank of Nigeria" },
  { id: 8, code: "214", name: "First City Monument Bank" },
  { id: 70, code: "00103", name: "Globus Bank" },
  { id: 9, code: "058", name: "Guaranty Trust Bank" },
  { id: 22, code: "301", name: "Jaiz Bank" },
  { id: 11, code: "082", name: "Keystone Bank" },
  { id: 67, code: "50211", name: "Kuda Bank" },
  { id: 302, code: "50515", name: "Moniepoint MFB" },
  { id: 171, code: "999992", name: "OPay Digital Services Limited (OPay)" },
  { id: 169, code: "999991", name: "PalmPay" },
  { id: 13, code: "076", name: "Polaris Bank" },
  { id: 25, code: "101", name: "Providus Bank" },
  { id: 14, code: "221", name: "Stanbic IBTC Bank" },
  { id: 15, code: "068", name: "Standard Chartered Bank" },
  { id: 16, code: "232", name: "Sterling Bank" },
  { id: 23, code: "100", name: "Suntrust Bank" },
  { id: 68, code: "302", name: "TAJ Bank" },
  { id: 17, code: "032", name: "Union Bank of Nigeria" },
  { id: 18, code: "033", name: "United Bank For Africa" },
  { id: 19, code: "215", name: "Unity Bank" },
  { id: 20, code: "035", name: "Wema Bank" },
  { id: 21, code: "057", name: "Zenith Bank" },
];

const DOCUMENTED_ACCOUNTS: Readonly<Record<string, string>> = {
  "063/0022728151": "WES GIBBONS",
  // To which test mode pays out.
  "057/0000000000": "ZENITH TEST",
};

/** Who holds an account, or undefined when the pair of bank and number is unknown. */
export function accountHolder(bankCode: string, accountNumber: string): string | undefined {
  if (bankCode === TEST_BANK_CODE) return `TEST ACCOUNT ${accountNumber}`;
  return DOCUMENTED_ACCOUNTS[`${bankCode}/${accountNumber}`];
}
