import { useSyncExternalStore, type AnchorHTMLAttributes, type MouseEvent } from "react";

/** Sections of a chart, in the order of their tabs. */
export const SECTIONS = ["overview", "timeline", "laboratory", "reports", "studies", "treatment", "folder", "documents"] as const;
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
const PLAIN = ["messages", "replays", "parked", "health", "audit", "roles", "labels", "privacy", "emergencies", "folders", "deliveries", "sources", "account", "password"] as const;
const NEW = "new";
const FROM = "from";
const EXPLAIN = "explain";
const REVIEWS = "reviews";
/** The review of accounts that is made now. */
export const NEXT = "next";
const REGISTER = "register";

export function parse(path: string): Route {
  const [first, id, section, item] = path.split("/").filter(Boolean).map(decodeURIComponent);
  if (!first) return { page: "home" };
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
  if (first === "traffic" && !section) return { page: "traffic", id };
  if (first === "staff" && id === REVIEWS && !item) return { page: "reviews", id: section };
  if (first === "staff" && !section) return id === EXPLAIN ? { page: "explain" } : { page: "staff", id };
  if (first === "disclosures" && !section) return id === REGISTER ? { page: "register" } : { page: "disclosures", id };
  if (first === "sources" && id && !section) return { page: "source", id: id === NEW ? undefined : id };
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
      return route.id ? `/imports/${encodeURIComponent(route.id)}` : "/imports";
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
    case "home":
    case "missing":
      return "/";
    default:
      return `/${route.page}`;
  }
}

const listeners = new Set<() => void>();
const tell = () => listeners.forEach((listener) => listener());

function listen(listener: () => void) {
  listeners.add(listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("popstate", listener);
  };
}

export function go(route: Route, replace = false) {
  const target = address(route);
  if (target === window.location.pathname) return;
  if (replace) window.history.replaceState(null, "", target);
  else window.history.pushState(null, "", target);
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
