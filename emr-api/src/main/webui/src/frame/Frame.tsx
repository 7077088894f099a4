import { useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { wire } from "../client";
import { disclosures } from "../disclosure/api";
import { useSpeech, type Key } from "../lang";
import { useLoad } from "../load";
import { restriction } from "../restriction/api";
import { Link, go, useRoute, type Route, type Section } from "../route";
import { may, useMe, useSession } from "../session";
import { useToSign } from "../signing/useToSign";
import { useReviewDue } from "../staff/useReviewDue";
import { Icon, type IconName } from "./Icon";
import { LanguageSwitch } from "./LanguageSwitch";
import { SearchBox } from "./SearchBox";
import { opens } from "./screens";
import { ShortcutSheet } from "./ShortcutSheet";
import { useShownTab } from "./useShownTab";

/** A thin line on every page of a demonstration server. */
export function DemoBand() {
  const { about } = useSession();
  const { t } = useSpeech();
  return about?.demo ? <aside className="demo-band">{t("app.demo")}</aside> : null;
}

const LOOK_AGAIN_MS = 300_000;

const GO: Record<string, Section> = {
  o: "overview",
  t: "timeline",
  v: "vitals",
  u: "medications",
  l: "laboratory",
  r: "reports",
  i: "studies",
  m: "treatment",
  h: "folder",
  d: "documents",
};

export function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function useShortcuts(route: Route, working: boolean, showSheet: () => void) {
  // Outlives the listener: a page drawn anew between the two keys must not forget the first.
  const after = useRef(0);
  // Listens as soon as the page is seen: a key pressed between the drawing and a later effect would be lost.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (wire.covered) return;
      const find = (event.key === "k" || event.key === "K") && (event.ctrlKey || event.metaKey);
      if (find || (event.key === "/" && !typing(event.target))) {
        event.preventDefault();
        window.dispatchEvent(new Event("emr-find"));
        return;
      }
      if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector("dialog[open]")) return;
      if (event.key === "?") showSheet();
      else if (event.key === "g") after.current = Date.now();
      else if (Date.now() - after.current < 1500) {
        after.current = 0;
        if (event.key === "p") go({ page: "home" });
        if (event.key === "w" && working) go({ page: "worklists" });
        const section = GO[event.key];
        if (section && route.page === "patient") go({ page: "patient", id: route.id, section });
      }
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [route, working, showSheet]);
}

interface Waits {
  n: number;
  words: string;
}

/** How many requests wait for the one who looks: to be decided for those who decide, overdue for those who take them in. */
function useWaiting(): Waits | undefined {
  const { t } = useSpeech();
  const me = useMe();
  const decides = may(me, "DISCLOSE_DECIDE");
  const { data } = useLoad(decides || may(me, "DISCLOSE") ? "disclosures waiting" : null, (signal, background) => disclosures.waiting(signal, background), { everyMs: LOOK_AGAIN_MS });
  const n = (decides ? data?.toDecide : data?.overdue) ?? 0;
  return n > 0 ? { n, words: t(decides ? "disclosure.toDecide" : "disclosure.late", { n }) } : undefined;
}

/** How much that others opened in an emergency waits for a verdict of the one who looks. */
function useEmergencies(): Waits | undefined {
  const { t } = useSpeech();
  const me = useMe();
  const { data } = useLoad(may(me, "EMERGENCY_REVIEW") ? "emergencies waiting" : null, (signal, background) => restriction.waiting(signal, background), { everyMs: LOOK_AGAIN_MS });
  const n = data?.toJudge ?? 0;
  return n > 0 ? { n, words: t("emergency.toJudge", { n }) } : undefined;
}

/** What who configures says of signing. */
const SIGNING_SETTINGS = ["signingServices", "signingDevice", "insuranceSigners"];

interface FrameProps {
  children: ReactNode;
  /** Given by the patients page, whose list answers to the same box. */
  find?: { text: string; onText: (text: string) => void; onEnter: () => void };
}

/** Icon rail, top bar with the search box, and the page. On a phone the rail lies at the bottom. */
export function Frame({ children, find }: FrameProps) {
  const { t, language } = useSpeech();
  const me = useMe();
  const { signOut } = useSession();
  const route = useRoute();
  const [sheet, setSheet] = useState(false);
  const [showSheet] = useState(() => () => setSheet(true));
  useShortcuts(route, opens(me, "worklists"), showSheet);
  const waits = useWaiting();
  const review = useReviewDue();
  const emergencies = useEmergencies();
  const toSign = useToSign();
  const rail = useShownTab(route.page);

  const pages: { to: Route; icon: IconName; label: Key; here: boolean; shown: boolean; waits?: Waits }[] = [
    { to: { page: "home" }, icon: "patients", label: "nav.patients", here: ["home", "patient", "sheet", "newSheet"].includes(route.page), shown: opens(me, "patient") },
    { to: { page: "doses" }, icon: "tasks", label: "drug.ward", here: route.page === "doses", shown: opens(me, "doses") },
    { to: { page: "signing" }, icon: "pen", label: "signing.page", here: ["signing", "signingKeys", "trusted", "verify", ...SIGNING_SETTINGS].includes(route.page), shown: opens(me, "signing"), waits: toSign },
    { to: { page: "folders" }, icon: "folder", label: "nav.folders", here: ["folders", "destructions"].includes(route.page), shown: opens(me, "folders") },
    { to: { page: "destructions" }, icon: "folder", label: "destruction.title", here: route.page === "destructions", shown: opens(me, "destructions") && !opens(me, "folders") },
    { to: { page: "statistics" }, icon: "chart", label: "statistics.title", here: route.page === "statistics", shown: opens(me, "statistics") },
    { to: { page: "parked" }, icon: "parked", label: "nav.parked", here: route.page === "parked" || route.page === "replays", shown: opens(me, "parked") },
    { to: { page: "worklists" }, icon: "tasks", label: "nav.worklists", here: route.page === "worklists", shown: opens(me, "worklists") },
    { to: { page: "catalogues" }, icon: "search", label: "catalogues.title", here: route.page === "catalogues", shown: opens(me, "catalogues") },
    { to: { page: "messages" }, icon: "file", label: "nav.messages", here: ["messages", "message", "correct", "traffic", "imports"].includes(route.page), shown: opens(me, "messages") },
    { to: { page: "sources" }, icon: "plug", label: "nav.sources", here: ["sources", "source"].includes(route.page), shown: opens(me, "sources") },
    { to: { page: "health" }, icon: "sources", label: "nav.health", here: route.page === "health" || route.page === "deliveries", shown: opens(me, "health") },
    { to: { page: "rules" }, icon: "folder", label: "nav.rules", here: route.page === "rules", shown: opens(me, "rules") },
    { to: { page: "signingKeys" }, icon: "pen", label: "signing.keysPage", here: ["signingKeys", "trusted", ...SIGNING_SETTINGS].includes(route.page), shown: opens(me, "signingKeys") && !opens(me, "signing") },
    { to: { page: "designer" }, icon: "file", label: "designer.page", here: route.page === "designer", shown: opens(me, "designer") },
    { to: { page: "emergencies" }, icon: "warn", label: "nav.emergencies", here: route.page === "emergencies", shown: opens(me, "emergencies"), waits: emergencies },
    { to: { page: "disclosures" }, icon: "copy", label: "nav.disclosures", here: ["disclosures", "register"].includes(route.page), shown: opens(me, "disclosures"), waits },
    { to: { page: "labels" }, icon: "info", label: "nav.labels", here: route.page === "labels", shown: opens(me, "labels") },
    { to: { page: "privacy" }, icon: "lock", label: "privacy.title", here: route.page === "privacy", shown: opens(me, "privacy") },
    { to: { page: "staff" }, icon: "staff", label: "staff.title", here: ["staff", "explain", "reviews", "roles"].includes(route.page), shown: opens(me, "staff"), waits: review && { n: 1, words: review.words } },
    { to: { page: "audit" }, icon: "eye", label: "nav.audit", here: route.page === "audit", shown: opens(me, "audit") },
  ];

  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t("app.skip")}
      </a>
      <DemoBand />
      <header className="top">
        <Link to={{ page: "home" }} className="brand" aria-label={`EMR – ${t("nav.patients")}`}>
          EMR
        </Link>
        {may(me, "PATIENT_READ") && !me.onlyGuest && <SearchBox {...find} />}
        <div className="who">
          <span className="who-name" title={me.facility?.name}>
            <strong>{me.displayName}</strong>
            <span className="fine">{me.departments.map((d) => d.name).join(", ") || me.facility?.name || me.roles.map((role) => (language === "vi" ? role.nameVi : role.nameEn)).join(", ")}</span>
          </span>
          <LanguageSwitch />
          <button type="button" className="button icon-only quiet keys-button" onClick={showSheet} aria-label={t("nav.shortcuts")} title={`${t("nav.shortcuts")} (?)`}>
            <Icon name="keys" />
          </button>
          <Link to={{ page: "account" }} className="button icon-only quiet" aria-label={t("account.title")} title={t("account.title")}>
            <Icon name="lock" />
          </Link>
          <button type="button" className="button icon-only quiet" onClick={() => void signOut()} aria-label={t("nav.signOut")} title={t("nav.signOut")}>
            <Icon name="out" />
          </button>
        </div>
      </header>
      <nav className="rail" aria-label={t("app.menu")} ref={rail}>
        {pages
          .filter((page) => page.shown)
          .map((page) => (
            <Link key={page.label} to={page.to} aria-current={page.here ? "page" : undefined}>
              <Icon name={page.icon} size={22} />
              <span>{t(page.label)}</span>
              {page.waits && <span className="rail-count" role="status" aria-label={page.waits.words} title={page.waits.words}>{page.waits.n}</span>}
            </Link>
          ))}
      </nav>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      {sheet && <ShortcutSheet onClose={() => setSheet(false)} />}
    </div>
  );
}
