/** The shapes the server speaks on /api/v1. Fields the server leaves out are null there. */

export type * from "./api.chart";
export type * from "./api.laboratory";
export type * from "./api.operation";
export type * from "./api.orders";
export type * from "./api.session";
export type * from "./api.treatment";
export type * from "./api.worklists";

export type Precision = "YEAR" | "MONTH" | "DAY" | "HOUR" | "MINUTE" | "SECOND";

/** A time as its sender stated it; `from` is the first instant it can mean. */
export interface SentTime {
  sent: string;
  precision: Precision;
  from?: string;
}

/** Our own clock gives an ISO instant; a time from outside keeps what was sent. */
export type When = string | SentTime;

export type Sex = "MALE" | "FEMALE" | "OTHER" | "UNKNOWN";
export type Level = "N" | "L" | "H" | "LL" | "HH" | "A" | "AA";
export type FeedState = "FRESH" | "STALE" | "FAILING" | "SILENT";

export interface Origin {
  sourceName: string;
  statedAt?: When;
  recordedAt?: string;
  inboundId?: string;
}

/** RFC 9457. */
export interface ProblemBody {
  status?: number;
  code?: string;
  title?: string;
  detail?: string;
  fields?: (string | { path?: string; reason?: string })[];
  requestId?: string;
}
