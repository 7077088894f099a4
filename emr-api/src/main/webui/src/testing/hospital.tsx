import { fireEvent, render, screen } from "@testing-library/react";
import axe from "axe-core";
import { expect } from "vitest";
import { App } from "../App";
import type { Language } from "../lang";
import { ACCOUNTS, route } from "../../testing/fake/answers.mjs";
import { PEOPLE, uuid } from "../../testing/fake/people.mjs";

export { PEOPLE, uuid };
export const FIRST = PEOPLE[0]!;
export const chartPath = (section = "") => `/patients/${FIRST.id}${section && `/${section}`}`;

export interface Asked {
  method: string;
  path: string;
  query: string;
  body: unknown;
  headers: Record<string, string>;
}

interface Hospital {
  asked: Asked[];
  /** Whose session the cookie holds; empty when it is over. */
  cookie: string;
  /** The short token has run out although the session lives. */
  stale: boolean;
  /** Changes an answer before it is given. */
  twist?: (path: string, body: unknown) => unknown;
}

type Account = keyof typeof ACCOUNTS;

/** The invented server behind `fetch`. */
export function openHospital(as: Account | "" = "bacsi"): Hospital {
  const hospital: Hospital = { asked: [], cookie: as, stale: false };
  globalThis.fetch = async (input, init = {}) => {
    const url = new URL(String(input), "https://emr.test");
    const path = url.pathname.slice("/api/v1".length);
    const body: unknown = init.body instanceof Blob ? { size: init.body.size } : init.body ? JSON.parse(String(init.body)) : {};
    hospital.asked.push({ method: init.method ?? "GET", path, query: url.searchParams.toString(), body, headers: init.headers as Record<string, string> });
    if (path === "/session/refresh") hospital.stale = false;
    const me = hospital.cookie && !hospital.stale ? ACCOUNTS[hospital.cookie as Account] : undefined;
    const result = route(init.method ?? "GET", path, url.searchParams, body, me) as { status: number; body?: unknown; cookie?: string };
    if (result.cookie !== undefined) hospital.cookie = result.cookie;
    const answer = hospital.twist && result.status === 200 ? hospital.twist(path, structuredClone(result.body)) : result.body;
    const text = result.status === 204 ? null : JSON.stringify(answer);
    return new Response(text, { status: result.status, headers: { "Content-Type": "application/json", "X-Request-Id": "r-1" } });
  };
  return hospital;
}

export function visit(path: string, language: Language = "vi") {
  window.history.replaceState(null, "", path);
  return render(<App language={language} />);
}

/** A key pressed where the focus is, or on the page. */
export function press(key: string, more: KeyboardEventInit = {}) {
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
}

/** Nothing of the page keeps people out; colours need a browser and are looked at with the pictures. */
export async function healthy() {
  const found = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  expect(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`)).toEqual([]);
}

/** The newest of what was sent to an address that ends like this. */
export const sent = (hospital: Hospital, end: string) => hospital.asked.findLast((one) => one.method === "POST" && one.path.endsWith(end))!;

export const banner = () => screen.findByText("NGUYỄN THỊ ÁNH TUYẾT");

/** Everything that must never leave the page's memory. */
const SECRETS = [FIRST.name, "NGUYỄN THỊ ÁNH TUYẾT", FIRST.patientNumber, "001158001000", "Suy tim", "nguyen"];

/** What of it stands in the title, the address, storage or history. */
export function leaks(): string[] {
  const outside = decodeURIComponent(
    [document.title, window.location.href, JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie, JSON.stringify(window.history.state)].join("\n"),
  );
  return SECRETS.filter((secret) => outside.includes(secret));
}
