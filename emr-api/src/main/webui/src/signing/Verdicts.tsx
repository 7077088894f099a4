import { day, moment } from "../format/time";
import { Facts, type Fact } from "../frame/Facts";
import { Icon, type IconName } from "../frame/Icon";
import type { Copy, Standing, Verdict, Verified } from "./verifying";
import { useWords, type Word } from "./words";

const NOTES: Record<Verdict["state"], string> = { VALID: "note-good", INVALID: "note-withdrawn", UNCERTAIN: "note-stale" };
const SIGNS: Record<Verdict["state"], IconName> = { VALID: "done", INVALID: "close", UNCERTAIN: "warn" };
const COPIES: Record<Copy, string> = { SAME: "note-good", EARLIER: "note-stale", CHANGED: "note-withdrawn", UNKNOWN: "note-quiet" };
const STANDINGS: Record<Standing, string> = { CURRENT: "note-good", REPLACED: "note-stale", CANCELLED: "note-withdrawn" };

/** The items that the law has shown of a signature (TT 15/2025/TT-BKHCN art. 6 k4). */
function useItems() {
  const { t } = useWords();
  return (of: Verdict): Fact[] => [
    [t("verify.item.authority"), of.authority ?? t("app.none")],
    [t("verify.item.signer"), of.signer ?? t("app.none")],
    [t("verify.item.unit"), of.unit ?? t("verify.noUnit")],
    [t("verify.item.time"), of.signedAt ? t("verify.claimed", { at: moment(of.signedAt) }) : t("verify.noTime")],
    [t("verify.item.stamp"), of.timestamp ? moment(of.timestamp) : t("verify.noStamp")],
    [t("verify.item.intact"), <Judged key="intact" good={of.intact} words={t(of.intact ? "verify.intact" : "verify.notIntact")} />],
    [t("verify.item.validWhenSigned"), <Judged key="valid" good={of.validWhenSigned} words={t(of.validWhenSigned ? "verify.wasValid" : "verify.wasNotValid")} />],
    [t("verify.item.period"), [day(of.notBefore ?? undefined), day(of.notAfter ?? undefined)].filter(Boolean).join(" – ") || t("app.none")],
  ];
}

/** Never by colour alone. */
function Judged({ good, words }: { good: boolean; words: string }) {
  return <span className={good ? "judged good" : "judged bad"}><Icon name={good ? "done" : "close"} size={15} /> {words}</span>;
}

function One({ of, n, confirms }: { of: Verdict; n: number; confirms?: string }) {
  const { t, code } = useWords();
  const items = useItems();
  const technical: Fact[] = [
    [t("verify.item.level"), code("level", of.level)],
    [t("verify.item.scope"), t(of.coversWholeFile ? "verify.whole" : "verify.notWhole")],
    [t("verify.item.algorithm"), of.algorithm],
    [t("verify.item.serial"), of.serial && <span key="serial" className="mono break">{of.serial}</span>],
  ];
  return (
    <li className="verdict" aria-label={`${n}. ${of.signer ?? ""}`}>
      <p className={`note ${NOTES[of.state]}`}>
        <Icon name={SIGNS[of.state]} />
        <span><strong>{`${n}. ${of.signer ?? t("app.none")}: ${code("verdict", of.state)}.`}</strong> {t(`verdictText.${of.state}`)}</span>
      </p>
      {confirms && <p className="note note-quiet"><Icon name="info" /><span>{confirms}.</span></p>}
      {of.reasons.length > 0 && <ul className="signing-warnings" aria-label={t("verify.why")}>{of.reasons.map((one) => <li key={one}>{code("reason", one)}</li>)}</ul>}
      <Facts of={items(of)} />
      <details>
        <summary>{t("verify.more")}</summary>
        <Facts of={technical} />
      </details>
    </li>
  );
}

function Document({ of }: { of: Verified }) {
  const { t, code } = useWords();
  const { document: ours, copy } = of;
  return (
    <>
      {copy !== "SAME" && <p className={`note ${COPIES[copy]}`} role={copy === "CHANGED" ? "alert" : undefined}><Icon name={copy === "UNKNOWN" ? "info" : "warn"} /><span>{code("copy", copy)}</span></p>}
      {/* What was changed is not that document: whether that stands would be read as if this did. */}
      {ours && copy !== "CHANGED" && <p className={`note ${STANDINGS[ours.state]}`} role="status"><Icon name={ours.state === "CURRENT" ? "info" : "warn"} /><span><strong>{code("standing", ours.state)}</strong> {t(`standingText.${ours.state}` as Word)}</span></p>}
      {ours && (
        <Facts
          of={[
            [t(copy === "CHANGED" ? "verify.original" : "verify.document"), ours.entry ? t("verify.entry", { x: ours.title }) : ours.title],
            [t("verify.form"), ours.form],
            [t("verify.facility"), ours.facility],
            [t("verify.made"), moment(ours.madeAt)],
            [t("verify.code"), <span key="code" className="mono break">{ours.code}</span>],
          ]}
        />
      )}
    </>
  );
}

/** What verifying found: of the document, and of each signature. */
export function Verdicts({ of }: { of: Verified }) {
  const { t } = useWords();
  return (
    <div className="verified">
      <Document of={of} />
      {of.signatures.length === 0 ? (
        <p className="note note-stale" role="status"><Icon name="warn" /><span>{t(of.document ? "verify.noneOfOurs" : "verify.none")}</span></p>
      ) : (
        <>
          <h2>{t("verify.count", { n: of.signatures.length })}</h2>
          <ol className="plain verdicts">{of.signatures.map((one, i) => <One key={`${one.serial} ${i}`} of={one} n={i + 1} confirms={of.confirmations?.find(({ signature }) => signature === i)?.words} />)}</ol>
        </>
      )}
      <p className="fine">{t("verify.at", { at: moment(of.at) })}</p>
    </div>
  );
}
