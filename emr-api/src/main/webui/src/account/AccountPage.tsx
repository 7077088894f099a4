import { useState } from "react";
import { useDoing, type Doing } from "../doing";
import { day, moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { Empty, ProblemNote, Shown } from "../frame/states";
import { Table } from "../frame/Table";
import { useSpeech, type Key } from "../lang";
import { useLoad } from "../load";
import { Link } from "../route";
import { account, type Enrolment, type Factor, type OwnFactors } from "./api";
import { canUsePasskeys, makePasskey } from "./passkeys";
import { SessionTable } from "./SessionTable";
import { RecoveryCodes } from "./RecoveryCodes";
import { ConfirmApp } from "./SetUpApp";

type Act = { at: "app" } | { at: "passkey" } | { at: "codes" } | { at: "remove"; factor: Factor };
const TITLES: Record<Act["at"], Key> = { app: "factor.addApp", passkey: "factor.addPasskey", codes: "factor.newCodes", remove: "factor.remove" };

interface ActProps {
  act: Act;
  onCodes: (codes: string[]) => void;
  onClose: () => void;
}

async function done(act: Act, name: string, password: string): Promise<Enrolment | string[]> {
  switch (act.at) {
    case "app":
      return account.begin(password);
    case "passkey":
      return makePasskey(name, password);
    case "codes":
      return (await account.newCodes(password)).recoveryCodes;
    case "remove":
      await account.remove(act.factor.id, password);
      return [];
  }
}

/** One change of what protects the account; each needs the password. */
function ActSheet({ act, onCodes, onClose }: ActProps) {
  const { t } = useSpeech();
  const { busy, problem, run }: Doing = useDoing();
  const [password, setPassword] = useState("");
  const [name, setName] = useState("");
  const [shown, setShown] = useState<Enrolment>();
  const named = act.at === "passkey";
  return (
    <Drawer kind="sheet" title={t(TITLES[act.at])} onClose={onClose}>
      {shown ? (
        <ConfirmApp shown={shown} onCodes={onCodes} />
      ) : (
        <form
          className="conditions staff-form"
          onSubmit={(event) => {
            event.preventDefault();
            void run(async () => {
              const result = await done(act, name.trim(), password);
              if (Array.isArray(result)) onCodes(result);
              else setShown(result);
            });
          }}
        >
          {named && (
            <label>
              {t("factor.keyName")}
              <input required maxLength={100} value={name} autoComplete="off" onChange={(e) => setName(e.target.value)} />
            </label>
          )}
          <label>
            {t("password.current")}
            <input type="password" required maxLength={200} autoComplete="current-password" value={password} onChange={(e) => setPassword(e.target.value)} />
          </label>
          {problem && <ProblemNote problem={problem} />}
          <button type="submit" className="button primary" disabled={busy || !password || (named && !name.trim())}>{t("factor.continue")}</button>
        </form>
      )}
    </Drawer>
  );
}

function Factors({ own, reload }: { own: OwnFactors; reload: () => void }) {
  const { t } = useSpeech();
  const [act, setAct] = useState<Act>();
  const [codes, setCodes] = useState<string[]>([]);
  const last = own.required && own.factors.length === 1;
  const close = () => setAct(undefined);
  return (
    <section className="card table-card account-part">
      <h2>{t("factor.title")}</h2>
      <p className="fine">{t(own.required ? "factor.needed" : "factor.optional")}</p>
      {own.factors.length === 0 ? (
        <Empty>{t("factor.none")}</Empty>
      ) : (
        <Table label={t("factor.title")} columns={["factor.way", "factor.since", "factor.lastUsed"]} of={own.factors}>
          {(factor) => (
            <tr key={factor.id}>
              <th scope="row">{t(`factor.${factor.kind}`)}{factor.name && <span className="fine block">{factor.name}</span>}</th>
              <td className="num" data-label={t("factor.since")}>{day(factor.since)}</td>
              <td className="num" data-label={t("factor.lastUsed")}>{factor.lastUsedAt ? moment(factor.lastUsedAt) : t("app.none")}</td>
              {!last && <td><button type="button" className="button" onClick={() => setAct({ at: "remove", factor })}>{t("factor.remove")}</button></td>}
            </tr>
          )}
        </Table>
      )}
      {own.factors.length > 0 && <p>{t("factor.codesLeft", { n: own.recoveryCodesLeft })}</p>}
      <p className="buttons">
        <button type="button" className="button" onClick={() => setAct({ at: "app" })}>{t("factor.addApp")}</button>
        {canUsePasskeys(own) && <button type="button" className="button" onClick={() => setAct({ at: "passkey" })}>{t("factor.addPasskey")}</button>}
        {own.factors.length > 0 && <button type="button" className="button" onClick={() => setAct({ at: "codes" })}>{t("factor.newCodes")}</button>}
      </p>
      {act && (
        <ActSheet
          act={act}
          onClose={close}
          onCodes={(fresh) => {
            setCodes(fresh);
            close();
            reload();
          }}
        />
      )}
      {codes.length > 0 && (
        <Drawer kind="sheet" title={t("factor.codes")} onClose={() => setCodes([])}>
          <RecoveryCodes codes={codes} onDone={() => setCodes([])} />
        </Drawer>
      )}
    </section>
  );
}

function Sessions() {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const own = useLoad("own sessions", (signal) => account.sessions(signal));
  const end = (id?: string) =>
    void run(async () => {
      await account.end(id);
      own.reload();
    });
  return (
    <section className="card table-card account-part">
      <h2>{t("account.sessions")}</h2>
      {problem && <ProblemNote problem={problem} />}
      <Shown from={own} rows={2}>
        {({ current, sessions }) => (
          <>
            <SessionTable
              of={sessions}
              note={(one) => (one.id === current ? t("account.thisOne") : undefined)}
              act={(one) => one.id !== current && <button type="button" className="button" disabled={busy} onClick={() => end(one.id)}>{t("account.endOne")}</button>}
            />
            {sessions.length > 1 && <p><button type="button" className="button" disabled={busy} onClick={() => end()}>{t("account.endOthers")}</button></p>}
          </>
        )}
      </Shown>
    </section>
  );
}

/** What a person keeps of the own account. */
export function AccountPage() {
  const { t } = useSpeech();
  const own = useLoad("own factors", (signal) => account.factors(signal));
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("account.title")}</h1>
        <Link to={{ page: "password" }} className="button">{t("password.title")}</Link>
      </div>
      <Shown from={own} rows={3}>{(data) => <Factors own={data} reload={own.reload} />}</Shown>
      <Sessions />
    </div>
  );
}
