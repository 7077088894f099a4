import type { Chart, Condition, Encounter } from "../api";
import { diagnoses, visitsById, type Diagnosis } from "../chart/visits";
import { KINDS } from "./api";

/** The diagnoses of one visit: what people said of it here, by kind, and what systems told. */
export interface OfVisit {
  encounter: Encounter;
  /** Whether the reader may say one now. */
  open: boolean;
  said: Condition[];
  withdrawn: Condition[];
  told: Diagnosis[];
}

/** A diagnosis told at discharge is the main illness. */
export const kindOf = (rank: string) => (rank === "discharge" ? "primary" : rank);

const place = (c: Condition) => (KINDS as readonly string[]).indexOf(c.rank ?? "");

/** Visits of which people say diagnoses, or may, and apart from them what was told of others. */
export function byVisit({ conditions = [], encounters = [], diagnosable = [], mergedInto }: Chart): { visits: OfVisit[]; others: Diagnosis[] } {
  const known = visitsById(encounters);
  const visitOf = (c: Condition) => (c.encounterId ? known.get(c.encounterId) : undefined);
  const here = conditions.filter((c) => c.enteredHere && visitOf(c));
  const may = mergedInto ? [] : diagnosable;
  const visits = encounters
    .filter((e) => may.includes(e.id) || here.some((c) => visitOf(c) === e))
    .map((encounter) => {
      const own = here.filter((c) => visitOf(c) === encounter);
      return {
        encounter,
        open: may.includes(encounter.id),
        said: own.filter((c) => c.active).sort((a, b) => place(a) - place(b)),
        withdrawn: own.filter((c) => !c.active),
        told: diagnoses(conditions.filter((c) => !here.includes(c) && visitOf(c) === encounter), encounters),
      };
    });
  const shown = new Set(visits.map(({ encounter }) => encounter));
  const others = conditions.filter((c) => !here.includes(c) && !shown.has(visitOf(c)!));
  return { visits, others: diagnoses(others, encounters) };
}

/** Whether what systems told counts no more, as people said all of its kinds otherwise. */
export const answered = (told: Diagnosis, said: readonly Condition[]) =>
  told.active && told.ranks.length > 0 && told.ranks.every((rank) => said.some((c) => c.rank === kindOf(rank)));
