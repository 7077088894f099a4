import { time } from "../format/time";
import type { Dose, Medications, Order } from "./api";

/** So long after its time a dose is late; before it, it may be recorded so early (as the server has it). */
export const LATE_MS = 30 * 60_000;
export const EARLY_MS = 2 * 3_600_000;

export type Due = { at: string; dose?: Dose; state: "DONE" | "LATE" | "NOW" | "LATER" };

/** An order with what was due of it on a day, and what else was recorded of it. */
export interface Line {
  order: Order;
  due: Due[];
  /** Given as needed, of orders without times, under an earlier plan, or marked as an error. */
  others: Dose[];
}

export function stateOf(at: string, dose: Dose | undefined, now: number): Due["state"] {
  if (dose) return "DONE";
  const passed = now - Date.parse(at);
  return passed > LATE_MS ? "LATE" : passed > -EARLY_MS ? "NOW" : "LATER";
}

export function lineOf(order: Order, doses: Dose[], now: number): Line {
  const own = doses.filter((dose) => dose.orderId === order.id);
  const standing = new Map(own.filter((dose) => !dose.error && dose.due).map((dose) => [dose.due!, dose]));
  return {
    order,
    due: order.due.map((at) => ({ at, dose: standing.get(at), state: stateOf(at, standing.get(at), now) })),
    others: own.filter((dose) => dose.error || !dose.due || !order.due.includes(dose.due)),
  };
}

/** Whether it belongs to the day: it stands then, or something was due or recorded of it. */
function ofDay({ order, due, others }: Line, day: string): boolean {
  const begins = `${day}T00:00:00+07:00`;
  const ended = order.plan?.until !== undefined && Date.parse(order.plan.until) <= Date.parse(begins);
  const ahead = order.plan !== undefined && Date.parse(order.plan.from) >= Date.parse(begins) + 86_400_000;
  return due.length > 0 || others.length > 0 || (order.status === "ACTIVE" && !ended && !ahead);
}

/** The orders of the day, and those of which nothing is to be done then. */
export function linesOf(page: Medications, now: number): { day: Line[]; others: Line[] } {
  const lines = page.orders.map((order) => lineOf(order, page.doses, now));
  return { day: lines.filter((line) => ofDay(line, page.day)), others: lines.filter((line) => !ofDay(line, page.day)) };
}

/** The times of the day of any of them, in their order. */
export function timesOf(lines: Line[]): string[] {
  return [...new Set(lines.flatMap((line) => line.due.map((due) => time(due.at))))].sort();
}
