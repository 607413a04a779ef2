/** Statements as Nigerian banks export them: made up, in the columns, dates and figures of each. */
import type { StatementColumns } from "../bank_statements.ts";

/** One export, and what must be read of it. */
export interface BankExport {
  readonly bank: string;
  readonly csv: string;
  readonly columns: StatementColumns;
  /** What came in: day and kobo. */
  readonly credits: readonly (readonly [day: string, kobo: number])[];
}

export const bankExports: readonly BankExport[] = [
  {
    bank: "GTBank",
    csv: `CUSTOMER STATEMENT
Account Name:,ADA HOMES
Account No:,******2345
Period:,01-Nov-2026 To 30-Nov-2026

Trans. Date,Value Date,Reference,Debits,Credits,Balance,Originating Branch,Remarks
02-Nov-2026,02-Nov-2026,'000014261102,,"1,200,000.00","1,500,000.00",205 YABA,NIBSS Instant Payment Inward Tunde Bello rent flat 1
03-Nov-2026,03-Nov-2026,,"52.50",,"1,499,947.50",205 YABA,ELECTRONIC MONEY TRANSFER LEVY
Closing Balance,,,,,"1,499,947.50",,
`,
    columns: {
      date: "Trans. Date",
      credit: "Credits",
      narration: "Remarks",
      reference: "Reference",
    },
    credits: [["2026-11-02", 120_000_000]],
  },
  {
    bank: "Zenith",
    csv: `DATE,DESCRIPTION,DEBIT,CREDIT,VALUE DATE,BALANCE\r
05/11/2026,"NIP/GTB/CHINEDU OKEKE/RENT",0.00,"350,000.00",05/11/2026,"350,000.00"\r
06/11/2026,"POS PURCHASE","2,000.00",0.00,06/11/2026,"348,000.00"\r
`,
    columns: { date: "DATE", credit: "CREDIT", narration: "DESCRIPTION" },
    credits: [["2026-11-05", 35_000_000]],
  },
  {
    bank: "Access",
    csv: `Posted Date;Value Date;Description;Debit;Credit;Balance
07-NOV-26;07-NOV-26;MOBILE TRF FRM BISI ADE;-;85,000.50;85,000.50
08-NOV-26;08-NOV-26;SMS CHARGE;4.00;-;84,996.50
`,
    columns: { date: "Posted Date", credit: "Credit", narration: "Description" },
    credits: [["2026-11-07", 8_500_050]],
  },
  {
    bank: "UBA",
    csv: `ACCOUNT STATEMENT,,,,,,
TRANS DATE,VALUE DATE,NARRATION,CHQ. NO,DEBIT,CREDIT,BALANCE
09-11-2026,09-11-2026,CHQ DEP 000451 OKAFOR,000451,,90000,90000
`,
    columns: { date: "TRANS DATE", credit: "CREDIT", narration: "NARRATION" },
    credits: [["2026-11-09", 9_000_000]],
  },
  {
    bank: "First Bank",
    csv: `TransDate\tReference\tTransaction Details\tValueDate\tDeposit\tWithdrawal\tBalance
10/11/2026\tS4413321\tFIP:GTB/MUSA D/SERVICE CHARGE\t10/11/2026\t45,000.00\t0.00\t45,000.00
`,
    columns: {
      date: "TransDate",
      credit: "Deposit",
      narration: "Transaction Details",
      reference: "Reference",
    },
    credits: [["2026-11-10", 4_500_000]],
  },
  {
    bank: "Kuda",
    csv: `Kuda MF Bank,,,,,,
Date/Time,Money In,Money out,Category,To / From,Description,Balance
"11/11/26 13:45:10","₦20,000.00",,inward transfer,"Ngozi Eze/GTBank","rent balance","₦20,000.00"
"12/11/26 09:00:01",,"₦1,000.00",outward transfer,"Power Co","","₦19,000.00"
`,
    columns: {
      date: "Date/Time",
      credit: "Money In",
      narration: "Description",
      payer: "To / From",
    },
    credits: [["2026-11-11", 2_000_000]],
  },
  {
    bank: "Moniepoint",
    csv: `Date,Transaction Ref,Narration,DR/CR,Transaction Amount,Balance After
2026-11-13T08:15:00.000Z,POS_TRF_99120,Card payment Flat 3,CR,15000.00,15000.00
2026-11-13T09:15:00.000Z,POS_TRF_99121,Withdrawal,DR,5000.00,10000.00
`,
    columns: {
      date: "Date",
      credit: "Transaction Amount",
      narration: "Narration",
      direction: "DR/CR",
      reference: "Transaction Ref",
    },
    credits: [["2026-11-13", 1_500_000]],
  },
  {
    bank: "a bank with signed amounts",
    csv: `Transaction Date,Particulars,Amount (NGN)
14/11/2026,From F. Adeyemi,"+7,500.00"
15/11/2026,To Power Co,"-3,000.00"
16/11/2026,To Water Board,"(1,000.00)"
`,
    columns: { date: "Transaction Date", credit: "Amount (NGN)", narration: "Particulars" },
    credits: [["2026-11-14", 750_000]],
  },
];
