import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { About, Me, Right, SignedIn } from "./api";
import { api, Problem, wire } from "./client";
import { go } from "./route";

const LOOK_EVERY_MS = 15_000;

export type Why = "first" | "over" | "idle" | "out";
/** `kept`: whose page waits behind the page of sign-in, for nobody but this person. */
type State = { at: "starting" } | { at: "out"; why: Why; kept?: Me } | { at: "in"; me: Me };

/** A page is not kept for longer than a session can last. */
const KEPT_MS = 12 * 3_600_000;

/** Only who went away without signing out finds the page again as it was. */
function left(before: State, why: Why): State {
  const me = before.at === "in" ? before.me : before.at === "out" ? before.kept : undefined;
  return { at: "out", why, kept: why === "idle" || why === "over" ? me : undefined };
}

interface Session {
  state: State;
  about: About | undefined;
  signIn(username: string, password: string): Promise<void>;
  signOut(): Promise<void>;
  reloadMe(): Promise<void>;
}

const SessionContext = createContext<Session | null>(null);

/** Lets one tab renew at a time: two at once would look like a stolen token. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  const locks = (navigator as { locks?: LockManager }).locks;
  return locks ? (locks.request("emr-session", work) as Promise<T>) : work();
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<State>({ at: "starting" });
  const [about, setAbout] = useState<About>();
  const clock = useRef({ touched: Date.now(), renewed: 0, lifetime: 600_000, idle: 0 });
  const signedIn = useRef(false);
  const lastUser = useRef("");
  const renewing = useRef<Promise<boolean> | null>(null);
  const tabs = useRef<BroadcastChannel | null>(null);

  const become = useCallback((me: Me) => {
    // Without a touch or key for this long the screen locks and the session ends.
    clock.current.idle = me.idleMinutes * 60_000;
    setState({ at: "in", me });
  }, []);

  const enter = useCallback((answer: SignedIn) => {
    wire.csrf = answer.csrfToken;
    clock.current.renewed = Date.now();
    clock.current.lifetime = answer.expiresInSeconds * 1000;
    signedIn.current = true;
    lastUser.current = answer.me.username;
    become(answer.me);
  }, [become]);

  const leave = useCallback((why: Why) => {
    wire.csrf = "";
    signedIn.current = false;
    setState((before) => left(before, why));
  }, []);

  const renew = useCallback(() => {
    renewing.current ??= alone(api.refresh)
      .then((answer) => {
        enter(answer);
        return true;
      })
      .catch((problem: unknown) => {
        // Only a clear "over" ends the session; a lost connection does not.
        if (problem instanceof Problem && problem.status === 401) leave("over");
        return false;
      })
      .finally(() => {
        renewing.current = null;
      });
    return renewing.current;
  }, [enter, leave]);

  useEffect(() => {
    wire.renew = () => (signedIn.current ? renew() : Promise.resolve(false));
    wire.over = () => {
      if (signedIn.current) leave("over");
    };
    // Asked in the background: it may be a timer that met the end of the hours.
    wire.held = () => void api.me(true).then((me) => signedIn.current && become(me), () => undefined);
    api.about().then(setAbout, () => undefined);
    alone(api.refresh).then(enter, () => leave("first"));
  }, [renew, enter, become, leave]);

  useEffect(() => {
    const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("emr-session");
    tabs.current = channel;
    let told = 0;
    const touch = () => {
      const now = Date.now();
      clock.current.touched = now;
      if (now - told > 10_000) {
        told = now;
        channel?.postMessage("touched");
      }
    };
    if (channel) {
      channel.onmessage = (event: MessageEvent<string>) => {
        if (event.data === "touched") clock.current.touched = Date.now();
        if (event.data === "left" && signedIn.current) leave("out");
      };
    }
    // A page brought back by the back button after sign-out must not show what it held.
    const shown = (event: PageTransitionEvent) => event.persisted && window.location.reload();
    const events = ["pointerdown", "keydown", "wheel", "touchstart"] as const;
    events.forEach((name) => window.addEventListener(name, touch, { passive: true }));
    window.addEventListener("pageshow", shown);
    const timer = window.setInterval(() => {
      const { touched, renewed, lifetime, idle } = clock.current;
      const now = Date.now();
      if (!signedIn.current) {
        if (now - touched > KEPT_MS) setState((before) => (before.at === "out" && before.kept ? { at: "out", why: before.why } : before));
        return;
      }
      if (now - touched > idle) {
        void api.signOut().catch(() => undefined);
        leave("idle");
      } else if (touched > renewed && now - renewed > lifetime * 0.6) {
        void renew();
      }
    }, LOOK_EVERY_MS);
    return () => {
      window.clearInterval(timer);
      events.forEach((name) => window.removeEventListener(name, touch));
      window.removeEventListener("pageshow", shown);
      channel?.close();
    };
  }, [leave, renew]);

  const session = useMemo<Session>(
    () => ({
      state,
      about,
      signIn: async (username, password) => {
        const before = lastUser.current;
        const answer = await api.signIn(username, password);
        // Another person does not land in the previous person's patient.
        if (before && before !== answer.me.username) go({ page: "home" }, true, true);
        enter(answer);
      },
      signOut: async () => {
        await api.signOut().catch(() => undefined);
        tabs.current?.postMessage("left");
        go({ page: "home" }, true, true);
        leave("out");
      },
      reloadMe: async () => {
        become(await api.me());
      },
    }),
    [state, about, enter, become, leave],
  );
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("SessionProvider is missing");
  return session;
}

/** The person signed in; only used on pages behind the sign-in. */
export function useMe(): Me {
  const { state } = useSession();
  const me = state.at === "in" ? state.me : state.at === "out" ? state.kept : undefined;
  if (!me) throw new Error("not signed in");
  return me;
}

export function may(me: Me, right: Right): boolean {
  return me.rights.includes(right);
}
