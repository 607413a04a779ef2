/** Whom the registers of an identity company's sandbox know, what was asked of it, and what is wrong there now. */
import { html } from "hono/html";
import type { Faults } from "../faults.ts";
import type { Markup } from "../layout.ts";
import type { Register } from "./register.ts";

/** The page at the root of the sandbox. `mount` is where it stands, for the levers to type. */
export function identityPage(
  company: string,
  mount: string,
  register: Register,
  faults: Faults,
): Markup {
  const wrong = [
    ...(register.isDown ? ["The registers behind the company are down"] : []),
    ...(register.walletIsEmpty ? ["The wallet is empty"] : []),
    ...faults.list().map(([number, fault]) =>
      `${number === "*" ? "Every number" : number}: ${JSON.stringify(fault)}`
    ),
  ];
  const lever = (name: string, body: string) =>
    `curl -X POST ${mount}/_control/${name} -H 'content-type: application/json' -d '${body}'`;
  return html`
    <h1>${company} sandbox</h1>
    <p>Who gives one of these numbers, with these names, is verified. A number of the right shape that is not here is
      known to nobody; another name under one of them waits for a person or is refused. One identity has one profile: a
      number that verified somebody makes a case for staff when another uses it.</p>
    <section class="card">
      <h2>Whom the registers know</h2>
      ${table(
        ["Register", "Number", "First name", "Middle name", "Last name", "Born"],
        register.people().map(({ register, number, person }) => [
          register.toUpperCase(),
          number,
          person.firstName,
          person.middleName ?? "",
          person.lastName,
          person.dateOfBirth,
        ]),
        "Nobody.",
      )}
    </section>
    <section class="card">
      <h2>What was asked</h2>
      <p>Each question that was carried out is on the bill, whether anybody was found or not.</p>
      ${table(
        ["When", "Register", "Number", "Found"],
        register.billed().toReversed().map(({ at, register, number, found }) => [
          at.slice(0, 19).replace("T", " "),
          register.toUpperCase(),
          number,
          found ? "yes" : "nobody",
        ]),
        "Nothing yet.",
      )}
    </section>
    <section class="card">
      <h2>What is wrong now</h2>
      ${wrong.length === 0
        ? html`<p>Nothing.</p>`
        : html`<ul>${wrong.map((it) => html`<li>${it}</li>`)}</ul>`}
      <h2>Levers</h2>
      <p>Somebody more in a register, or in the place of who has the number:</p>
      <p><code>${lever(
        "people",
        `{"register":"nin","number":"10000000001","firstName":"ADAEZE","lastName":"OKAFOR","dateOfBirth":"1990-04-12"}`,
      )}</code></p>
      <p>The registers down, the wallet empty, one number answered late, one with an error; an empty fault clears it:</p>
      <p><code>${lever("down", `{"down":true}`)}</code></p>
      <p><code>${lever("wallet", `{"empty":true}`)}</code></p>
      <p><code>${lever("faults", `{"reference":"70123456789","delayMs":20000}`)}</code></p>
      <p><code>${lever("faults", `{"reference":"70123456789","fail503AfterSuccess":1}`)}</code></p>
      <p><code>${lever("reset", "{}")}</code></p>
    </section>
  `;
}

function table(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  none: string,
): Markup {
  if (rows.length === 0) return html`<p>${none}</p>`;
  return html`
    <div class="scroll">
      <table>
        <thead>
          <tr>${heads.map((head) => html`<th>${head}</th>`)}</tr>
        </thead>
        <tbody>${rows.map((row) =>
          html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`
        )}</tbody>
      </table>
    </div>
  `;
}
