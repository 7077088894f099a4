import { useEffect, useRef, useState } from "react";
import { CodePage, OutsidePage, SetUpPage } from "./account/HeldPage";
import { RecoveryCodes } from "./account/RecoveryCodes";
import type { Hold } from "./api";
import { Behind } from "./frame/Behind";
import { Kept } from "./frame/Kept";
import { DemoBand, Frame } from "./frame/Frame";
import { LanguageSwitch } from "./frame/LanguageSwitch";
import { later } from "./frame/later";
import { CorrectPage } from "./desk/Corrections";
import { MessagesPage } from "./desk/MessagesPage";
import { ReplaysPage } from "./desk/ReplaysPage";
import { SenderPage, TrafficPage } from "./desk/TrafficPage";
import { SpeechProvider, useSpeech, type Key, type Language } from "./lang";
import { ChartPage } from "./pages/ChartPage";
import { EmergencyPage } from "./pages/EmergencyPage";
import { HealthPage } from "./pages/HealthPage";
import { HomePage } from "./pages/HomePage";
import { MessagePage } from "./pages/MessagePage";
import { MissingPage } from "./pages/MissingPage";
import { ParkedPage } from "./pages/ParkedPage";
import { PasswordPage } from "./pages/PasswordPage";
import { PrintPage } from "./prints/PrintPage";
import { SignInPage } from "./pages/SignInPage";
import { WorklistsPage } from "./pages/WorklistsPage";
import { go, Link, useRoute, type Route } from "./route";
import { may, SessionProvider, useMe, useSession } from "./session";

// What administrators open is not paid for by those who read charts.
const AccountPage = later(async () => (await import("./account/AccountPage")).AccountPage, "account.title");
const AuditPage = later(async () => (await import("./audit/AuditPage")).AuditPage, "audit.title");
const DeliveriesPage = later(async () => (await import("./deliveries/DeliveriesPage")).DeliveriesPage, "deliveries.title");
const SourcePage = later(async () => (await import("./sources/SourcePage")).SourcePage, "health.source");
const SourcesPage = later(async () => (await import("./sources/SourcesPage")).SourcesPage, "health.sources");
const StaffPage = later(async () => (await import("./staff/StaffPage")).StaffPage, "staff.title");
const PersonPage = later(async () => (await import("./staff/PersonPage")).PersonPage, "staff.title");
const ReviewsPage = later(async () => (await import("./staff/ReviewsPage")).ReviewsPage, "reviews.title");
const ReviewPage = later(async () => (await import("./staff/ReviewPage")).ReviewPage, "reviews.title");
const ExplainPage = later(async () => (await import("./staff/ExplainPage")).ExplainPage, "explain.title");
const DisclosuresPage = later(async () => (await import("./disclosure/DisclosuresPage")).DisclosuresPage, "disclosure.title");
const DisclosurePage = later(async () => (await import("./disclosure/DisclosurePage")).DisclosurePage, "disclosure.title");
const RegisterPage = later(async () => (await import("./disclosure/RegisterPage")).RegisterPage, "disclosure.register");
const EmergenciesPage = later(async () => (await import("./restriction/EmergenciesPage")).EmergenciesPage, "emergency.title");
const LabelsPage = later(async () => (await import("./restriction/LabelsPage")).LabelsPage, "labels.title");
const PrivacyPage = later(async () => (await import("./privacy/PrivacyPage")).PrivacyPage, "privacy.title");
const FoldersPage = later(async () => (await import("./folder/FoldersPage")).FoldersPage, "folders.title");
const RulesPage = later(async () => (await import("./folder/RulesPage")).RulesPage, "rules.title");
const RolesPage = later(async () => (await import("./staff/RolesPage")).RolesPage, "roles.title");
const SheetPage = later(async () => (await import("./forms/SheetPage")).SheetPage, "sheet.title");
const FormsPage = later(async () => (await import("./forms/FormsPage")).FormsPage, "forms.title");
const CataloguesPage = later(async () => (await import("./catalogues/CataloguesPage")).CataloguesPage, "catalogues.title");
const ImportPage = later(async () => (await import("./imports/ImportPage")).ImportPage, "imports.title");
const OneImportPage = later(async () => (await import("./imports/ImportPage")).OneImportPage, "imports.one");

/** The tab says which section is open and never who it is about: titles reach histories and screens of others. */
function titleKey(route: Route, signedIn: boolean): Key {
  if (!signedIn && route.page !== "print") return "sign.title";
  switch (route.page) {
    case "patient":
      return `chart.${route.section}`;
    case "sheet":
    case "newSheet":
      return "sheet.title";
    case "forms":
      return "forms.title";
    case "print":
      return "prints.title";
    case "catalogues":
      return "catalogues.title";
    case "parked":
      return "parked.title";
    case "worklists":
      return "work.title";
    case "health":
      return "health.title";
    case "audit":
      return "audit.title";
    case "staff":
      return "staff.title";
    case "roles":
      return "roles.title";
    case "folders":
      return "folders.title";
    case "rules":
      return "rules.title";
    case "disclosures":
      return "disclosure.title";
    case "register":
      return "disclosure.register";
    case "emergencies":
      return "emergency.title";
    case "labels":
      return "labels.title";
    case "privacy":
      return "privacy.title";
    case "reviews":
      return "reviews.title";
    case "explain":
      return "explain.title";
    case "deliveries":
      return "deliveries.title";
    case "imports":
      return "imports.title";
    case "sources":
    case "source":
      return "health.sources";
    case "message":
      return "message.title";
    case "messages":
      return "desk.messages";
    case "correct":
      return "desk.correct";
    case "replays":
      return "desk.replays";
    case "traffic":
      return "desk.traffic";
    case "account":
      return "account.title";
    case "password":
      return "password.title";
    default:
      return "nav.patients";
  }
}

function Page({ route }: { route: Route }) {
  const me = useMe();
  switch (route.page) {
    case "patient":
      return (
        <Frame>
          <ChartPage key={route.id} id={route.id} section={route.section} item={route.item} />
        </Frame>
      );
    case "sheet":
    case "newSheet":
      // One page also when the new sheet becomes one that is there: what is typed goes on.
      return <Frame><SheetPage key={route.id} route={route} /></Frame>;
    case "forms":
      return <Frame><FormsPage /></Frame>;
    case "print":
      return <Frame><PrintPage key={route.id} code={route.id} mayOpen={may(me, "PATIENT_READ")} /></Frame>;
    case "catalogues":
      return <Frame><CataloguesPage /></Frame>;
    case "parked":
      return (
        <Frame>
          <ParkedPage />
        </Frame>
      );
    case "worklists":
      return (
        <Frame>
          <WorklistsPage list={route.list} />
        </Frame>
      );
    case "health":
      return (
        <Frame>
          <HealthPage />
        </Frame>
      );
    case "audit":
      return <Frame><AuditPage /></Frame>;
    case "staff":
      return <Frame>{route.id ? <PersonPage key={route.id} id={route.id} /> : <StaffPage />}</Frame>;
    case "account":
      return <Frame><AccountPage /></Frame>;
    case "reviews":
      return <Frame>{route.id ? <ReviewPage key={route.id} id={route.id} /> : <ReviewsPage />}</Frame>;
    case "explain":
      return <Frame><ExplainPage /></Frame>;
    case "folders":
      return <Frame><FoldersPage /></Frame>;
    case "rules":
      return <Frame><RulesPage /></Frame>;
    case "disclosures":
      return <Frame>{route.id ? <DisclosurePage key={route.id} id={route.id} /> : <DisclosuresPage />}</Frame>;
    case "register":
      return <Frame><RegisterPage /></Frame>;
    case "emergencies":
      return <Frame><EmergenciesPage /></Frame>;
    case "privacy":
      return <Frame><PrivacyPage /></Frame>;
    case "labels":
      return <Frame><LabelsPage /></Frame>;
    case "roles":
      return <Frame><RolesPage /></Frame>;
    case "deliveries":
      return (
        <Frame>
          <DeliveriesPage />
        </Frame>
      );
    case "sources":
      return (
        <Frame>
          <SourcesPage />
        </Frame>
      );
    case "source":
      return (
        <Frame>
          <SourcePage key={route.id ?? ""} id={route.id} />
        </Frame>
      );
    case "message":
      return (
        <Frame>
          <MessagePage key={route.id} id={route.id} />
        </Frame>
      );
    case "messages":
      return (
        <Frame>
          <MessagesPage key={route.source ?? ""} source={route.source} />
        </Frame>
      );
    case "correct":
      return (
        <Frame>
          <CorrectPage key={route.id} id={route.id} />
        </Frame>
      );
    case "replays":
      return (
        <Frame>
          <ReplaysPage />
        </Frame>
      );
    case "imports":
      return <Frame>{route.id ? <OneImportPage key={route.id} id={route.id} /> : <ImportPage />}</Frame>;
    case "traffic":
      return <Frame>{route.id ? <SenderPage key={route.id} id={route.id} /> : <TrafficPage />}</Frame>;
    case "password":
      return (
        <Frame>
          <PasswordPage forced={false} />
        </Frame>
      );
    case "missing":
      return (
        <Frame>
          <MissingPage />
        </Frame>
      );
    case "home":
      return may(me, "PATIENT_READ") ? <HomePage /> : <Frame>{may(me, "HEALTH_READ") ? <HealthPage /> : <ParkedPage />}</Frame>;
  }
}

const HELD: Record<Hold, Key> = {
  SECOND_FACTOR: "factor.title",
  OUTSIDE_NETWORK: "factor.outside",
  NEW_PASSWORD: "password.title",
  NEW_FACTOR: "factor.setUp",
  OUTSIDE_HOURS: "hours.title",
};

function Held({ hold, onCodes }: { hold: Hold; onCodes: (codes: string[]) => void }) {
  switch (hold) {
    case "SECOND_FACTOR":
      return <CodePage />;
    case "OUTSIDE_NETWORK":
      return <OutsidePage />;
    case "NEW_PASSWORD":
      return <PasswordPage forced />;
    case "NEW_FACTOR":
      return <SetUpPage onCodes={onCodes} />;
    case "OUTSIDE_HOURS":
      return <EmergencyPage />;
  }
}

/** What stands in front of the page; nothing while somebody may see it. */
function useCover(hold: Hold | undefined) {
  const { state, reloadMe } = useSession();
  // Kept here: the page that fetched them is gone as soon as the session is renewed.
  const [codes, setCodes] = useState<string[]>();
  const out = state.at === "out";
  useEffect(() => {
    if (out) setCodes(undefined);
  }, [out]);
  if (state.at === "out") return <SignInPage why={state.why} />;
  if (!codes && !hold) return undefined;
  return (
    <>
      <DemoBand />
      <main className="gate">
        {codes ? <RecoveryCodes codes={codes} onDone={() => setCodes(undefined)} /> : <Held hold={hold!} onCodes={(fresh) => { setCodes(fresh); void reloadMe(); }} />}
      </main>
    </>
  );
}

/** What who holds a paper sees without signing in. */
function Visited({ code }: { code: string }) {
  const { t } = useSpeech();
  return (
    <>
      <DemoBand />
      <main className="gate">
        <div className="gate-head">
          <span className="brand-large">EMR</span>
          <span>{t("app.name")}</span>
          <LanguageSwitch />
        </div>
        <PrintPage key={code} code={code} mayOpen={false} />
        <Link to={{ page: "home" }} className="button">{t("prints.signIn")}</Link>
      </main>
    </>
  );
}

/**
 * The page of whoever is signed in. While something stands in front of it, it waits out of sight as it was, and it is there again
 * for the same person only.
 */
function Gate() {
  const { state } = useSession();
  const { t } = useSpeech();
  const route = useRoute();
  const hold = state.at === "in" ? state.me.hold : undefined;
  const cover = useCover(hold);
  const covered = cover !== undefined;
  const me = state.at === "in" ? state.me : state.at === "out" ? state.kept : undefined;
  const open = useRef<{ whose: string; route: Route }>(undefined);
  const wasCovered = useRef(false);
  if (open.current && open.current.whose !== me?.accountId) open.current = undefined;
  if (me && !covered && !(open.current && wasCovered.current)) open.current = { whose: me.accountId, route };
  const title = t(hold ? HELD[hold] : titleKey(route, state.at === "in"));
  useEffect(() => {
    document.title = `${title} – EMR`;
  }, [title]);
  useEffect(() => {
    // The back button may have changed the address meanwhile; the page is where it was.
    if (wasCovered.current && !covered && open.current) go(open.current.route, true, true);
    wasCovered.current = covered;
  }, [covered]);

  if (state.at === "out" && !state.kept && route.page === "print") return <Visited code={route.id} />;
  if (state.at === "starting") return <div className="starting" role="status" aria-label={t("app.loading")} />;
  return (
    <>
      {cover}
      {open.current && <Behind key={open.current.whose} covered={covered}><Kept><Page route={open.current.route} /></Kept></Behind>}
    </>
  );
}

export function App({ language }: { language?: Language }) {
  return (
    <SpeechProvider start={language}>
      <SessionProvider>
        <Gate />
      </SessionProvider>
    </SpeechProvider>
  );
}
