import { useState, type FormEvent } from "react";
import { useDoing } from "../doing";
import { moment } from "../format/time";
import { fits, typedInstant } from "../format/typed";
import { DateField } from "../frame/DateField";
import { Drawer } from "../frame/Drawer";
import { ProblemNote, Shown } from "../frame/states";
import { Listing, Table } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { Link } from "../route";
import { useMe } from "../session";
import { disclosures, type Guest, type Whole } from "./api";
import { useCodes } from "./words";

/** Accounts from outside to which the request was opened, and taking it back. */
export function Guests({ whole, onWithdraw }: { whole: Whole; onWithdraw: (guest: Guest) => void }) {
  const { t } = useSpeech();
  if (whole.guests.length === 0) return null;
  return (
    <section className="card table-card">
      <h2>{t("guest.title")}</h2>
      <Table columns={["guest.account", "guest.span", "guest.prints", "disclosure.state"]} of={whole.guests}>
        {(one) => (
          <tr key={one.id}>
            <th scope="row">{one.displayName}<span className="fine block mono">{one.username}</span></th>
            <td className="num whole">{moment(one.from)} – {moment(one.until)}</td>
            <td data-label={t("guest.prints")}>{t(one.prints ? "roles.yes" : "roles.no")}</td>
            <td className="whole">
              {one.endedAt ? t("guest.withdrawn", { by: one.endedBy ?? "", at: moment(one.endedAt) }) : t(one.lasts ? "guest.lasts" : "guest.over")}
              {one.reason && <span className="fine block">{one.reason}</span>}
              {!one.endedAt && Date.parse(one.until) > Date.now() && whole.may.withdraw && (
                <span className="buttons">
                  <button type="button" className="link-button" onClick={() => onWithdraw(one)} aria-label={`${t("guest.withdraw")}: ${one.displayName}`}>{t("guest.withdraw")}</button>
                </span>
              )}
            </td>
          </tr>
        )}
      </Table>
    </section>
  );
}

/** Opens the request to an account, from one time to another. */
export function OpenToGuest({ whole, onClose, onDone }: { whole: Whole; onClose: () => void; onDone: (whole: Whole) => void }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [typed, setTyped] = useState({ username: "", from: "", until: "", prints: false });
  const put = (part: Partial<typeof typed>) => setTyped({ ...typed, ...part });
  const until = typedInstant(typed.until);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!until || !fits(typed.from, typedInstant)) return;
    void run(async () => onDone(await disclosures.open(whole.id, { step: whole.step, username: typed.username.trim(), from: typedInstant(typed.from), until, prints: typed.prints })));
  };
  return (
    <Drawer title={t("guest.open")} onClose={onClose}>
      <form className="order-form request-form" onSubmit={save}>
        <p>{t("guest.text")}</p>
        <label>{t("sign.user")}<input required maxLength={100} autoComplete="off" autoCapitalize="none" spellCheck={false} value={typed.username} onChange={(e) => put({ username: e.target.value })} /></label>
        <DateField time label="guest.from" hint="guest.fromHint" value={typed.from} onChange={(from) => put({ from })} />
        <DateField time label="guest.until" value={typed.until} onChange={(one) => put({ until: one })} />
        {whole.decision?.forms.includes("COPY") && (
          <label className="check"><input type="checkbox" checked={typed.prints} onChange={(e) => put({ prints: e.target.checked })} />{t("guest.mayPrint")}</label>
        )}
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy || !typed.username.trim() || !until}>{t("guest.open")}</button>
      </form>
    </Drawer>
  );
}

/** What is open to somebody from outside: their first page. */
export function OpenRecords() {
  const me = useMe();
  const { t, code } = useSpeech();
  const { list } = useCodes();
  const told = useLoad("opened to me", (signal) => disclosures.opened(signal));
  return (
    <section className="spaced">
      {me.onlyGuest ? <h1>{t("guest.mine")}</h1> : <h2>{t("guest.mine")}</h2>}
      <p className="fine">{t("guest.mineText")}</p>
      <Shown from={told} rows={3}>
        {(all) => (
          <Listing none="guest.none" columns={["find.name", "guest.request", "disclosure.form.purpose", "disclosure.parts", "guest.until"]} of={all}>
            {(one) => (
              <tr key={one.number}>
                <th scope="row">
                  <Link to={{ page: "patient", id: one.patientId, section: "overview" }} className="person cover">{one.name ?? t("chart.noName")}</Link>
                  <span className="fine block num">{one.patientNumber}</span>
                </th>
                <td className="num" data-label={t("guest.request")}>{one.number}</td>
                <td className="whole">{one.purpose}</td>
                <td className="whole">{list("recordPart", one.parts)}<span className="fine block">{[code("form", "READ"), one.prints && t("guest.prints")].filter(Boolean).join(", ")}</span></td>
                <td className="num" data-label={t("guest.until")}>{moment(one.until)}</td>
              </tr>
            )}
          </Listing>
        )}
      </Shown>
    </section>
  );
}
