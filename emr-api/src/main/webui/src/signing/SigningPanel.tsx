import { moment } from "../format/time";
import { Icon } from "../frame/Icon";
import { signing, type Signature, type SigningPlace } from "./api";
import { Warnings } from "./CheckNote";
import { early, standing } from "./places";
import type { SheetSigning } from "./useSheetSigning";
import { AskButton, PatientConfirmed } from "../patient-signing/AtPlace";
import { useWords } from "./words";

/** The words that stand at the place, or who signs there. */
function usePlaceWords() {
  const { language, code } = useWords();
  return ({ words, role }: SigningPlace) => (language === "vi" && words) || code("signerRole", role);
}

function FileLink({ of, version }: { of: SheetSigning; version?: number }) {
  const { t } = useWords();
  const signed = version !== undefined || of.signed.places.some(({ signature }) => signature);
  return <a className="button" href={signing.file({ patientId: of.patientId, sheetId: of.opened.sheet.id, version: version ?? of.opened.sheet.version })} target="_blank" rel="noopener noreferrer"><Icon name="open" size={16} /> {t(signed ? "panel.file" : "panel.fileToSign")}</a>;
}

/** Above a sheet: whether it is signed, and what this person may do about it now. */
export function SigningBand({ of }: { of: SheetSigning }) {
  const { t, code } = useWords();
  const placeWords = usePlaceWords();
  const { signed: all, opened, own } = of;
  const completed = opened.sheet.status === "COMPLETED";
  const { signed, of: wanted } = standing(all);
  const mine = all.places.filter(({ mayNow }) => mayNow);
  const refused = opened.sheet.status === "DRAFT" ? all.refused[0] : undefined;
  const whole = signed > 0 && signed === wanted;
  return (
    <>
      {refused && <p className="note note-withdrawn"><Icon name="warn" /><span><strong>{t("panel.refused")}: {t("panel.refusedBy", { by: refused.by, role: code("signerRole", refused.role), n: refused.version })}, {moment(refused.at)}.</strong> {refused.reason}</span></p>}
      {completed && wanted > 0 && (
        <div className={`note signing-band ${whole ? "note-good" : "note-stale"}`} role="status">
          <Icon name="pen" />
          <span><strong>{whole ? t("panel.whole", { n: signed }) : t("panel.part", { n: signed, of: wanted })}</strong> {signed > 0 && t("panel.locked")}</span>
          <div className="buttons">
            {mine.map((place) => <button key={place.number} type="button" className="button primary" onClick={() => of.signPlace(place)}><Icon name="pen" size={16} /> {t("panel.signAs", { x: placeWords(place) })}</button>)}
            <FileLink of={of} />
            {all.documentId && signed > 0 && <button type="button" className="button" onClick={() => of.verify(all.documentId!)}>{t("panel.verify")}</button>}
          </div>
        </div>
      )}
      {own.length > 0 && <div className="note note-stale signing-band" role="status"><Icon name="pen" /><span>{t("panel.entriesOpen", { n: all.entries.filter(({ waits }) => waits).length })}</span><div className="buttons"><button type="button" className="button primary" onClick={of.signOwn}><Icon name="pen" size={16} /> {t("panel.entries", { n: own.length })}</button></div></div>}
    </>
  );
}

/** Who, when, how well it can be verified later, and with which key. */
function Signed({ of }: { of: Signature }) {
  const { t, code } = useWords();
  return (
    <>
      <strong>{of.signer}</strong> <span className="num">{moment(of.stampedAt ?? of.at)}</span> <span className="fine">({t(of.stampedAt ? "panel.atStamp" : "panel.atClock")})</span>
      {of.patient && <PatientConfirmed of={of.patient} />}
      <span className="fine block">{[code("level", of.level), code("holder", of.holder)].join(" · ")}</span>
      {of.warnings.length > 0 && <Warnings of={of.warnings} />}
    </>
  );
}

function PlaceRow({ of, place }: { of: SheetSigning; place: SigningPlace }) {
  const { t, code } = useWords();
  const words = usePlaceWords()(place);
  const role = code("signerRole", place.role);
  const waiting = place.mayNow || place.mayAsk ? "panel.yours" : early(place, of.signed.places) ? "panel.waits" : "panel.turn";
  return (
    <tr>
      <th scope="row">{words}<span className="fine block">{[role !== words && role, place.optional && t("panel.optional")].filter(Boolean).join(" · ")}</span></th>
      <td data-label={t("panel.state")}>
        {place.signature ? <span className="chip chip-open"><Icon name="pen" size={13} /> {t("panel.signed")}</span> : <span className={place.waits ? "chip chip-warn" : "chip"}>{t(place.waits ? waiting : "panel.open")}</span>}
      </td>
      <td className="whole">
        {place.signature && <Signed of={place.signature} />}
        {place.mayAsk && <span className="actions"><AskButton onAsk={() => of.askPatient(place)} /></span>}
        {place.mayNow && (
          <span className="actions">
            <button type="button" className="button primary" aria-label={t("panel.signAs", { x: words })} onClick={() => of.signPlace(place)}>{t("panel.sign")}</button>
            <button type="button" className="button" onClick={() => of.refuse(place)}>{t("signing.refuse")}</button>
          </span>
        )}
      </td>
    </tr>
  );
}

/** Below a sheet: every place in its order, versions signed before, and who would not sign. */
export function SigningPanel({ of }: { of: SheetSigning }) {
  const { t, code } = useWords();
  const { places, former, refused } = of.signed;
  const shown = places.some(({ signature, waits }) => signature || waits) ? [...places].sort((a, b) => a.step - b.step || a.number - b.number) : [];
  if (shown.length + former.length + refused.length === 0) return null;
  return (
    <section className="card signing-panel" aria-label={t("panel.title")}>
      <h2>{t("panel.title")}</h2>
      {shown.length > 0 && (
        <table className="rows stacked" aria-label={t("panel.title")}>
          <thead><tr><th scope="col">{t("panel.place")}</th><th scope="col">{t("panel.state")}</th><th scope="col">{t("panel.title")}</th></tr></thead>
          <tbody>{shown.map((place) => <PlaceRow key={place.number} of={of} place={place} />)}</tbody>
        </table>
      )}
      {former.length > 0 && (
        <>
          <h3>{t("panel.former")}</h3>
          <ul className="plain signing-former">
            {former.map((one) => (
              <li key={one.documentId}>
                <span>{t("panel.formerOne", { n: one.version, of: one.signatures })} <span className="fine num">{moment(one.madeAt)}</span></span>
                <FileLink of={of} version={one.version} />
                <button type="button" className="button" aria-label={`${t("panel.verify")}: ${t("panel.formerOne", { n: one.version, of: one.signatures })}`} onClick={() => of.verify(one.documentId)}>{t("panel.verify")}</button>
              </li>
            ))}
          </ul>
        </>
      )}
      {refused.length > 0 && (
        <>
          <h3>{t("panel.refused")}</h3>
          <ul className="plain">{refused.map((one) => <li key={one.at}>{t("panel.refusedBy", { by: one.by, role: code("signerRole", one.role), n: one.version })}, <span className="num">{moment(one.at)}</span>: {one.reason}</li>)}</ul>
        </>
      )}
    </section>
  );
}
