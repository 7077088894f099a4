import { act, fireEvent, screen } from "@testing-library/react";
import { vi } from "vitest";
import { FIRST, openHospital, uuid, visit, type Asked } from "./hospital";

/** What tests of sheets do at the desk. */
export const at = (n: number) => `/patients/${FIRST.id}/sheets/${uuid(n)}`;
export const RECORD = at(9801);
export const TREATMENT = at(9802);
export const DONE = at(9803);
export const OTHERS = at(9804);

type Hospital = ReturnType<typeof openHospital>;
export const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
export const drafts = (hospital: Hospital) => hospital.asked.filter((one) => one.method === "PUT" && one.path.endsWith("/draft"));
export const answersOf = (asked: Asked | undefined) => (asked?.body as { answers: Record<string, { text?: string }[]> }).answers;
export const field = (name: RegExp | string) => screen.findByLabelText<HTMLInputElement>(name);
export const write = async (name: RegExp | string, text: string) => fireEvent.change(await field(name), { target: { value: text } });
export const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole("button", { name }));

/** Opens a sheet and begins to write. */
export async function edit(path: string, as: Parameters<typeof openHospital>[0] = "bacsi") {
  const hospital = openHospital(as);
  visit(path);
  await press(/^(Ghi tiếp|Sửa tờ)$/);
  await screen.findByRole("button", { name: "Thôi sửa" });
  return hospital;
}

/** The network between this page and the server. */
export function network() {
  const answer = globalThis.fetch;
  const state = { down: false as boolean | number };
  globalThis.fetch = async (input, init) => {
    if (state.down === true) throw new TypeError("no network");
    if (typeof state.down === "number") return new Response("", { status: state.down });
    return answer(input, init);
  };
  return state;
}

export const REASON = /^Lý do vào viện/;
