import type { Condition, Encounter, Origin } from "../api";
import { millis } from "../format/time";

/** The visit that each telling of it belongs to, by the id every system's telling has. */
export function visitsById(encounters: readonly Encounter[]): Map<string, Encounter> {
  return new Map(encounters.flatMap((e) => [e.id, ...(e.otherIds ?? [])].map((id) => [id, e])));
}

/** A diagnosis of one visit, with every system that told it. */
export interface Diagnosis {
  key: string;
  code?: string;
  text?: string;
  ranks: string[];
  active: boolean;
  diagnosed?: Condition["diagnosed"];
  /** One of each system, its newest. */
  origins: Origin[];
}

/** I50.0 and i500 are one code. */
const plain = (code: string) => code.replace(/[.\s]/g, "").toUpperCase();

/** ICD-10 by any of its names, and what is said without a system, is one; a code of another system is another. */
const list = (system = "") => (/^ICD|^I10/i.test(system) ? "" : system);

/** What a system says beside the code; some repeat the code there. */
const words = (c: Condition) => (c.text && plain(c.text) !== plain(c.code ?? "") ? c.text : undefined);

/** Words as they are compared: written otherwise they are the same. */
const spoken = (text: string) => text.normalize("NFC").toLocaleLowerCase("vi").replace(/[\s.,;]+/g, " ").trim();

/** What is said without a code, in the words another system has beside its code in the same visit, is that diagnosis. */
function coded(c: Condition, all: readonly Condition[], visitOf: (c: Condition) => string | undefined): Condition {
  const text = c.text && spoken(c.text);
  const same = (other: Condition) =>
    other.code && visitOf(other) === visitOf(c) && other.text && spoken(other.text) === text;
  return (!c.code && text && visitOf(c) && all.find(same)) || c;
}

/** The same code told again of the same visit, by another system or with another rank, is one diagnosis. The order stays. */
export function diagnoses(conditions: readonly Condition[], encounters: readonly Encounter[]): Diagnosis[] {
  const visits = visitsById(encounters);
  const visitOf = (c: Condition) => c.encounterId && (visits.get(c.encounterId)?.id ?? c.encounterId);
  const groups = new Map<string, Condition[]>();
  for (const c of conditions) {
    const { code, system } = coded(c, conditions, visitOf);
    const visit = visitOf(c);
    const key = code && visit ? `${visit} ${plain(code)} ${list(system)}`.trim() : c.id;
    groups.set(key, [...(groups.get(key) ?? []), c]);
  }
  return [...groups].map(([key, told]) => ({
    key,
    code: told.find((c) => c.code)?.code,
    text: told.map(words).find(Boolean),
    ranks: [...new Set(told.flatMap((c) => c.rank ?? []))],
    active: told.some((c) => c.active),
    diagnosed: told.find((c) => c.diagnosed)?.diagnosed,
    origins: newestOfEach(told.flatMap((c) => c.origin ?? [])),
  }));
}

/** Each diagnosis once, whatever visits it was stated in, in the words that any of them has. */
export function namedOnce(stated: readonly Diagnosis[]): Diagnosis[] {
  const same = (a: Diagnosis, b: Diagnosis) => (a.code ?? a.text) === (b.code ?? b.text);
  return stated
    .filter((d, i) => stated.findIndex((other) => same(other, d)) === i)
    .map((d) => ({ ...d, text: d.text ?? stated.find((other) => same(other, d) && other.text)?.text }));
}

function newestOfEach(origins: Origin[]): Origin[] {
  const newest = new Map<string, Origin>();
  const at = (o: Origin) => millis(o.statedAt ?? o.recordedAt) ?? 0;
  for (const o of origins) {
    const held = newest.get(o.sourceName);
    if (!held || at(o) > at(held)) newest.set(o.sourceName, o);
  }
  return [...newest.values()];
}
