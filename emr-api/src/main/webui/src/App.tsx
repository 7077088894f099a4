import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { CodePage, OutsidePage, SetUpPage } from "./account/HeldPage";
import { RecoveryCodes } from "./account/RecoveryCodes";
import type { Hold } from "./api";
import { Behind } from "./frame/Behind";
import { Kept } from "./frame/Kept";
import { DemoBand } from "./frame/Frame";
import { LanguageSwitch } from "./frame/LanguageSwitch";
import { SpeechProvider, useSpeech, type Key, type Language } from "./lang";
import { PatientPage } from "./patient-signing/page";
import { EmergencyPage } from "./pages/EmergencyPage";
import { PasswordPage } from "./pages/PasswordPage";
import { PrintPage } from "./prints/PrintPage";
import { SignInPage } from "./pages/SignInPage";
import { go, Link, useRoute, type Route } from "./route";
import { SignedPage } from "./signing/SignedPage";
import { SessionProvider, useSession } from "./session";
import { Page } from "./Page";
import { titleKey } from "./titles";

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

/** What who holds a paper, a signed document or a link to sign one sees without signing in. @param guest nobody who would sign in here */
function Visited({ guest = false, children }: { guest?: boolean; children: ReactNode }) {
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
        {children}
        {!guest && <Link to={{ page: "home" }} className="button">{t("prints.signIn")}</Link>}
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
  // With the page, never after it.
  useLayoutEffect(() => {
    document.title = `${title} – EMR`;
  }, [title]);
  useEffect(() => {
    // The back button may have changed the address meanwhile; the page is where it was.
    if (wasCovered.current && !covered && open.current) go(open.current.route, true, true);
    wasCovered.current = covered;
  }, [covered]);

  // On the tablet of a ward somebody is signed in: the patient sees nothing of theirs.
  if (route.page === "patientSigning") return <Visited guest><PatientPage key={route.id} token={route.id} /></Visited>;
  const stranger = state.at === "out" && !state.kept;
  if (stranger && route.page === "print") return <Visited><PrintPage key={route.id} code={route.id} mayOpen={false} /></Visited>;
  if (stranger && route.page === "signed") return <Visited><SignedPage key={route.id} code={route.id} /></Visited>;
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
