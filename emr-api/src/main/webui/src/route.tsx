import { useSyncExternalStore, type AnchorHTMLAttributes, type MouseEvent } from "react";
import { wire } from "./client";

/** Sections of a chart, in the order of their tabs. */
export const SECTIONS = ["overview", "timeline", "vitals", "medications", "laboratory", "reports", "studies", "treatment", "folder", "documents"] as const;
export type Section = (typeof SECTIONS)[number];

/** What waits for a person's decision, in the order of its tabs. */
export const WORKLISTS = ["unmatched", "duplicates", "provisional", "links", "codes"] as const;
export type Worklist = (typeof WORKLISTS)[number];

/** Every page. An address holds ids only: no name, number or search text (they would reach logs and histories). */
export type Route =
  | { page: "home" }
  | { page: "patient"; id: string; section: Section; item?: string }
  /** The folders of all patients, for who keeps them. */
  | { page: "folders" }
  /** What is due in the wards of a nurse. */
  | { page: "doses" }
  /** How many there are, how long and of what. */
  | { page: "statistics" }
  /** What facilities decided about their folders. */
  | { page: "rules" }
  /** A sheet of a record, or one that is made now: in which folder, by which form. */
  | { page: "sheet"; id: string; sheet: string }
  | { page: "newSheet"; id: string; folder: string; form: string }
  | { page: "forms" }
  /** Forms the hospital draws; with an id one of them. */
  | { page: "designer"; id?: string }
  /** A paper, by the code on it. */
  | { page: "print"; id: string }
  /** What waits for one's signature; what one signs with; whose certificates are trusted. */
  | { page: "signing" }
  | { page: "signingKeys" }
  | { page: "trusted" }
  /** What who configures says of signing: services, the hospital's device, who signs for social insurance. */
  | { page: "signingServices" }
  | { page: "signingDevice" }
  | { page: "insuranceSigners" }
  /** A signed document, by the code on it; any file that somebody holds. */
  | { page: "signed"; id: string }
  | { page: "verify" }
  /** Where a patient signs one document, by the secret of its link. */
  | { page: "patientSigning"; id: string }
  | { page: "catalogues" }
  | { page: "parked" }
  | { page: "worklists"; list?: Worklist }
  | { page: "health" }
  | { page: "sources" }
  /** Without an id a new one. */
  | { page: "source"; id?: string }
  | { page: "deliveries" }
  | { page: "audit" }
  /** With an id one person. */
  | { page: "staff"; id?: string }
  | { page: "explain" }
  /** With an id one review of accounts; `next`: the one that is made now. */
  | { page: "reviews"; id?: string }
  | { page: "roles" }
  | { page: "labels" }
  | { page: "privacy" }
  | { page: "emergencies" }
  /** With an id one request. */
  | { page: "disclosures"; id?: string }
  | { page: "register" }
  | { page: "imports"; id?: string }
  /** Records taken out together; with an id one export. */
  | { page: "exports"; id?: string }
  /** One ZIP of records of another hospital. */
  | { page: "received"; id: string }
  /** Rounds of destroying records; with an id one of them. */
  | { page: "destructions"; id?: string }
  /** With a sender: its messages that wait. */
  | { page: "messages"; source?: string }
  | { page: "message"; id: string }
  | { page: "correct"; id: string }
  | { page: "replays" }
  | { page: "traffic"; id?: string }
  | { page: "account" }
  | { page: "password" }
  | { page: "missing" };

/** Pages without anything behind their name. */
const PLAIN = ["messages", "replays", "parked", "health", "audit", "roles", "labels", "privacy", "emergencies", "folders", "doses", "statistics", "rules", "deliveries", "sources", "forms", "catalogues", "account", "password"] as const;
const NEW = "new";
const SHEETS = "sheets";
const FOLDERS = "record-folders";
const FROM = "from";
const PRINTS = "prints";
const SIGNED = "signed-documents";
const OF_PATIENT = "patient-signing";
/** Pages of signing by their addresses. */
const OF_SIGNING = { signing: "/signing", signingKeys: "/signing/keys", trusted: "/trusted-certificates", signingServices: "/signing/services", signingDevice: "/signing/device", insuranceSigners: "/insurance-signers", verify: "/verify-signature" } as const;
const EXPLAIN = "explain";
const REVIEWS = "reviews";
/** The review of accounts that is made now. */
export const NEXT = "next";
const REGISTER = "register";

export function parse(path: string): Route {
  const [first, id, section, item, ...rest] = path.split("/").filter(Boolean).map(decodeURIComponent);
  if (!first) return { page: "home" };
  if (first === "patients" && id && section === SHEETS && item && rest.length === 0) return { page: "sheet", id, sheet: item };
  if (first === "patients" && id && section === FOLDERS && item && rest[0] === SHEETS && rest[1] === NEW && rest[2]) return { page: "newSheet", id, folder: item, form: rest[2] };
  if (first === "patients" && id) {
    const known = (SECTIONS as readonly string[]).includes(section ?? "overview");
    return known ? { page: "patient", id, section: (section ?? "overview") as Section, item } : { page: "missing" };
  }
  if (first === "worklists") {
    const known = (WORKLISTS as readonly string[]).includes(id ?? "unmatched");
    return known && !section ? { page: "worklists", list: id as Worklist | undefined } : { page: "missing" };
  }
  if (first === "messages" && id === FROM && section && !item) return { page: "messages", source: section };
  if (first === "messages" && id && !section) return { page: "message", id };
  if (first === "messages" && id && section === "correct" && !item) return { page: "correct", id };
  if (first === "imports" && !section) return { page: "imports", id };
  if (first === "received" && id && !section) return { page: "received", id };
  if (first === "exports" && !section) return { page: "exports", id };
  if (first === "destructions" && !section) return { page: "destructions", id };
  if (first === "designer" && !section) return { page: "designer", id };
  if (first === "traffic" && !section) return { page: "traffic", id };
  if (first === "staff" && id === REVIEWS && !item) return { page: "reviews", id: section };
  if (first === "staff" && !section) return id === EXPLAIN ? { page: "explain" } : { page: "staff", id };
  if (first === "disclosures" && !section) return id === REGISTER ? { page: "register" } : { page: "disclosures", id };
  if (first === "sources" && id && !section) return { page: "source", id: id === NEW ? undefined : id };
  if (first === PRINTS && id && !section) return { page: "print", id };
  if (first === OF_PATIENT && id && !section) return { page: "patientSigning", id };
  if (first === SIGNED && id && !section) return { page: "signed", id };
  const signing = (Object.keys(OF_SIGNING) as (keyof typeof OF_SIGNING)[]).find((page) => OF_SIGNING[page] === `/${[first, id, section].filter(Boolean).join("/")}`);
  if (signing) return { page: signing };
  const plain = PLAIN.find((page) => page === first);
  return plain && !id ? { page: plain } : { page: "missing" };
}

export function address(route: Route): string {
  switch (route.page) {
    case "patient": {
      const parts = ["patients", route.id];
      if (route.section !== "overview" || route.item) parts.push(route.section);
      if (route.item) parts.push(route.item);
      return `/${parts.map(encodeURIComponent).join("/")}`;
    }
    case "worklists":
      return route.list ? `/worklists/${route.list}` : "/worklists";
    case "messages":
      return route.source ? `/messages/${FROM}/${encodeURIComponent(route.source)}` : "/messages";
    case "message":
      return `/messages/${encodeURIComponent(route.id)}`;
    case "correct":
      return `/messages/${encodeURIComponent(route.id)}/correct`;
    case "imports":
    case "exports":
    case "received":
    case "destructions":
    case "designer":
      return route.id ? `/${route.page}/${encodeURIComponent(route.id)}` : `/${route.page}`;
    case "traffic":
      return route.id ? `/traffic/${encodeURIComponent(route.id)}` : "/traffic";
    case "staff":
      return route.id ? `/staff/${encodeURIComponent(route.id)}` : "/staff";
    case "disclosures":
      return route.id ? `/disclosures/${encodeURIComponent(route.id)}` : "/disclosures";
    case "register":
      return `/disclosures/${REGISTER}`;
    case "reviews":
      return route.id ? `/staff/${REVIEWS}/${encodeURIComponent(route.id)}` : `/staff/${REVIEWS}`;
    case "explain":
      return `/staff/${EXPLAIN}`;
    case "source":
      return `/sources/${encodeURIComponent(route.id ?? NEW)}`;
    case "sheet":
      return `/patients/${encodeURIComponent(route.id)}/${SHEETS}/${encodeURIComponent(route.sheet)}`;
    case "newSheet":
      return `/patients/${encodeURIComponent(route.id)}/${FOLDERS}/${encodeURIComponent(route.folder)}/${SHEETS}/${NEW}/${encodeURIComponent(route.form)}`;
    case "print":
      return `/${PRINTS}/${encodeURIComponent(route.id)}`;
    case "patientSigning":
      return `/${OF_PATIENT}/${encodeURIComponent(route.id)}`;
    case "signed":
      return `/${SIGNED}/${encodeURIComponent(route.id)}`;
    case "signing":
    case "signingKeys":
    case "trusted":
    case "signingServices":
    case "signingDevice":
    case "insuranceSigners":
    case "verify":
      return OF_SIGNING[route.page];
    case "home":
    case "missing":
      return "/";
    default:
      return `/${route.page}`;
  }
}

const listeners = new Set<() => void>();
const tell = () => listeners.forEach((listener) => listener());

/** Where the page is, and what is asked before it is left. */
interface Guard {
  at: string;
  /** True lets go. Else the page stays, and may call `leave` later. */
  ask(leave: () => void): boolean;
}
let guard: Guard | undefined;

/** Has a page asked before a link, a button or the browser's arrows lead away from it; until the answer is called. */
export function guardPage(ask: Guard["ask"]): () => void {
  const mine = { at: window.location.pathname, ask };
  guard = mine;
  return () => {
    if (guard === mine) guard = undefined;
  };
}

window.addEventListener("popstate", () => {
  const target = window.location.pathname;
  // Nothing is asked of somebody who only sees the page of sign-in.
  if (guard && !wire.covered && target !== guard.at && !guard.ask(() => go(parse(target), false, true))) window.history.pushState(null, "", guard.at);
  else tell();
});

function listen(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** @param sure nothing is asked before */
export function go(route: Route, replace = false, sure = false) {
  const target = address(route);
  if (target === window.location.pathname) return;
  if (guard && !sure && !guard.ask(() => go(route, replace, true))) return;
  if (replace) window.history.replaceState(null, "", target);
  else window.history.pushState(null, "", target);
  if (guard) guard.at = target;
  tell();
}

export function useRoute(): Route {
  return parse(useSyncExternalStore(listen, () => window.location.pathname));
}

interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> {
  to: Route;
}

/** A real link (middle click and copy work) that changes page without loading again. */
export function Link({ to, onClick, ...rest }: LinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(to);
  };
  return <a href={address(to)} onClick={follow} {...rest} />;
}
