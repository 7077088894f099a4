import { moment } from "../format/time";
import { typedInstant } from "../format/typed";
import type { Key } from "../lang";
import { typedNumber } from "../vitals/typed";
import type { DrugRoute, Order, Ordered, Rhythm, Schedule } from "./api";

/** What was typed of an order and is not judged yet. */
export interface Draft {
  code?: string;
  medicine: string;
  ingredient: string;
  strength: string;
  dose: string;
  unit: string;
  route: DrugRoute;
  kind: Rhythm;
  times: string;
  everyDays: string;
  everyHours: string;
  most: string;
  from: string;
  days: string;
  until: string;
  indication: string;
  instructions: string;
  highAlert: boolean;
  because: string;
  reason: string;
}

const comma = (number: number | undefined) => (number === undefined ? "" : String(number).replace(".", ","));

export function draftOf(old: Order | undefined): Draft {
  const plan = old?.plan;
  return {
    code: old?.code,
    medicine: old?.medicine ?? "",
    ingredient: plan?.ingredient ?? "",
    strength: old?.strength ?? "",
    dose: comma(plan?.dose),
    unit: plan?.unit ?? "",
    route: plan?.route ?? "ORAL",
    kind: plan?.schedule.kind ?? "TIMES",
    times: plan?.schedule.times?.join(", ") ?? "",
    everyDays: String(plan?.schedule.everyDays ?? 1),
    everyHours: comma(plan?.schedule.everyHours),
    most: comma(plan?.schedule.mostPerDay),
    from: moment(plan?.from ?? new Date().toISOString()),
    days: "",
    until: plan?.until ? moment(plan.until) : "",
    indication: plan?.indication ?? "",
    instructions: old?.instructions ?? "",
    highAlert: plan?.highAlert ?? false,
    because: plan?.because ?? "",
    reason: "",
  };
}

const TIME = /^([01]?\d|2[0-3])(?:[:hg]([0-5]\d)?)?$/i;

/** Times of the day as people write them (8h, 8h30, 08:30, 8), in their order; undefined when one is none. */
export function typedTimes(text: string): string[] | undefined {
  const parts = text.split(/[,;\s]+/).filter(Boolean);
  const times = parts.map((part) => {
    const [, hour, minute] = TIME.exec(part) ?? [];
    return hour && `${hour.padStart(2, "0")}:${minute ?? "00"}`;
  });
  return times.length === 0 || times.some((time) => !time) ? undefined : [...new Set(times as string[])].sort();
}

const whole = (text: string) => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : undefined);

function scheduleOf(draft: Draft): Schedule | Key {
  switch (draft.kind) {
    case "ONCE":
      return { kind: "ONCE" };
    case "TIMES": {
      const times = typedTimes(draft.times);
      const everyDays = whole(draft.everyDays);
      return times && everyDays ? { kind: "TIMES", times, everyDays } : "drug.wrongTimes";
    }
    case "INTERVAL": {
      const everyHours = whole(draft.everyHours);
      return everyHours ? { kind: "INTERVAL", everyHours } : "drug.wrongHours";
    }
    case "AS_NEEDED": {
      const mostPerDay = whole(draft.most);
      return mostPerDay || !draft.most.trim() ? { kind: "AS_NEEDED", ...(mostPerDay && { mostPerDay }) } : "drug.wrongMost";
    }
  }
}

const said = (text: string) => text.trim() || undefined;

/** The order that is sent, or what is wrong with what was typed. */
export function ordered(draft: Draft): Ordered | Key {
  const dose = typedNumber(draft.dose);
  const from = typedInstant(draft.from);
  const until = draft.days.trim() ? undefined : typedInstant(draft.until);
  const schedule = scheduleOf(draft);
  if (draft.medicine.trim().length < 2) return "drug.missingMedicine";
  if (!dose || !draft.unit.trim()) return "drug.wrongDose";
  if (typeof schedule === "string") return schedule;
  if (!from) return "drug.wrongFrom";
  if ((draft.days.trim() && !whole(draft.days)) || (!draft.days.trim() && draft.until.trim() && !until)) return "drug.wrongEnd";
  return {
    code: draft.code,
    medicine: draft.medicine.trim(),
    ingredient: said(draft.ingredient),
    strength: said(draft.strength),
    dose,
    unit: draft.unit.trim(),
    route: draft.route,
    schedule,
    from,
    days: whole(draft.days),
    until,
    indication: said(draft.indication),
    instructions: said(draft.instructions),
    highAlert: draft.highAlert,
  };
}
