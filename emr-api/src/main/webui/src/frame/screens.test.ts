import { cleanup, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Right } from "../api";
import { ACCOUNTS } from "../../testing/fake/answers.mjs";
import { openHospital, PEOPLE, uuid, visit } from "../testing/hospital";
import { SCREENS } from "./screens";

/** What each role may, as the running system writes it. */
const [dossier] = Object.values(
  import.meta.glob("../../../../../../deploy/dossier-level-2/he-thong.md", { query: "?raw", import: "default", eager: true }) as Record<string, string>,
);

const rightsOf = new Map<string, Right[]>();
for (const [, right, roles] of dossier!.matchAll(/^- `([A-Z_]+)`: (.+)$/gm)) {
  for (const [role] of roles!.matchAll(/[A-Z][A-Z_]+(?= |,|$)/g)) rightsOf.set(role, [...(rightsOf.get(role) ?? []), right as Right]);
}

const ADDRESSES: Record<string, string[]> = {
  home: ["/"],
  patient: ["", "timeline", "vitals", "medications", "laboratory", "reports", "studies", "treatment", "folder", "documents"].map((section) => `/patients/${PEOPLE[0]!.id}/${section}`),
  sheet: [`/patients/${PEOPLE[0]!.id}/sheets/${uuid(9801)}`],
  newSheet: [`/patients/${PEOPLE[0]!.id}/record-folders/${uuid(9800)}/sheets/new/01-BV1`],
  worklists: ["/worklists", "/worklists/duplicates", "/worklists/provisional", "/worklists/links", "/worklists/codes"],
  source: [`/sources/${uuid(9101)}`],
  designer: ["/designer", `/designer/${uuid(7901)}`],
  explain: ["/staff/explain"],
  reviews: ["/staff/reviews", `/staff/reviews/${uuid(7601)}`, "/staff/reviews/next"],
  staff: ["/staff", `/staff/${uuid(1)}`],
  disclosures: ["/disclosures", `/disclosures/${uuid(7501)}`],
  register: ["/disclosures/register"],
  exports: ["/exports", `/exports/${uuid(7810)}`],
  destructions: ["/destructions", `/destructions/${uuid(7830)}`],
  imports: ["/imports", `/imports/${uuid(650_000)}`],
  message: [`/messages/${uuid(900100)}`],
  correct: [`/messages/${uuid(900100)}/correct`],
  traffic: ["/traffic", `/traffic/${uuid(9101)}`],
  signing: ["/signing"],
  signingKeys: ["/signing/keys"],
  trusted: ["/trusted-certificates"],
  signingServices: ["/signing/services"],
  signingDevice: ["/signing/device"],
  insuranceSigners: ["/insurance-signers"],
  signed: [`/signed-documents/${uuid(9871)}`],
  verify: ["/verify-signature"],
  patientSigning: [`/patient-signing/${uuid(9890)}`],
  missing: ["/nowhere"],
};

/** Asked by every page of somebody who is signed in; what waits is in the menu of those who find the page of it. */
const ALWAYS = /^GET (\/about|\/me|\/disclosures\/waiting|\/emergencies\/waiting|\/account-reviews\/due|\/signing\/counts)$|^POST \/session\/refresh$/;
const ID = /\/[0-9a-f]{8}-[0-9a-f-]{27}/g;

/** What a page asks for when somebody with these rights opens it. */
async function asks(address: string, rights: Right[]): Promise<string[]> {
  Object.assign(ACCOUNTS, { probe: { ...ACCOUNTS.bacsi, rights } });
  const hospital = openHospital("probe" as "bacsi");
  visit(address);
  let before = -1;
  let quiet = 0;
  await waitFor(() => {
    const still = document.querySelector("h1") && !document.querySelector(".skeleton") && hospital.asked.length === before;
    quiet = still ? quiet + 1 : 0;
    before = hospital.asked.length;
    expect(quiet).toBe(3);
  }, { interval: 60, timeout: 10_000 });
  cleanup();
  return hospital.asked.map((one) => `${one.method} ${one.path.replace(ID, "/{}")}`).filter((one) => !ALWAYS.test(one));
}

const [known = ""] = Object.values(
  import.meta.glob("../../../../test/resources/screens.txt", { query: "?raw", import: "default", eager: true }) as Record<string, string>,
);

/**
 * One line for each page and what it asks for: page | route | the roles of which it asks it; the build holds them against the
 * server. What was written down of a page and a role stays, since a slow machine may see a page ask later.
 */
async function matrix(): Promise<string> {
  const lines = new Map<string, Set<string>>();
  const add = (line: string, role: string) => lines.set(line, (lines.get(line) ?? new Set()).add(role));
  for (const [page, rights] of Object.entries(SCREENS)) {
    for (const [role, held] of rightsOf) {
      if (rights.length > 0 && !rights.some((right) => held.includes(right))) continue;
      add(`${page} | -`, role);
      for (const address of ADDRESSES[page] ?? [`/${page}`]) for (const asked of await asks(address, held)) add(`${page} | ${asked}`, role);
    }
  }
  for (const line of known.split("\n").filter(Boolean)) {
    const [page, asked, roles] = line.split(" | ") as [string, string, string];
    for (const role of roles.split(" ")) if (lines.get(`${page} | -`)?.has(role)) add(`${page} | ${asked}`, role);
  }
  return [...lines].map(([line, roles]) => `${line} | ${[...roles].sort().join(" ")}\n`).sort().join("");
}

describe("every page", () => {
  it("asks each role that finds it in the menu for what is written down, and nothing else", async () => {
    expect(rightsOf.size).toBeGreaterThan(16);
    await expect(await matrix()).toMatchFileSnapshot("../../../../test/resources/screens.txt");
  }, 600_000);
});
