import type { Chart, Origin, When } from "../api";
import { millis } from "../format/time";
import type { Section } from "../route";

export const KINDS = ["visit", "stay", "lab", "report", "image", "document", "appointment", "vaccine"] as const;
export type Kind = (typeof KINDS)[number];

/** One thing that happened, on the axis and in the list. */
export interface Happening {
  key: string;
  kind: Kind;
  when: When | undefined;
  at: number | undefined;
  /** End of a bar; a bar without one reaches to now. */
  until?: number;
  untilWhen?: When;
  open?: boolean;
  title: string;
  detail: string;
  /** Said in red after the detail. */
  alarm?: string;
  marked: boolean;
  origin: Origin | undefined;
  /** Where Enter leads. */
  to?: { section: Section; item: string };
}

/** Diagnostic services that make pictures (HL7 table 0074 and DICOM modalities some senders use). */
const PICTURES = new Set(["RAD", "RX", "IMG", "CT", "CTH", "MR", "MRI", "RT", "NMR", "NMS", "NMI", "US", "RUS", "CUS", "OUS", "VUS", "XRC", "DX", "CR", "EC", "EN"]);

interface Words {
  className(code: string): string;
  values(n: number): string;
  marked(n: number): string;
  images(n: number): string;
  study: string;
  document: string;
  appointment: string;
  vaccine: string;
  /** How an appointment or a vaccination stands. */
  state(kind: "appointment" | "immunization", code: string): string;
  place(stay: { department?: string; room?: string; bed?: string }): string;
}

/** Everything with a time, newest first; what has no time comes last. */
export function happenings(chart: Chart, words: Words): Happening[] {
  const all: Happening[] = [];
  for (const e of chart.encounters ?? []) {
    const cancelled = e.status === "CANCELLED";
    all.push({
      key: `v ${e.id}`,
      kind: "visit",
      when: e.start,
      at: millis(e.start),
      until: millis(e.end),
      untilWhen: e.end,
      open: !e.end && e.status === "IN_PROGRESS",
      title: words.className(e.class),
      detail: [e.reason, e.visitNumber, ...(e.otherNumbers ?? []), e.attendingDoctor].filter(Boolean).join(" · "),
      marked: cancelled,
      origin: e.origin,
    });
    (e.stays ?? []).forEach((stay, i) => {
      if (stay.cancelled) return;
      all.push({
        key: `s ${e.id} ${i}`,
        kind: "stay",
        when: stay.start,
        at: millis(stay.start),
        until: millis(stay.end),
        untilWhen: stay.end,
        open: !stay.end && e.status === "IN_PROGRESS",
        title: stay.department ?? stay.departmentCode ?? "",
        detail: words.place({ room: stay.room, bed: stay.bed }),
        marked: false,
        origin: e.origin,
      });
    });
  }
  for (const r of chart.reports ?? []) {
    const when = r.effective ?? r.issued;
    all.push({
      key: `r ${r.id}`,
      kind: PICTURES.has(r.category ?? "") ? "report" : "lab",
      when,
      at: millis(when),
      title: r.text ?? r.code ?? "",
      detail: words.values(r.observations),
      alarm: r.abnormal > 0 ? words.marked(r.abnormal) : undefined,
      marked: r.abnormal > 0,
      origin: r.origin,
      to: { section: "reports", item: r.id },
    });
  }
  for (const s of chart.studies ?? []) {
    all.push({
      key: `i ${s.id}`,
      kind: "image",
      when: s.started,
      at: millis(s.started),
      title: s.description ?? words.study,
      detail: [s.modalities?.join(", "), words.images(s.instances)].filter(Boolean).join(" · "),
      marked: false,
      origin: s.origin,
      to: { section: "studies", item: s.id },
    });
  }
  for (const d of chart.documents ?? []) {
    all.push({
      key: `d ${d.id}`,
      kind: "document",
      when: d.authored,
      at: millis(d.authored),
      title: d.title ?? words.document,
      detail: "",
      marked: false,
      origin: d.origin,
      to: { section: "documents", item: d.id },
    });
  }
  for (const a of chart.appointments ?? []) {
    all.push({
      key: `a ${a.id}`,
      kind: "appointment",
      when: a.start,
      at: millis(a.start),
      title: a.service ?? a.reason ?? words.appointment,
      detail: [words.state("appointment", a.status), a.department, a.practitioner].filter(Boolean).join(" · "),
      marked: a.status === "CANCELLED" || a.status === "NO_SHOW",
      origin: a.origin,
    });
  }
  for (const v of chart.immunizations ?? []) {
    all.push({
      key: `m ${v.id}`,
      kind: "vaccine",
      when: v.given,
      at: millis(v.given),
      title: v.vaccine ?? v.code ?? words.vaccine,
      detail: [v.status !== "COMPLETED" && words.state("immunization", v.status), v.dose].filter(Boolean).join(" · "),
      marked: v.status === "REFUSED" || v.status === "NOT_GIVEN",
      origin: v.origin,
    });
  }
  return all.sort((a, b) => (b.at ?? Number.NEGATIVE_INFINITY) - (a.at ?? Number.NEGATIVE_INFINITY));
}

export interface Span {
  from: number;
  to: number;
}

const LEAST_MS = 3_600_000;

/** From first contact to now with a little air. */
export function wholeSpan(all: Happening[], now: number): Span {
  const times = all.flatMap((h) => [h.at, h.until]).filter((n) => n !== undefined);
  const from = Math.min(now, ...times);
  const to = Math.max(now, ...times);
  const air = Math.max((to - from) * 0.02, LEAST_MS * 6);
  return { from: from - air, to: to + air };
}

/** Zooms about a point and stays within the whole. */
export function zoom(span: Span, factor: number, about: number, whole: Span): Span {
  const length = Math.min(whole.to - whole.from, Math.max(LEAST_MS, (span.to - span.from) * factor));
  const share = (about - span.from) / (span.to - span.from);
  return within({ from: about - length * share, to: about + length * (1 - share) }, whole);
}

export function shift(span: Span, share: number, whole: Span): Span {
  const by = (span.to - span.from) * share;
  return within({ from: span.from + by, to: span.to + by }, whole);
}

export function within(span: Span, whole: Span): Span {
  const length = Math.min(span.to - span.from, whole.to - whole.from);
  const from = Math.max(whole.from, Math.min(span.from, whole.to - length));
  return { from, to: from + length };
}

export function overlaps(h: Happening, span: Span, now: number): boolean {
  if (h.at === undefined) return false;
  const end = h.until ?? (h.open ? now : h.at);
  return h.at <= span.to && end >= span.from;
}
