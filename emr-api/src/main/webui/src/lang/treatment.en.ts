import type { treatmentVi } from "./treatment.vi";

/** The same words in English. */
export const treatmentEn: Record<keyof typeof treatmentVi, string> = {
  "tellers.title": "What the systems say ({n})",
  "tellers.differing": "They differ: {x}",
  "tellers.differs": "the systems differ",
  "tellers.class": "Kind of visit",
  "tellers.status": "State",
  "tellers.start": "Start",
  "tellers.end": "End",
  "tellers.department": "Department",
  "tellers.reason": "Reason",
  "tellers.at": "Said at",
};
