import { Facts } from "../frame/Facts";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { told } from "../lang/told";
import { Link } from "../route";
import { moment } from "../format/time";
import { whole } from "../format/values";
import type { About, Fault, Looked, RecordSignature } from "./received";

function useWhat() {
  const { t, code, language } = useSpeech();
  return ({ what, most }: Fault) => (most === undefined ? code("recordFault", what) : t("received.most", { what: code("recordFault", what), n: whole(most, language) }));
}

/** Line and column of what cannot be read, else the names on the way with rows counted from 1. */
function Place({ at }: { at: string }) {
  const { t } = useSpeech();
  const text = /^(\d+):(\d+)$/.exec(at);
  if (text) return t("received.line", { line: text[1], column: text[2] });
  if (at === "/") return t("received.wholeFile");
  const steps = at.slice(1).split("/").map((step) => (/^\d+$/.test(step) ? `[${Number(step) + 1}]` : step));
  return <span className="mono wrap">{steps.join(" › ").replaceAll(" › [", " [")}</span>;
}

function Faults({ of, label }: { of: Fault[]; label: string }) {
  const what = useWhat();
  return (
    <Listing none="received.noFault" columns={["received.place", "received.fault"]} of={of} label={label}>
      {(fault) => (
        <tr key={`${fault.at} ${fault.what}`}>
          <th scope="row"><Place at={fault.at} /></th>
          <td>{what(fault)}</td>
        </tr>
      )}
    </Listing>
  );
}

function Content({ of }: { of: About }) {
  const { t, code, language } = useSpeech();
  const time = (text: string) => text.replace(/:\d\d\.\d{3}$/, "");
  return (
    <>
      <h3>{t("received.whose")}</h3>
      <Facts
        of={[
          [t("received.name"), <strong key="name">{of.name}</strong>],
          [t("received.birth"), of.birth],
          [t("received.sex"), of.sex],
          [t("received.patientNumber"), of.patientNumber],
          [t("received.nationalId"), of.nationalId],
          [t("received.insurance"), of.insuranceNumber],
        ]}
      />
      <h3>{t("received.visit")}</h3>
      <Facts
        of={[
          [t("received.admission"), of.admissionNumber],
          [t("received.archive"), of.archiveNumber],
          [t("received.kind"), `${of.kind || t("received.notSaid")} → ${code("class", of.treatment)}`],
          [t("received.start"), time(of.start)],
          [t("received.end"), time(of.end)],
          [t("received.department"), of.department],
          [t("received.main"), [of.mainCode, of.mainName].filter(Boolean).join(" – ")],
        ]}
      />
      <h3>{t("received.what")}</h3>
      <ul className="received-rows">
        {Object.entries(of.rows).map(([group, n]) => <li key={group}><strong className="num">{whole(n, language)}</strong> {code("recordGroup", group)}</li>)}
      </ul>
    </>
  );
}

/** Whether the person and the record are here already. */
function Here({ of }: { of: Looked }) {
  const { t } = useSpeech();
  const { here } = of;
  if (!here) return null;
  const chart = here.patientId && <Link to={{ page: "patient", id: here.patientId, section: "overview" }}>{t("received.openPerson")}</Link>;
  if (here.folderId) {
    return (
      <p className="note note-stale" role="status">
        <span>{t(here.edition ? "received.edition" : "received.already")} <Link to={{ page: "patient", id: here.patientId!, section: "folder", item: here.folderId }}>{t("exports.open")}</Link></span>
      </p>
    );
  }
  if (here.own) return <p className="note note-problem" role="alert"><span>{t("received.own")} {chart}</span></p>;
  return (
    <>
      <p className="note" role="status"><span>{t(here.patientId ? "received.person" : "received.newPerson")} {chart}</span></p>
      {(here.nameDiffers || here.birthDiffers) && (
        <p className="note note-problem" role="alert">
          <span>{t(here.nameDiffers && here.birthDiffers ? "received.bothDiffer" : here.nameDiffers ? "received.nameDiffers" : "received.birthDiffers")}</span>
        </p>
      )}
    </>
  );
}

/** Who signed the file, and whether that holds; of a file that nobody signed nothing. */
function Signed({ by }: { by: RecordSignature[] }) {
  const { t } = useSpeech();
  return by.map((one, i) => (
    <p key={i} className={one.state === "VALID" ? "note" : "note note-problem"} role="status">
      <span>
        {t(`received.signature.${one.state}`)}
        <span className="block">{[one.signer, one.unit, one.authority, one.at && moment(one.at)].filter(Boolean).join(" · ")}</span>
      </span>
    </p>
  ));
}

/** What a file says and what is wrong with it. */
export function LookedAt({ of }: { of: Looked }) {
  const { t, code, language } = useSpeech();
  return (
    <section className="looked-at" aria-label={t("received.looked")}>
      {of.faults.length > 0 && (
        <>
          <p className="note note-problem" role="alert"><span>{t("received.faulty", { n: whole(of.faults.length + of.more, language) })}</span></p>
          <Faults of={of.faults} label={t("received.faults")} />
          {of.more > 0 && <p className="fine">{t("received.more", { n: whole(of.more, language) })}</p>}
        </>
      )}
      <Here of={of} />
      {of.refused && (
        <p className="note note-problem" role="alert">
          <span>{code("code", of.refused.code)}{of.refused.detail && <span className="block">{told(of.refused.detail, language)}</span>}</span>
        </p>
      )}
      <Signed by={of.signatures} />
      {of.about && <Content of={of.about} />}
      {of.remarks.length > 0 && <><h3>{t("received.remarks")}</h3><Faults of={of.remarks} label={t("received.remarks")} /></>}
      <p className="fine">{of.form} · {t("exports.digest")}: <span className="mono wrap">{of.sha256}</span></p>
    </section>
  );
}
