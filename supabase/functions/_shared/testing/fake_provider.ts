/** A payment provider for tests that does only what it is told. */
import type { PaymentProvider } from "../payment_provider.ts";

const unused = () => Promise.reject(new Error("not here"));

/** A provider that is up; what is not given is not to be called. */
export function fakeProvider(does: Partial<PaymentProvider> = {}): PaymentProvider {
  return {
    environment: "test",
    isAvailable: () => Promise.resolve(true),
    openCheckout: unused,
    findPayment: unused,
    listPaid: unused,
    refund: unused,
    listRefunds: unused,
    disputes: { find: unused, list: unused, answer: unused },
    ...does,
  };
}
